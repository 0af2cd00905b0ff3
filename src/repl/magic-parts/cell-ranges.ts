import { MagicError } from '../kernel/magic.ts';

/** Cells by their numbers: of this run, or of the one so many before it. */
export interface CellRange {
  readonly word: string;
  /** 0 is this run. */
  readonly back: number;
  readonly pick:
    | { readonly kind: 'numbers'; readonly from: number; readonly to: number }
    | { readonly kind: 'last'; readonly count: number };
}

const RANGE = /^(?:~(\d+)(?:\/|$))?(?:(\d+)(?:(-)(\d*))?|-(\d+))?$/;

/** Whether a word could name cells: `3`, `3-9`, `3-`, `-5` (the last five), `~1/3-5` (of the run before), `~1` (all of it). */
export function isCellRange(word: string): boolean {
  return word !== '' && RANGE.test(word);
}

/** Throws a MagicError for a word that names none. */
export function readCellRange(word: string): CellRange {
  const [whole, back = '0', from, dash, to, last] = RANGE.exec(word) ?? [];
  if (whole === undefined || word === '') {
    throw new MagicError(`'${word}' names no cells: use 3, 3-9, -5 (the last five) or ~1/3-5`);
  }
  const range = { word, back: Number(back) };
  if (last !== undefined) return { ...range, pick: { kind: 'last', count: Number(last) } };
  const first = Number(from ?? 1);
  const open = from === undefined || (dash !== undefined && to === '');
  const end = open ? Number.POSITIVE_INFINITY : Number(to ?? first);
  if (end < first) throw new MagicError(`${word} ends before it begins`);
  return { ...range, pick: { kind: 'numbers', from: first, to: end } };
}
