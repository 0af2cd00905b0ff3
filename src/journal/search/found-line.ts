import type { LineOwner } from './block-places.ts';
import { type CastSearch, linesOf, type OwnedLine } from './cast-search.ts';
import type { FoundLine } from './found-block.ts';
import { type CompiledWord, type Mark, placesOf } from './search-word.ts';

/** The best of an owner's lines, and how many there are. */
export interface LineTally {
  readonly line: FoundLine;
  /** When it came; in the cast's seconds. */
  readonly atS: number;
  readonly count: number;
  readonly isMore: boolean;
}

/** More lines are not counted, nor further on than that. */
const MOST_COUNTED = 100;
const MOST_BYTES = 64 << 20;

/** Counts an owner's lines with words, from an event on, and takes the first of those with the most different ones. Undefined without a line. */
export function tallied(
  search: CastSearch,
  given: {
    readonly owner: LineOwner;
    readonly from: number | undefined;
    /** Those that the command has not. */
    readonly words: readonly CompiledWord[];
    readonly marked: readonly CompiledWord[];
  },
): LineTally | undefined {
  const { owner, from, words, marked } = given;
  const range = search.places.rangeOf(owner);
  const to = (from ?? range.from) + MOST_BYTES;
  let best:
    | { readonly text: string; readonly line: OwnedLine['line']; readonly has: number }
    | undefined;
  let count = 0;
  for (const { line, texts } of linesOf(search, words, { owner, from, to })) {
    for (const { text, has } of texts) {
      count++;
      if (best === undefined || has > best.has) best = { text, line, has };
    }
    if (count >= MOST_COUNTED) break;
  }
  if (best === undefined) return undefined;
  const { text, line } = best;
  const found = search.bounded(() => foundLine(text, marked, 'answer'));
  const isMore = count >= MOST_COUNTED || range.to > to;
  return { line: { ...found, place: line.place }, atS: line.atS, count, isMore };
}

const MOST_CHARS = 400;
const BEFORE_CHARS = 60;

/** A line with its marks; of a long one the part around the first of them. */
export function foundLine(
  text: string,
  words: readonly CompiledWord[],
  where: FoundLine['in'],
): FoundLine {
  const marks = joined(words.flatMap((word) => placesOf(word, text)));
  const first = marks[0]?.[0] ?? 0;
  const from =
    text.length <= MOST_CHARS
      ? 0
      : Math.max(0, Math.min(first - BEFORE_CHARS, text.length - MOST_CHARS));
  const to = Math.min(text.length, from + MOST_CHARS);
  return {
    in: where,
    text: text.slice(from, to),
    marks: marks
      .map(([a, b]): Mark => [Math.max(0, a - from), Math.min(to, b) - from])
      .filter(([a, b]) => a < b),
    place: undefined,
  };
}

/** Marks in their order; those that touch are one. */
function joined(marks: readonly Mark[]): Mark[] {
  const whole: [number, number][] = [];
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}
