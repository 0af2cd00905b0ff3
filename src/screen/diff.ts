import {
  CODE_POINT_MASK,
  COMBINED,
  cellText,
  cellWidth,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
} from '../core/cell.ts';
import type { Grid } from '../core/grid.ts';
import type { Rect } from '../core/size.ts';
import type { SgrEncoder } from './sgr.ts';

/**
 * The bytes that turn the picture `shown` into `wanted` on a terminal, '' when they are equal. Pure but for the encoder's
 * cache. `shown` undefined means nothing is known of the screen: every cell is written. With `within` only that part is
 * looked at.
 *
 * The terminal's own idea of a character's width is never trusted: after any cell that is not ASCII, Latin or box
 * drawing the cursor is addressed again, so a disagreement damages one cell and never the rest of the row.
 */
export function diff(
  shown: Grid | undefined,
  wanted: Grid,
  encoder: SgrEncoder,
  within: Rect = { x: 0, y: 0, w: wanted.cols, h: wanted.rows },
): string {
  const { cols } = wanted;
  const left = Math.max(0, within.x);
  const right = Math.min(cols, within.x + within.w);
  const bottom = Math.min(wanted.rows, within.y + within.h);
  const before = shown?.words;
  const after = wanted.words;
  let written = '';
  let fg = -1;
  let bg = -1;
  let cursorX = -1;
  let cursorY = -1;
  for (let y = Math.max(0, within.y); y < bottom; y++) {
    for (let x = left; x < right; ) {
      const at = (y * cols + x) * WORDS_PER_CELL;
      const content = after[at] ?? 0;
      const width = content >>> WIDTH_SHIFT === 2 && x + 1 < cols ? 2 : 1;
      if (before !== undefined && isSame(before, after, at, width)) {
        x += width;
        continue;
      }
      if (cursorY !== y || cursorX !== x) {
        const gap = cursorY === y ? plainGap(after, y * cols, cursorX, x, fg, bg) : undefined;
        written += gap ?? `\x1b[${y + 1};${x + 1}H`;
      }
      const cellFg = after[at + 1] ?? 0;
      const cellBg = after[at + 2] ?? 0;
      if (cellFg !== fg || cellBg !== bg) {
        written += encoder.encode(cellFg, cellBg);
        fg = cellFg;
        bg = cellBg;
      }
      // A right half without its left half, or a wide character cut at the edge, is shown as a blank: never a hole.
      const isHalf = cellWidth(content) === 0 || (cellWidth(content) === 2 && width === 1);
      written += isHalf ? ' ' : cellText(content);
      x += width;
      cursorY = y;
      cursorX = isHalf || isTrusted(content) ? x : -1;
      // In the last column the cursor hangs between two lines, differently on each terminal.
      if (x >= cols) cursorX = -1;
    }
  }
  return written === '' ? '' : `${written}\x1b[0m`;
}

function isSame(before: Uint32Array, after: Uint32Array, at: number, width: number): boolean {
  return (
    before[at] === after[at] &&
    before[at + 1] === after[at + 1] &&
    before[at + 2] === after[at + 2] &&
    (width === 1 || before[at + WORDS_PER_CELL] === after[at + WORDS_PER_CELL])
  );
}

/** Every terminal agrees that this cell is one column wide. */
function isTrusted(content: number): boolean {
  if ((content & COMBINED) !== 0 || cellWidth(content) !== 1) return false;
  const codePoint = content & CODE_POINT_MASK;
  return codePoint < 0x300 || (codePoint >= 0x2500 && codePoint < 0x25a0);
}

const MAX_GAP = 4;

/** A few unchanged plain cells in the current style are cheaper to write again than to jump over. */
function plainGap(
  words: Uint32Array,
  rowStart: number,
  from: number,
  to: number,
  fg: number,
  bg: number,
): string | undefined {
  if (from < 0 || to <= from || to - from > MAX_GAP) return undefined;
  let text = '';
  for (let x = from; x < to; x++) {
    const at = (rowStart + x) * WORDS_PER_CELL;
    const content = words[at] ?? 0;
    const codePoint = content & CODE_POINT_MASK;
    const isPlain = codePoint >= 0x20 && codePoint < 0x7f && (content & COMBINED) === 0;
    if (!isPlain || words[at + 1] !== fg || words[at + 2] !== bg) return undefined;
    text += String.fromCharCode(codePoint);
  }
  return text;
}
