import { widthOf } from '../core/width.ts';
import { shownText } from './code-runs.ts';

/**
 * Where the rows of a line begin, as offsets in it: the first is 0. `leadCols` are taken on the first row, by a prompt. A row is never
 * wider than `cols`; no grapheme is cut.
 */
export function lineBreaks(
  text: string,
  { leadCols, cols }: { readonly leadCols: number; readonly cols: number },
): readonly number[] {
  const first = Math.max(1, cols - leadCols);
  if (text.length <= first && isNarrow(text)) return START;
  return isNarrow(text)
    ? evenBreaks(text.length, { first, cols })
    : breaksByGrapheme(text, { first, cols });
}

const START: readonly number[] = [0];

/** The row of an offset, and its column there without a prompt. */
export function placeOf(
  text: string,
  breaks: readonly number[],
  offset: number,
): { readonly row: number; readonly column: number } {
  let row = breaks.length - 1;
  while (row > 0 && (breaks[row] ?? 0) > offset) row--;
  return { row, column: widthOf(shownText(text.slice(breaks[row] ?? 0, offset))) };
}

/** The offset at or before a column of a row. */
export function offsetAtColumn(text: string, from: number, column: number): number {
  let at = from;
  let cols = 0;
  for (const { segment } of segmenter.segment(text.slice(from, from + 4 * column + 64))) {
    const width = widthOf(shownText(segment));
    if (cols + width > column) return at;
    cols += width;
    at += segment.length;
  }
  return at;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function isNarrow(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

interface Widths {
  readonly first: number;
  readonly cols: number;
}

function evenBreaks(length: number, { first, cols }: Widths): readonly number[] {
  const breaks = [0];
  for (let at = first; at < length; at += cols) breaks.push(at);
  return breaks;
}

function breaksByGrapheme(text: string, { first, cols }: Widths): readonly number[] {
  const breaks = [0];
  let room = first;
  for (const { segment, index } of segmenter.segment(text)) {
    const width = widthOf(shownText(segment));
    if (width > room && index > (breaks.at(-1) ?? 0)) {
      breaks.push(index);
      room = cols;
    }
    room -= width;
  }
  return breaks;
}
