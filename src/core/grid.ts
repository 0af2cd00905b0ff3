import {
  CODE_POINT_MASK,
  COMBINED,
  cellText,
  cellWidth,
  internCluster,
  PLAIN,
  SPACE,
  type Style,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
} from './cell.ts';
import { isSafeCodePoint } from './safe.ts';
import type { Rect, Size } from './size.ts';
import { widthOf } from './width.ts';

/**
 * A rectangle of cells: one screenful, ready to be painted into and compared. Plain storage, no policy.
 * Painting outside is clipped, never an error: a terminal may be resized between layout and paint.
 */
export class Grid {
  readonly cols: number;
  readonly rows: number;
  /** `WORDS_PER_CELL` words a cell, row by row. */
  readonly words: Uint32Array;

  constructor(size: Size) {
    this.cols = size.cols;
    this.rows = size.rows;
    this.words = new Uint32Array(size.cols * size.rows * WORDS_PER_CELL);
    this.clear();
  }

  clear(): void {
    const { words } = this;
    words.fill(0);
    for (let i = 0; i < words.length; i += WORDS_PER_CELL) words[i] = SPACE;
  }

  /** Blanks a rectangle in the given style. */
  fill(rect: Rect, style: Style = PLAIN): void {
    const left = Math.max(0, rect.x);
    const right = Math.min(this.cols, rect.x + rect.w);
    const bottom = Math.min(this.rows, rect.y + rect.h);
    for (let y = Math.max(0, rect.y); y < bottom; y++) {
      let at = (y * this.cols + left) * WORDS_PER_CELL;
      for (let x = left; x < right; x++, at += WORDS_PER_CELL) {
        this.words[at] = SPACE;
        this.words[at + 1] = style.fg;
        this.words[at + 2] = style.bg;
      }
    }
  }

  /** Puts one content word; out of range is ignored. */
  put(x: number, y: number, content: number, style: Style = PLAIN): void {
    if (x < 0 || y < 0 || x >= this.cols || y >= this.rows) return;
    const at = (y * this.cols + x) * WORDS_PER_CELL;
    this.words[at] = content;
    this.words[at + 1] = style.fg;
    this.words[at + 2] = style.bg;
  }

  /**
   * Writes text from (x, y) to the right, cut at `maxCols` columns, without wrapping. The text must be `safe()` already;
   * what slips through all the same becomes `�` or is left out, so that a cell never holds what a terminal could act on.
   * Returns the column after the last cell written.
   */
  text(x: number, y: number, text: string, style: Style = PLAIN, maxCols = this.cols - x): number {
    const end = Math.min(this.cols, x + maxCols);
    if (y < 0 || y >= this.rows) return x;
    let column = x;
    for (const cluster of clustersOf(text)) {
      const width = widthOf(cluster);
      if (width === 0) continue;
      if (column + width > end) break;
      this.put(column, y, contentOf(cluster, width), style);
      for (let half = 1; half < width; half++) this.put(column + half, y, 0, style);
      column += width;
    }
    return column;
  }

  /** Copies a rectangle from a grid of the same size. */
  copy(from: Grid, rect: Rect): void {
    const left = Math.max(0, rect.x);
    const right = Math.min(this.cols, rect.x + rect.w);
    const bottom = Math.min(this.rows, rect.y + rect.h);
    if (right <= left) return;
    for (let y = Math.max(0, rect.y); y < bottom; y++) {
      const start = (y * this.cols + left) * WORDS_PER_CELL;
      const stop = (y * this.cols + right) * WORDS_PER_CELL;
      this.words.set(from.words.subarray(start, stop), start);
    }
  }

  /** A row as text, for tests, copying and pictures; trailing blanks kept. */
  rowText(y: number): string {
    let text = '';
    for (let x = 0; x < this.cols; x++) {
      const content = this.words[(y * this.cols + x) * WORDS_PER_CELL] ?? SPACE;
      if (cellWidth(content) !== 0 || (content & (CODE_POINT_MASK | COMBINED)) !== 0) {
        text += cellText(content);
      }
    }
    return text;
  }

  /** The whole grid as a picture: rows without trailing blanks, joined by line ends. */
  picture(): string {
    return Array.from({ length: this.rows }, (_, y) => this.rowText(y).trimEnd()).join('\n');
  }
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function* clustersOf(text: string): Iterable<string> {
  if (/^[\x20-\x7e\u2500-\u259f]*$/.test(text)) {
    yield* text;
    return;
  }
  for (const { segment } of segmenter.segment(text)) yield segment;
}

const REPLACEMENT = 0xfffd;

function contentOf(cluster: string, width: number): number {
  const codePoint = cluster.codePointAt(0) ?? 0x20;
  const isSingle = cluster.length === (codePoint > 0xffff ? 2 : 1);
  const shown = isSafeCodePoint(codePoint) ? codePoint : REPLACEMENT;
  const body = isSingle ? shown : COMBINED | internCluster(cluster);
  return (body | (width << WIDTH_SHIFT)) >>> 0;
}
