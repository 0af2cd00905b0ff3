import { matchesOf } from './matches.ts';
import { type TextPart, wordParts } from './word-diff.ts';

/** One line of two texts compared. Of a line that both have, it is the second text's. */
export interface LineChange {
  readonly kind: 'same' | 'removed' | 'added';
  /** The line in pieces; `isChanged` where its counterpart says something else. One piece where it has no counterpart. */
  readonly parts: readonly TextPart[];
}

export interface LineDiffOptions {
  /** What of a line counts: lines that give the same text are equal. The line as it is unless told. */
  readonly comparedBy?: (line: string, side: 'before' | 'after') => string;
}

/** What became of a text's lines. Lines that were changed stand as removed, then added, with the words that differ marked. */
export function diffLines(
  before: string,
  after: string,
  { comparedBy = asIs }: LineDiffOptions = {},
): readonly LineChange[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const numbers = new Map<string, number>();
  const numberOf = (line: string, side: 'before' | 'after'): number => {
    const key = comparedBy(line, side);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const changes: LineChange[] = [];
  const tries = { left: MOST_TRIES };
  let [atOld, atNow] = [0, 0];
  for (const { a, b, length } of [
    ...matchesOf(
      old.map((line) => numberOf(line, 'before')),
      now.map((line) => numberOf(line, 'after')),
    ),
    { a: old.length, b: now.length, length: 0 },
  ]) {
    const lines = { old: old.slice(atOld, a), now: now.slice(atNow, b) };
    for (const change of replaced(lines, tries)) changes.push(change);
    for (let at = b; at < b + length; at++) changes.push(wholeLine('same', now[at] ?? ''));
    atOld = a + length;
    atNow = b + length;
  }
  return changes;
}

/** Whether anything was removed or added. */
export function isChangedText(changes: readonly LineChange[]): boolean {
  return changes.some(({ kind }) => kind !== 'same');
}

/** The text of a line in pieces. */
export function lineText({ parts }: LineChange): string {
  return parts.map(({ text }) => text).join('');
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/\r\n|\n|\r/);
}

function asIs(line: string): string {
  return line;
}

function wholeLine(kind: LineChange['kind'], text: string): LineChange {
  return { kind, parts: [{ text, isChanged: false }] };
}

/** Pairs of lines compared word by word in one diff; beyond that lines are shown whole. */
const MOST_TRIES = 4_000;

interface Tries {
  left: number;
}

interface Replaced {
  readonly old: readonly string[];
  readonly now: readonly string[];
}

/** Lines in place of others: alike ones are paired, so that their words can be compared. */
function replaced({ old, now }: Replaced, tries: Tries): readonly LineChange[] {
  const partners = partnersOf({ old, now }, tries);
  const added = new Map([...partners.values()].map((pairing) => [pairing.now, pairing.parts.now]));
  return [
    ...old.map((line, at) => partLine('removed', line, partners.get(at)?.parts.old)),
    ...now.map((line, at) => partLine('added', line, added.get(at))),
  ];
}

function partLine(
  kind: LineChange['kind'],
  line: string,
  parts: readonly TextPart[] | undefined,
): LineChange {
  return parts ? { kind, parts } : wholeLine(kind, line);
}

interface Pairing {
  readonly now: number;
  readonly parts: { readonly old: readonly TextPart[]; readonly now: readonly TextPart[] };
}

/** In their order: each line with the first one behind the last partner that is at least half the same. */
function partnersOf({ old, now }: Replaced, tries: Tries): Map<number, Pairing> {
  const partners = new Map<number, Pairing>();
  let next = 0;
  for (const [at, line] of old.entries()) {
    for (let to = next; to < now.length && tries.left-- > 0; to++) {
      const parts = wordParts(line, now[to] ?? '');
      if (parts === undefined) continue;
      partners.set(at, { now: to, parts });
      next = to + 1;
      break;
    }
  }
  return partners;
}
