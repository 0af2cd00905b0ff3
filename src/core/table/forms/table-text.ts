import { safe } from '../../safe.ts';
import { truncate, widthOf } from '../../width.ts';
import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { columnWidths } from './table-width.ts';

export interface TextTableOptions {
  /** Cells wider than this many columns are cut; no limit unless told. */
  readonly maxCellCols?: number;
}

/** The table as aligned text for a terminal, every cell `safe()`: names, a rule, rows; lines joined by `\n`. */
export function tableText(table: Table, options: TextTableOptions = {}): string {
  const maxCols = options.maxCellCols ?? Number.POSITIVE_INFINITY;
  const widths = columnWidths(table, maxCols);
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, place) => pad(truncate(cells[place] ?? '', width), width))
      .join('  ')
      .trimEnd();
  return [
    line(table.columns.map((column) => safe(column))),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...table.rows.map((row) => line(widths.map((_, place) => safe(cellString(row[place]))))),
  ].join('\n');
}

function pad(text: string, cols: number): string {
  return text + ' '.repeat(Math.max(0, cols - widthOf(text)));
}
