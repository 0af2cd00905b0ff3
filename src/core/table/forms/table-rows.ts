import type { Cell, Table } from '../table.ts';

/** A table as people's scripts get it: one object a row, keys in column order. */
type Row = Readonly<Record<string, Cell>>;

/** The rows as objects without a prototype: a column may be called anything. Of two columns of one name the first counts. */
export function tableRows(table: Table): Row[] {
  return table.rows.map((row) => {
    const object: Record<string, Cell> = Object.create(null);
    table.columns.forEach((column, place) => {
      if (column !== '__proto__' && !(column in object)) object[column] = row[place] ?? null;
    });
    return object;
  });
}
