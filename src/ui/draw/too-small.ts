import type { Grid } from '../../core/grid.ts';
import { wrapWords } from '../../core/wrap-words.ts';
import { MIN_COLS, MIN_ROWS } from '../../state/regions.ts';
import type { Theme } from '../theme.ts';

/** What is shown on a terminal too small for anything else. Sessions go on meanwhile. */
export function drawTooSmall(grid: Grid, theme: Theme): void {
  const text = `${grid.cols}×${grid.rows} is too small: make the terminal at least ${MIN_COLS}×${MIN_ROWS}. Sessions go on.`;
  wrapWords(text, Math.max(1, grid.cols)).forEach((line, y) => {
    grid.text(0, y, line, theme.warning);
  });
}
