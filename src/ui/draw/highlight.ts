import { INVERSE, WORDS_PER_CELL } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';

/** Marks each occurrence of a text in a rectangle, row by row, without regard to case. */
export function highlight(grid: Grid, rect: Rect, text: string): void {
  const wanted = text.toLowerCase();
  for (let y = rect.y; y < rect.y + rect.h; y++) {
    const row = grid.rowText(y);
    // A row with wide characters has fewer characters than columns; marking by column would mark the wrong ones.
    if (row.length !== grid.cols) continue;
    const shown = row.slice(rect.x, rect.x + rect.w).toLowerCase();
    for (let at = shown.indexOf(wanted); at >= 0; at = shown.indexOf(wanted, at + wanted.length)) {
      for (let x = rect.x + at; x < rect.x + at + wanted.length; x++) invert(grid, x, y);
    }
  }
}

/** Marks a row of a rectangle, counted from its top; one outside of it is not there. */
export function markRow(grid: Grid, rect: Rect, row: number): void {
  if (row < 0 || row >= rect.h) return;
  for (let x = rect.x; x < rect.x + rect.w; x++) invert(grid, x, rect.y + row);
}

/** Marks the lowest row of a rectangle that begins as a line does; none for an empty line. */
export function markLine(grid: Grid, rect: Rect, line: string): void {
  if (line === '') return;
  for (let y = rect.y + rect.h - 1; y >= rect.y; y--) {
    const row = grid.rowText(y);
    const shown = (row.length === grid.cols ? row.slice(rect.x, rect.x + rect.w) : row).trim();
    if (!isSameLine(shown, line)) continue;
    markRow(grid, rect, y - rect.y);
    return;
  }
}

/** Whether a row, which may be cut at its end, shows a line. */
export function isSameLine(row: string, line: string): boolean {
  const least = Math.min(row.length, line.length);
  return least >= Math.min(line.length, 12) && row.slice(0, least) === line.slice(0, least);
}

function invert(grid: Grid, x: number, y: number): void {
  const at = (y * grid.cols + x) * WORDS_PER_CELL + 1;
  grid.words[at] = ((grid.words[at] ?? 0) ^ INVERSE) >>> 0;
}
