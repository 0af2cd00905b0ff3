import type { HistoryEntry } from './entry.ts';

/** More than anybody goes back key by key. */
const MOST_INPUTS = 20_000;

interface Recalled {
  readonly entries: readonly HistoryEntry[];
  readonly run: string;
  /** The inputs of this run, as typed. */
  readonly typed: readonly string[];
}

/**
 * The inputs that going back in the editor passes, oldest first: those of other runs, then those of this one, so that one's own
 * come first while other windows write too. An input that repeats the one before it stands once.
 */
export function recalledInputs({ entries, run, typed }: Recalled): string[] {
  const others = entries.filter((entry) => entry.run !== run || run === '');
  const texts = [...others.slice(-MOST_INPUTS).map(({ text }) => text), ...typed];
  return texts.filter((text, place) => text !== texts[place - 1]);
}
