import type { Cell, Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import type { ViewRow } from '../../state/table-view.ts';

/**
 * A table of several hosts with the rows that are the same on some of them as one: the first column, the host, says `all 4` or who
 * has it. The same are rows that do not differ in any of the columns given: what is hidden does not count. Rows are in the order in
 * which they first came.
 */
export function foldHosts(table: Table, columns: readonly number[] | undefined): Table {
  const places = (columns ?? table.columns.map((_, place) => place)).filter((place) => place > 0);
  const hosts = new Set(table.rows.map((row) => cellString(row[0])));
  const folds = new Map<string, Fold>();
  for (const row of table.rows) {
    const key = JSON.stringify(places.map((place) => row[place] ?? null));
    const fold = folds.get(key) ?? { row, hosts: new Set<string>() };
    folds.set(key, fold);
    fold.hosts.add(cellString(row[0]));
  }
  const rows = [...folds.values()].map((fold): readonly Cell[] => {
    const folded = [whoHas(fold.hosts, hosts.size), ...fold.row.slice(1)];
    FIRST.set(folded, fold.row);
    return folded;
  });
  return { ...table, rows };
}

/** The first of the rows that a folded row stands for; any other row is itself. */
export function rowBehind(row: ViewRow): ViewRow {
  return FIRST.get(row) ?? row;
}

interface Fold {
  readonly row: ViewRow;
  readonly hosts: Set<string>;
}

const FIRST = new WeakMap<ViewRow, ViewRow>();

function whoHas(hosts: ReadonlySet<string>, count: number): Cell {
  return hosts.size === count && count > 1 ? `all ${count}` : [...hosts];
}
