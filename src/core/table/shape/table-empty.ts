import type { Cell, Table } from '../table.ts';

/** The table without the columns that have no value in any row: for people's eyes; data formats keep every column. */
export function withoutEmptyColumns(table: Table): Table {
  if (table.rows.length === 0) return table;
  const kept = table.columns.map((_, column) => table.rows.some((row) => hasValue(row[column])));
  if (kept.every(Boolean)) return table;
  return {
    ...table,
    columns: table.columns.filter((_, column) => kept[column]),
    rows: table.rows.map((row) => row.filter((_, column) => kept[column])),
  };
}

function hasValue(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined || cell === '') return false;
  return typeof cell !== 'object' || cell.length > 0;
}
