import {
  CODE_POINT_MASK,
  COLOUR_MASK,
  COLOUR_RGB,
  COMBINED,
  EXTENDED,
  internCluster,
  PROTECTED,
  SPACE,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
} from '../core/cell.ts';
import type { Grid } from '../core/grid.ts';
import { isSafeCodePoint } from '../core/safe.ts';
import type { Rect } from '../core/size.ts';
import { MAX_CODE_POINTS_PER_CELL } from './unicode.ts';

/** Gives rows of cells; the same array may be given again for the next row. */
export interface RowSource {
  readonly cols: number;
  readonly rows: number;
  /** `WORDS_PER_CELL` words a cell, or more than the row needs; undefined for a row that does not exist. */
  words(row: number): Uint32Array | undefined;
  /** The text of a cell of several code points. */
  cluster(row: number, x: number): string;
}

/**
 * Copies the source's screen into a rectangle of the grid, its row `firstRow` at the top. The second wall of D2: whatever the
 * emulator holds, only cells that are safe to show come out, and no wide character without its other half.
 * What the source does not cover is blank; what lies outside the grid is clipped.
 */
export function blitRows(options: {
  source: RowSource;
  firstRow: number;
  grid: Grid;
  rect: Rect;
}): void {
  const { source, firstRow, grid, rect } = options;
  const left = Math.max(0, rect.x);
  const cells = Math.min(grid.cols, rect.x + rect.w) - left;
  const skip = left - rect.x;
  if (cells <= 0) return;
  const bottom = Math.min(grid.rows, rect.y + rect.h);
  for (let y = Math.max(0, rect.y); y < bottom; y++) {
    const row = y - rect.y;
    const words = row < source.rows ? source.words(firstRow + row) : undefined;
    const covered = words === undefined ? 0 : Math.max(0, Math.min(cells, source.cols - skip));
    const to = (y * grid.cols + left) * WORDS_PER_CELL;
    if (words !== undefined) {
      blitCells({ words, skip, count: covered, out: grid.words, to, source, row: firstRow + row });
    }
    blank(grid.words, to + covered * WORDS_PER_CELL, cells - covered);
  }
}

const DROPPED_FLAGS = EXTENDED | PROTECTED;
const ABOVE_PALETTE = 0xffff00;
const FLAGS = ~COLOUR_MASK;
const ONE_COLUMN = 1 << WIDTH_SHIFT;
const EMPTY = ONE_COLUMN;
const FIRST_PLAIN = 0x20 | ONE_COLUMN;
const LAST_PLAIN = 0x7e | ONE_COLUMN;

function blitCells(options: {
  words: Uint32Array;
  skip: number;
  count: number;
  out: Uint32Array;
  to: number;
  source: RowSource;
  row: number;
}): void {
  const { words, out, count, skip } = options;
  const from = skip * WORDS_PER_CELL;
  out.set(words.subarray(from, from + count * WORDS_PER_CELL), options.to);
  let isHalfDue = false;
  for (let x = 0, to = options.to; x < count; x++, to += WORDS_PER_CELL) {
    const content = out[to] as number;
    const fg = out[to + 1] as number;
    const bg = out[to + 2] as number;
    if ((fg & ABOVE_PALETTE) !== 0) out[to + 1] = tidyColour(fg);
    if ((bg & (ABOVE_PALETTE | DROPPED_FLAGS)) !== 0) out[to + 2] = tidyColour(bg & ~DROPPED_FLAGS);
    if (isHalfDue) {
      isHalfDue = false;
      if (content === 0) continue;
      out[to - WORDS_PER_CELL] = SPACE;
    }
    if (content >= FIRST_PLAIN && content <= LAST_PLAIN) continue;
    if (content === EMPTY) {
      out[to] = SPACE;
      continue;
    }
    const shown = (content & COMBINED) !== 0 ? clusterOf(options, x, content) : single(content);
    out[to] = shown;
    isHalfDue = shown >>> WIDTH_SHIFT === 2;
  }
  if (isHalfDue) out[options.to + (count - 1) * WORDS_PER_CELL] = SPACE;
}

/** xterm.js leaves the rest of an older RGB colour behind a palette number; equal cells must have equal words. */
function tidyColour(word: number): number {
  const kind = word & COLOUR_RGB;
  if (kind === COLOUR_RGB) return word;
  return kind === 0 ? word & FLAGS : word & (FLAGS | COLOUR_RGB | 0xff);
}

/** A cell of one code point: empty cells and lone halves are blank, unsafe characters are marked. */
function single(content: number): number {
  const codePoint = content & CODE_POINT_MASK;
  const width = content >>> WIDTH_SHIFT;
  if (codePoint === 0 || width === 0) return SPACE;
  if (codePoint < 0x20 || !isShown(codePoint)) return UNSAFE_CELL;
  return codePoint | ((width > 2 ? 1 : width) << WIDTH_SHIFT);
}

const UNSAFE_CELL = 0xfffd | ONE_COLUMN;

function isShown(codePoint: number): boolean {
  const isBoxOrBlock = codePoint >= 0x2500 && codePoint < 0x2600;
  return isBoxOrBlock || isSafeCodePoint(codePoint);
}

function clusterOf(
  options: { source: RowSource; row: number; skip: number },
  x: number,
  content: number,
): number {
  const text = options.source.cluster(options.row, options.skip + x);
  const points: string[] = [];
  for (const point of text) {
    if (points.length === MAX_CODE_POINTS_PER_CELL) break;
    if (isSafeCodePoint(point.codePointAt(0) ?? 0)) points.push(point);
  }
  const width = content >>> WIDTH_SHIFT === 2 ? 2 : 1;
  const [first] = points;
  if (first === undefined) return UNSAFE_CELL;
  if (points.length === 1) return (first.codePointAt(0) ?? 0xfffd) | (width << WIDTH_SHIFT);
  return COMBINED | internCluster(points.join('')) | (width << WIDTH_SHIFT);
}

function blank(out: Uint32Array, start: number, count: number): void {
  for (let i = 0, at = start; i < count; i++, at += WORDS_PER_CELL) {
    out[at] = SPACE;
    out[at + 1] = 0;
    out[at + 2] = 0;
  }
}
