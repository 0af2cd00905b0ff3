import type { Cell, Table } from '../table.ts';

/** The table with each row once, the first of those that are alike. */
export function uniqueRows(table: Table): Table {
  const seen = new Set<string>();
  const rows = table.rows.filter((row) => {
    const key = rowKey(row);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return { ...table, rows };
}

/** The same text for cells that are the same, and for no others. */
export function rowKey(cells: readonly (Cell | undefined)[]): string {
  return JSON.stringify(cells.map((cell) => cell ?? null));
}
