import type { Scrubber } from './draw-transport.ts';
import { momentAtColumn } from './transport-look.ts';

/**
 * What the mouse means on a recording's bar: a moment on the scrubber, `play` on the words before or below it, nothing elsewhere. A drag that
 * leaves the scrubber goes on: it is the column that counts.
 */
export function scrubTo(
  { x, y, cols }: Scrubber,
  at: { readonly x: number; readonly y: number },
  { action, lengthS }: { readonly action: 'press' | 'drag'; readonly lengthS: number },
): number | 'play' | undefined {
  const isOn = at.y === y && at.x >= x && at.x < x + cols;
  if (action === 'drag' || isOn) return momentAtColumn(at.x - x, lengthS, cols);
  return at.x < Math.max(x, PLAY_COLS) ? 'play' : undefined;
}

/** The sign of playing and the position beside it. */
const PLAY_COLS = 14;
