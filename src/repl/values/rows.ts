import { inspect } from 'node:util';
import type { Cell, Table } from '../../core/table/table.ts';

/** A row of a table by column name; frozen. */
export type Row = Readonly<Record<string, Cell>>;

/** A table's rows as objects; none of no table. Of two columns of one name the first counts. */
export function rowsOf(table: Table | undefined): readonly Row[] {
  if (!table) return NO_ROWS;
  const { columns, rows } = table;
  return Object.freeze(rows.map((cells) => rowOf(columns, cells)));
}

function rowOf(columns: readonly string[], cells: readonly Cell[]): Row {
  const row: Record<string, Cell> = Object.create(rowPrototype);
  for (const [place, column] of columns.entries()) {
    if (column in row) continue;
    const cell = cells[place] ?? null;
    row[column] = typeof cell === 'object' ? frozenList(cell) : cell;
  }
  return Object.freeze(row);
}

function frozenList(cell: Exclude<Cell, string | number>): Cell {
  return cell === null || Object.isFrozen(cell) ? cell : Object.freeze([...cell]);
}

const NO_ROWS: readonly Row[] = Object.freeze([]);

// A device names the columns, so rows inherit nothing a name could collide with; only how they print.
const rowPrototype: object = Object.freeze(
  Object.defineProperty(Object.create(null), inspect.custom, {
    value(this: Row) {
      return { ...this };
    },
  }),
);
