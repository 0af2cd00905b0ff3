import { filterRows } from '../../core/table/condition/table-filter.ts';
import { sortRows } from '../../core/table/shape/table-sort.ts';
import type { Table } from '../../core/table/table.ts';
import {
  type ChangesView,
  changedColumnName,
  type TableView,
  type ViewRow,
} from '../../state/table-view.ts';
import { foldHosts } from './fold-hosts.ts';
import { groupRows } from './group-rows.ts';
import { lastValue } from './last-value.ts';

/** What a view shows of its table: rows of it, and places of its columns. Nothing is copied until it is drawn or exported. */
export interface Shown {
  /** What rows and places refer to: the view's table, or one made of it by folding or counting. */
  readonly table: Table;
  readonly rows: readonly ViewRow[];
  readonly places: readonly number[];
}

/** The table as it is shown: folded, filtered, counted, sorted, in this order; each step is done again only when it has to be. */
export function shownOf(view: TableView): Shown | undefined {
  if (view.table === undefined) return undefined;
  const compared = view.changes === undefined ? view.table : changed(view.table, view.changes);
  const folded = view.fold === 'folded' ? fold(compared, view.places) : compared;
  const filtered = filter(folded, view.filter.trim());
  const table = view.group === undefined ? folded : group(folded, filtered, view.group);
  const rows = view.group === undefined ? filtered : table.rows;
  const sorted = view.sort === undefined ? rows : sort(table, rows, view.sort);
  const places = view.group === undefined ? (view.places ?? all(table)) : all(table);
  return shown(table, sorted, places);
}

/** The rows of a diff that are left out because their columns are ignored. */
export function ignoredRows({ table, changes }: TableView): readonly ViewRow[] {
  if (table === undefined || changes === undefined) return [];
  return table.rows.filter((row) => isIgnored(row, changes));
}

/** The rows and columns shown as a table of their own, for whoever takes them out of the view. */
export function projected({ table, rows, places }: Shown): Table {
  return {
    columns: places.map((place) => table.columns[place] ?? ''),
    rows: rows.map((row) => places.map((place) => row[place] ?? null)),
    origin: table.origin,
  };
}

function isIgnored(row: ViewRow, { about, ignored }: ChangesView): boolean {
  const column = about.get(row);
  return column !== undefined && ignored.has(changedColumnName(column));
}

const changed = lastValue((table: Table, changes: ChangesView): Table => {
  if (changes.shows === 'all') return table;
  return { ...table, rows: table.rows.filter((row) => !isIgnored(row, changes)) };
});
const fold = lastValue(foldHosts);
const filter = lastValue((table: Table, query: string) =>
  query === '' ? table.rows : filterRows(table, query),
);
const group = lastValue(groupRows);
const sort = lastValue(sortRows);
const all = lastValue((table: Table) => table.columns.map((_, place) => place));
const shown = lastValue(
  (table: Table, rows: readonly ViewRow[], places: readonly number[]): Shown => ({
    table,
    rows,
    places,
  }),
);
