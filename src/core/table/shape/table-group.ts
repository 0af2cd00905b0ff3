import { compareNatural } from '../../natural-order.ts';
import { numberIn } from '../kinds/cell-number.ts';
import type { Cell, Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { columnOrder } from './table-sort.ts';
import { rowKey } from './table-unique.ts';

/** What a column's cells of a group are made one of. */
export interface Aggregate {
  readonly kind: AggregateKind;
  /** Of which column; none for a count of rows. */
  readonly place: number | undefined;
  /** The name of the column that it makes. */
  readonly title: string;
}

export const AGGREGATE_KINDS = [
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'first',
  'last',
  'unique',
  'list',
] as const;

export type AggregateKind = (typeof AGGREGATE_KINDS)[number];

/** One row for each different set of cells in the columns at `places`, in the order of their first rows, with what their rows come to. */
export function groupTable(
  table: Table,
  places: readonly number[],
  aggregates: readonly Aggregate[],
): Table {
  const groups = new Map<string, (readonly Cell[])[]>();
  for (const row of table.rows) {
    const key = rowKey(places.map((place) => row[place]));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  // Without columns to group by all rows are one group, also where there are none.
  if (places.length === 0 && groups.size === 0) groups.set('', []);
  const keys = places.map((place) => table.columns[place] ?? '');
  return {
    columns: [...keys, ...aggregates.map(({ title }) => title)],
    rows: [...groups.values()].map((rows) => [
      ...places.map((place) => rows[0]?.[place] ?? null),
      ...aggregates.map((aggregate) => aggregated(table, rows, aggregate)),
    ]),
    // Which row is which the groups say from now on, and no row is made of lines any more.
    origin: table.origin && {
      ...table.origin,
      keys: keys.length > 0 ? keys : undefined,
      rowLines: undefined,
    },
  };
}

/** What the rows' cells come to; null where there is none to be had. */
export function aggregated(
  table: Table,
  rows: Table['rows'],
  { kind, place }: Pick<Aggregate, 'kind' | 'place'>,
): Cell {
  if (place === undefined) return rows.length;
  const cells = rows.map((row) => row[place] ?? null).filter((cell) => cellString(cell) !== '');
  switch (kind) {
    case 'count':
      return cells.length;
    case 'sum':
      return sum(numbersOf(table, place, cells)) ?? null;
    case 'avg': {
      const numbers = numbersOf(table, place, cells);
      const total = sum(numbers);
      return total === undefined ? null : tidy(total / numbers.length);
    }
    case 'min':
      return extreme(table, place, cells).at(0) ?? null;
    case 'max':
      return extreme(table, place, cells).at(-1) ?? null;
    case 'first':
      return cells.at(0) ?? null;
    case 'last':
      return cells.at(-1) ?? null;
    case 'unique':
      return [...new Set(cells.flatMap(itemsOf))].sort(compareNatural);
    case 'list':
      return cells.flatMap(itemsOf);
  }
}

function numbersOf(table: Table, place: number, cells: readonly Cell[]): number[] {
  const toNumber = numberIn(table, place);
  return cells.flatMap((cell) => toNumber(cellString(cell)) ?? []).filter(Number.isFinite);
}

function sum(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : tidy(numbers.reduce((total, one) => total + one, 0));
}

/** Without the last digits that 0.1 + 0.2 has and nobody wants. */
function tidy(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toPrecision(12));
}

function extreme(table: Table, place: number, cells: readonly Cell[]): Cell[] {
  const compare = columnOrder(table, place);
  return cells.toSorted((a, b) => compare(cellString(a), cellString(b)));
}

function itemsOf(cell: Cell): string[] {
  return typeof cell === 'object' && cell !== null ? [...cell] : [cellString(cell)];
}
