import { UNDERLINE, WORDS_PER_CELL } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';
import type { Theme } from '../theme.ts';
import type { MarkedHint } from './marked-hints.ts';

/** Draws labels over the beginnings of their values, and lines under the rest. Those that what was typed has ruled out are not drawn. */
export function drawHints(
  grid: Grid,
  given: {
    readonly rect: Rect;
    readonly hints: readonly MarkedHint[];
    readonly typed: string;
    readonly theme: Theme;
  },
): void {
  const { rect, hints, typed, theme } = given;
  for (const { label, cells } of hints) {
    if (!label.startsWith(typed)) continue;
    const own = cells.filter(({ x, y }) => isWithin(rect, x, y));
    for (const { x, y } of own) underline(grid, x, y);
    for (const [at, letter] of [...label.slice(typed.length)].entries()) {
      const place = own[at];
      if (place !== undefined) grid.text(place.x, place.y, letter, theme.trustMark, 1);
    }
  }
}

function isWithin({ x, y, w, h }: Rect, atX: number, atY: number): boolean {
  return atX >= x && atX < x + w && atY >= y && atY < y + h;
}

function underline(grid: Grid, x: number, y: number): void {
  const at = (y * grid.cols + x) * WORDS_PER_CELL + 1;
  grid.words[at] = ((grid.words[at] ?? 0) | UNDERLINE) >>> 0;
}
