import { compareNatural } from './natural-order.ts';
import type { SortOrder, Table } from './table.ts';
import { cellString } from './table-cell.ts';

/** The table sorted by one column in natural order; rows that are equal keep their order, empty cells come last both ways. */
export function sortTable(table: Table, order: SortOrder): Table {
  const place = table.columns.indexOf(order.column);
  if (place < 0) return table;
  const sign = order.direction === 'up' ? 1 : -1;
  const keyed = table.rows.map((row) => ({ row, key: cellString(row[place]) }));
  keyed.sort((a, b) => {
    if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '');
    return sign * compareNatural(a.key, b.key);
  });
  return { ...table, rows: keyed.map(({ row }) => row) };
}
