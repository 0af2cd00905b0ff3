import type { Charset } from './charset.ts';

/** One line of a chart: `ys[i]` stands at `xs[i]`, which do not fall. A y that is no finite number is a gap. */
export interface Series {
  readonly name: string;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/** How series are told apart: by colour, and by a mark for whoever sees no colours. */
export interface SeriesLook {
  readonly sgr: string;
  readonly mark: string;
}

/** More series than looks are more than a person can tell apart. */
export const MOST_SERIES = 8;

export function seriesLook(place: number, charset: Charset): SeriesLook {
  const marks = charset === 'ascii' ? ASCII_MARKS : MARKS;
  const at = place % MOST_SERIES;
  return { sgr: COLOURS[at] ?? '', mark: marks[at] ?? '*' };
}

// Neighbours differ in brightness too, so that red and green are no pair anyone has to tell apart by hue alone.
const COLOURS = ['96', '33', '35', '92', '94', '31', '97', '36'] as const;
const MARKS = ['●', '▲', '■', '◆', '○', '△', '□', '◇'] as const;
const ASCII_MARKS = ['*', '+', 'o', 'x', '#', '@', '%', '&'] as const;

/** Smallest and largest of the numbers that are finite; undefined where none is. */
export function rangeOf(
  lists: Iterable<readonly number[]>,
): { readonly min: number; readonly max: number } | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    for (const value of list) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : undefined;
}
