import { safe } from '../../core/safe.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { widthOf } from '../../core/width.ts';

/** A column is never wider on screen; its cells are read whole in the vertical form. */
export const MAX_COLUMN_COLS = 40;
/** Beyond so many rows nobody sees whether a column could be narrower. */
const MOST_MEASURED = 20_000;

/** Screen columns a column of a table takes. Measured over the whole table, once, so that columns stay where they are while it scrolls. */
export function columnCols(table: Table, place: number): number {
  const known = KNOWN.get(table) ?? new Map<number, number>();
  KNOWN.set(table, known);
  const cols = known.get(place) ?? measured(table, place);
  known.set(place, cols);
  return cols;
}

/** A cell as it is drawn: one line. */
export function cellWords(cell: Cell | undefined): string {
  return safe(cellString(cell), 500);
}

const KNOWN = new WeakMap<Table, Map<number, number>>();

/** One more than the name needs: the arrow of the sorted column. */
function measured({ columns, rows }: Table, place: number): number {
  let most = widthOf(safe(columns[place] ?? '')) + 1;
  for (let at = 0; at < rows.length && at < MOST_MEASURED; at++) {
    if (most >= MAX_COLUMN_COLS) return MAX_COLUMN_COLS;
    most = Math.max(most, cellCols(rows[at]?.[place]));
  }
  return Math.min(most, MAX_COLUMN_COLS);
}

function cellCols(cell: Cell | undefined): number {
  return widthOf(cellWords(cell));
}
