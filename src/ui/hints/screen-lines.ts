import { cellText, cellWidth, WORDS_PER_CELL } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';

/** A line as it stands on a screen, maybe over several rows: its text, and the cell of each of its characters (UTF-16 units). */
export interface ScreenLine {
  readonly text: string;
  readonly cells: readonly { readonly x: number; readonly y: number }[];
}

/** The lines in a rectangle of a grid. A row that goes on the one before it (`goesOn`, counted from the rectangle's top) is joined to it. */
export function screenLines(
  grid: Grid,
  rect: Rect,
  goesOn: (row: number) => boolean,
): readonly ScreenLine[] {
  const lines: { text: string; cells: { x: number; y: number }[] }[] = [];
  for (let row = 0; row < rect.h; row++) {
    const last = lines.at(-1);
    const line = row > 0 && last !== undefined && goesOn(row) ? last : { text: '', cells: [] };
    if (line !== last) lines.push(line);
    for (let x = rect.x; x < Math.min(grid.cols, rect.x + rect.w); x++) {
      const y = rect.y + row;
      const content = grid.words[(y * grid.cols + x) * WORDS_PER_CELL] ?? 0;
      // The right half of a wide character.
      if (cellWidth(content) === 0 && content !== 0) continue;
      const text = cellText(content);
      line.text += text;
      for (let unit = 0; unit < text.length; unit++) line.cells.push({ x, y });
    }
  }
  return lines;
}
