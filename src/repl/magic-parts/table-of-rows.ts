import type { Cell } from '../../core/table/table.ts';
import { TableValue } from '../values/table-value.ts';

/** Rows of one shape as a table. */
export function tableOfRows<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Cell>>[],
): TableValue {
  return new TableValue({
    columns,
    rows: rows.map((row) => columns.map((column) => row[column])),
    origin: undefined,
  });
}
