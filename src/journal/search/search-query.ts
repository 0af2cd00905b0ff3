import type { Days } from '../../core/days.ts';
import type { BlockRecord } from '../records.ts';
import type { CompiledWord } from './search-word.ts';

/** What is looked for in the recordings: words, all of which must be there, and what else must hold. Plain data: it goes to worker threads. */
export interface SearchQuery {
  readonly words: readonly SearchWord[];
  readonly where: SearchedPart;
  /** Selectors as `-H` takes them; a session must be named by each. */
  readonly selectors: readonly string[];
  /** Any of these; empty: all. */
  readonly outcomes: readonly BlockRecord['outcome'][];
  /** When the command began. */
  readonly days: Days | undefined;
  /** Patterns with `*`, any of which must fit; empty: all. */
  readonly platforms: readonly string[];
  readonly modes: readonly string[];
  readonly by: readonly string[];
}

export type SearchedPart = 'commands' | 'answers' | 'both';

export interface SearchWord {
  /** A word or phrase as it is, or a regular expression. */
  readonly kind: 'text' | 'pattern';
  readonly source: string;
  /** Whether capitals count: one was typed. */
  readonly isExact: boolean;
}

/** Files are told by their times, but clocks are set. */
export const CLOCK_SLACK_MS = 86_400_000;

/** Whether what stands between commands can be found: nothing is asked that only a command has. */
export function asksForGaps({ words, where, outcomes, modes, by }: SearchQuery): boolean {
  return (
    words.length > 0 && where !== 'commands' && outcomes.length + modes.length + by.length === 0
  );
}

/** A query ready for searching. */
export interface CompiledQuery {
  readonly query: SearchQuery;
  readonly words: readonly CompiledWord[];
  /** Of the newest that fit so many are told. */
  readonly most: number;
  /** What is older is not wanted; ms since the epoch. Rises while others find newer ones. */
  readonly sinceMs: () => number;
}
