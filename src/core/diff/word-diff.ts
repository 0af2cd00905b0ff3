import { matchesOf } from './matches.ts';

/** A piece of a line. */
export interface TextPart {
  readonly text: string;
  readonly isChanged: boolean;
}

interface Compared {
  readonly old: readonly TextPart[];
  readonly now: readonly TextPart[];
}

/** Longer lines are compared whole. */
const MOST_CHARS = 500;
const MOST_DIFFERENT = 120;
/** Lines that share less than this part of their letters are about something else. */
const LEAST_SHARED = 0.5;

/** Two lines with the words marked that differ; undefined where they have too little in common for that to help. */
export function wordParts(before: string, after: string): Compared | undefined {
  if (before.length > MOST_CHARS || after.length > MOST_CHARS) return undefined;
  const old = wordsOf(before);
  const now = wordsOf(after);
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  };
  const matches = matchesOf(old.map(numberOf), now.map(numberOf), {
    maxDifferences: MOST_DIFFERENT,
  });
  const sameOld = new Set<number>();
  const sameNow = new Set<number>();
  for (const { a, b, length } of matches) {
    for (let at = 0; at < length; at++) {
      sameOld.add(a + at);
      sameNow.add(b + at);
    }
  }
  const letters = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + word.trim().length, 0);
  const shared = letters(old.filter((_, at) => sameOld.has(at)));
  const most = Math.max(letters(old), letters(now));
  if (shared < most * LEAST_SHARED || shared === 0) return undefined;
  return { old: joined(old, sameOld), now: joined(now, sameNow) };
}

/** Words as a network engineer sees them: names, addresses and numbers whole, each other sign by itself. */
function wordsOf(line: string): readonly string[] {
  return line.match(/\s+|[\p{L}\p{N}_.:/-]+|[^\s\p{L}\p{N}_.:/-]/gu) ?? [];
}

function joined(words: readonly string[], same: ReadonlySet<number>): readonly TextPart[] {
  const parts: TextPart[] = [];
  for (const [at, text] of words.entries()) {
    const isChanged = !same.has(at);
    const last = parts.at(-1);
    if (last?.isChanged === isChanged) {
      parts[parts.length - 1] = { text: last.text + text, isChanged };
    } else parts.push({ text, isChanged });
  }
  return parts;
}
