import { compareNatural } from '../../natural-order.ts';
import { keyColumns, keysOf } from '../kinds/key-columns.ts';
import { isPassingColumn } from '../kinds/passing-columns.ts';
import type { Cell, Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { pairRows, type RowPairs } from './row-pairs.ts';

type Cells = readonly Cell[];

/** What became of a table. Nothing is left out: what is ignored is up to whoever shows it (`visibleChanges`). */
export interface TableDiff {
  /** Columns that say which row is which, in the table's order; none where both tables are one row. */
  readonly keys: readonly string[];
  /** Columns that only one of the tables has. Their cells are compared with nothing. */
  readonly newColumns: readonly string[];
  readonly goneColumns: readonly string[];
  /** Columns to ignore at first, those in which something differs only. */
  readonly passing: readonly string[];
  /** In the natural order of their keys. Rows of which all cells are the same are counted in `same`. */
  readonly rows: readonly RowChange[];
  readonly same: number;
}

export type RowChange =
  | {
      readonly kind: 'added' | 'removed';
      readonly key: Cells;
      /** What it says besides its key. */
      readonly cells: readonly NamedCell[];
      /** The whole row, as its table has it. */
      readonly row: Cells;
    }
  | {
      readonly kind: 'changed';
      readonly key: Cells;
      readonly cells: readonly CellChange[];
      readonly before: Cells;
      readonly after: Cells;
    };

export interface NamedCell {
  readonly column: string;
  readonly value: Cell;
}

/** A cell whose text is another one; a list in another order is the same list. */
export interface CellChange {
  readonly column: string;
  readonly old: Cell;
  readonly new: Cell;
}

export interface TableDiffOptions {
  /** The key columns, where they are known; found otherwise (`keyColumns`). */
  readonly keys?: readonly string[] | undefined;
}

/**
 * Compares two tables row by row, each with the row of the other that has the same key; the rows' order says nothing. Of several
 * rows with one key those that are the same are paired first, then those most alike, and what is left over was added or removed.
 */
export function diffTables(before: Table, after: Table, options: TableDiffOptions = {}): TableDiff {
  const keys = usableKeys(options.keys, before, after) ?? keyColumns(before, after);
  const shared = before.columns.filter((column) => after.columns.includes(column));
  const isPassing = (column: string): boolean => isPassingColumn(column, [before, after]);
  const passing = new Set(shared.filter(isPassing));
  const compared = shared.filter((column) => !keys.includes(column));
  const pairs = pairRows({
    before: { table: before, keys: keysOf(before, keys) },
    after: { table: after, keys: keysOf(after, keys) },
    columns: compared.filter((column) => !passing.has(column)),
  });
  const rows = rowChanges({ before, after, keys, compared, pairs });
  const differing = new Set(rows.flatMap((row) => row.cells.map(({ column }) => column)));
  return {
    keys,
    newColumns: after.columns.filter((column) => !before.columns.includes(column)),
    goneColumns: before.columns.filter((column) => !after.columns.includes(column)),
    passing: [...passing].filter((column) => !keys.includes(column) && differing.has(column)),
    rows: rows.toSorted((one, other) => compareNatural(keyText(one), keyText(other))),
    same: pairs.pairs.length - rows.filter(({ kind }) => kind === 'changed').length,
  };
}

/** The changes without those of ignored columns; a row that only differs there counts as the same. */
export function visibleChanges(
  { rows, same }: TableDiff,
  ignored: ReadonlySet<string>,
): Pick<TableDiff, 'rows' | 'same'> {
  const visible = rows.flatMap((row): readonly RowChange[] => {
    if (row.kind !== 'changed') return [row];
    const cells = row.cells.filter(({ column }) => !ignored.has(column));
    return cells.length === 0 ? [] : [{ ...row, cells }];
  });
  return { rows: visible, same: same + rows.length - visible.length };
}

/** A key as one text. */
export function keyText({ key }: RowChange): string {
  return key
    .map(cellString)
    .filter((text) => text !== '')
    .join(' ');
}

/** Whether two cells say the same, whatever the order of a list. */
export function isSameCell(one: Cell | undefined, other: Cell | undefined): boolean {
  return comparable(one) === comparable(other);
}

function comparable(cell: Cell | undefined): string {
  return typeof cell === 'object' && cell !== null
    ? cell.toSorted().join('\u0000')
    : cellString(cell);
}

function usableKeys(
  keys: readonly string[] | undefined,
  before: Table,
  after: Table,
): readonly string[] | undefined {
  const usable = keys?.filter((key) => before.columns.includes(key) && after.columns.includes(key));
  return usable === undefined || usable.length === 0 ? undefined : usable;
}

interface Compared {
  readonly before: Table;
  readonly after: Table;
  readonly keys: readonly string[];
  readonly compared: readonly string[];
  readonly pairs: RowPairs;
}

function rowChanges({ before, after, keys, compared, pairs }: Compared): RowChange[] {
  const placesOf = (table: Table, columns: readonly string[]) =>
    columns.map((column) => table.columns.indexOf(column));
  const keyPlaces = { before: placesOf(before, keys), after: placesOf(after, keys) };
  const places = { before: placesOf(before, compared), after: placesOf(after, compared) };
  const keyOf = (row: Cells, side: 'before' | 'after'): Cells =>
    keyPlaces[side].map((place) => row[place] ?? null);
  const changed = pairs.pairs.flatMap(([old, now]): readonly RowChange[] => {
    const cells = compared.flatMap((column, at): readonly CellChange[] => {
      const was = old[places.before[at] ?? -1] ?? null;
      const is = now[places.after[at] ?? -1] ?? null;
      return isSameCell(was, is) ? [] : [{ column, old: was, new: is }];
    });
    if (cells.length === 0) return [];
    return [{ kind: 'changed', key: keyOf(now, 'after'), cells, before: old, after: now }];
  });
  return [
    ...changed,
    ...pairs.removed.map((row): RowChange => {
      return { kind: 'removed', key: keyOf(row, 'before'), cells: cellsOf(before, row, keys), row };
    }),
    ...pairs.added.map((row): RowChange => {
      return { kind: 'added', key: keyOf(row, 'after'), cells: cellsOf(after, row, keys), row };
    }),
  ];
}

/** What a row says besides its key; empty cells say nothing. */
function cellsOf(table: Table, row: Cells, keys: readonly string[]): NamedCell[] {
  return table.columns.flatMap((column, place) => {
    const value = row[place] ?? null;
    return keys.includes(column) || cellString(value) === '' ? [] : [{ column, value }];
  });
}
