import { safe } from '../../safe.ts';
import { widthOf } from '../../width.ts';
import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';

/** Columns of the screen that each column of a table takes: its widest cell or its name, at most `maxCols` each. */
export function columnWidths(table: Table, maxCols = Number.POSITIVE_INFINITY): number[] {
  return table.columns.map((column, place) => {
    let widest = widthOf(safe(column));
    for (const row of table.rows) {
      widest = Math.max(widest, widthOf(safe(cellString(row[place]))));
      if (widest >= maxCols) return maxCols;
    }
    return widest;
  });
}
