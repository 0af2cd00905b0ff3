import { inspect } from 'node:util';
import type { Cell, Table } from '../../core/table/table.ts';

/** A row of a table by column name. */
export type Row = Record<string, Cell>;

/** A table's rows as objects; none of no table. */
export function rowsOf(table: Table | undefined): Row[] {
  if (!table) return [];
  return table.rows.map((cells) => {
    const row: Row = Object.create(rowPrototype);
    for (const [place, column] of table.columns.entries()) row[column] = cells[place] ?? null;
    return row;
  });
}

// A device names the columns, so rows inherit nothing a name could collide with; only how they print.
const rowPrototype: object = Object.freeze(
  Object.defineProperty(Object.create(null), inspect.custom, {
    value(this: Row) {
      return { ...this };
    },
  }),
);
