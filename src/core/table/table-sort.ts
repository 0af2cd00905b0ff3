import { compareNatural } from '../natural-order.ts';
import { cellValue, columnKind } from './column-kind.ts';
import type { SortOrder, Table } from './table.ts';
import { cellString } from './table-cell.ts';

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
  const sign = order.direction === 'up' ? 1 : -1;
  const kind = columnKind(table, place);
  const keyed = rows.map((row) => {
    const key = cellString(row[place]);
    return { row, key, value: cellValue(kind, key) };
  });
  keyed.sort((a, b) => {
    if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '');
    return sign * (byValue(a.value, b.value) || compareNatural(a.key, b.key));
  });
  return keyed.map(({ row }) => row);
}

type Value = number | bigint | undefined;

/** Texts that are not of the column's kind stand behind those that are. */
function byValue(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a < b ? -1 : a > b ? 1 : 0;
}
