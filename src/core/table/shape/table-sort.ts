import { compareNatural } from '../../natural-order.ts';
import { cellValue, columnKind } from '../kinds/column-kind.ts';
import type { SortOrder, Table } from '../table.ts';
import { cellString } from '../table-cell.ts';

/**
 * The table sorted by one column, by what its texts are: numbers, rates, durations, addresses and MACs by value, everything else in
 * natural order. Rows that are equal keep their order, empty cells come last both ways.
 */
export function sortTable(table: Table, order: SortOrder): Table {
  const rows = sortRows(table, table.rows, order);
  return rows === table.rows ? table : { ...table, rows };
}

/** Rows of a table in the order that `sortTable` gives, the same arrays; what the column is, all of the table's rows say. */
export function sortRows(table: Table, rows: Table['rows'], order: SortOrder): Table['rows'] {
  const place = table.columns.indexOf(order.column);
  if (place < 0) return rows;
  return sortRowsBy(table, rows, [{ place, direction: order.direction }]);
}

export interface PlaceOrder {
  readonly place: number;
  readonly direction: 'up' | 'down';
}

/** The same by several columns, the first one first. */
export function sortRowsBy(
  table: Table,
  rows: Table['rows'],
  orders: readonly PlaceOrder[],
): Table['rows'] {
  const keyed = rows.map((row) => ({
    row,
    keys: orders.map(({ place }) => keyOf(table, place, row[place])),
  }));
  keyed.sort((a, b) => {
    for (const [at, { direction }] of orders.entries()) {
      const order = compareKeys(a.keys[at], b.keys[at], direction);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** How the texts of a column stand to each other. */
export function columnOrder(table: Table, place: number): (a: string, b: string) => number {
  const kind = columnKind(table, place);
  return (a, b) => byValue(cellValue(kind, a), cellValue(kind, b)) || compareNatural(a, b);
}

interface Key {
  readonly text: string;
  readonly value: Value;
}

type Value = number | bigint | undefined;

function keyOf(table: Table, place: number, cell: Parameters<typeof cellString>[0]): Key {
  const text = cellString(cell);
  return { text, value: cellValue(columnKind(table, place), text) };
}

function compareKeys(a: Key | undefined, b: Key | undefined, direction: 'up' | 'down'): number {
  if (!a || !b) return 0;
  if (a.text === '' || b.text === '') return Number(a.text === '') - Number(b.text === '');
  const order = byValue(a.value, b.value) || compareNatural(a.text, b.text);
  return direction === 'up' ? order : -order;
}

/** Texts that are not of the column's kind stand behind those that are. */
function byValue(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a < b ? -1 : a > b ? 1 : 0;
}
