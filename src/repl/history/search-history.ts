import Fuse from 'fuse.js';
import type { HistoryEntry } from './entry.ts';
import type { SearchQuery } from './search-query.ts';

/** Found entries, the best first; each text once, with its newest entry. */
export interface Found {
  readonly entries: readonly HistoryEntry[];
  /** How many more fit, those that repeat a text counted. */
  readonly more: number;
}

/** Where so many fit exactly, nobody needs those that nearly do. */
const ENOUGH = 60;
/** The newest that could fit nearly; looking at each costs much. */
const MOST_FUZZY = 1_000;
/** Of a long text only the beginning is compared loosely. */
const FUZZY_CHARS = 200;

/**
 * The entries that fit what is looked for: first those with the words as they were typed, then those with all of them somewhere
 * (`sh ip br`), then those that nearly fit; the newest first among equals. Capital letters count once one is typed.
 */
export function searchHistory(
  entries: readonly HistoryEntry[],
  { words, holds }: SearchQuery,
  limit = 500,
): Found {
  const isExact = words.some((word) => /\p{Lu}/u.test(word));
  const phrase = words.join(' ');
  const tiers: [HistoryEntry[], HistoryEntry[]] = [[], []];
  const others: HistoryEntry[] = [];
  const letters = lettersOf(phrase.toLowerCase());
  const typed = isExact ? words : words.map((word) => word.toLowerCase());
  const looks = looksOf(entries);
  for (let place = entries.length - 1; place >= 0; place--) {
    const entry = entries[place];
    const look = looks[place];
    if (entry === undefined || look === undefined || !lacksOne(letters & ~look.letters)) continue;
    const text = isExact ? entry.text : look.lower;
    const fit = lacking(text, typed);
    const tier = fit === 1 && text.includes(phrase) ? 0 : fit;
    if (tier === 'much' || !holds(entry)) continue;
    if (tier !== 'one') tiers[tier].push(entry);
    else if (others.length < MOST_FUZZY) others.push(entry);
  }
  const exact = tiers.flat();
  const found = exact.length < ENOUGH ? [...exact, ...nearly(others, words)] : exact;
  return firstOfEach(found, limit);
}

/** How many of the words a text has not: none of them (1 is its tier), one, or more. */
function lacking(text: string, words: readonly string[]): 1 | 'one' | 'much' {
  let isOneMissing = false;
  for (const word of words) {
    if (text.includes(word)) continue;
    if (isOneMissing) return 'much';
    isOneMissing = true;
  }
  return isOneMissing ? 'one' : 1;
}

/** Each text once, with its newest entry, which comes first. */
function firstOfEach(found: readonly HistoryEntry[], limit: number): Found {
  const seen = new Set<string>();
  const entries: HistoryEntry[] = [];
  let place = 0;
  for (; place < found.length && entries.length < limit; place++) {
    const entry = found[place];
    if (entry === undefined || seen.has(entry.text)) continue;
    seen.add(entry.text);
    entries.push(entry);
  }
  return { entries, more: found.length - place };
}

/** With one word that is not quite the one typed; failing that, with the whole not quite as typed. */
function nearly(others: readonly HistoryEntry[], words: readonly string[]): HistoryEntry[] {
  const lower = words.map((word) => word.toLowerCase());
  const near = lower.flatMap((word, place) => {
    const rest = lower.filter((_, other) => other !== place);
    const alike = others.filter((entry) =>
      rest.every((other) => lookOf(entry).lower.includes(other)),
    );
    return like(alike, word);
  });
  return near.length > 0 || words.length < 2 ? near : like(others, lower.join(' '));
}

function like(entries: readonly HistoryEntry[], wanted: string): HistoryEntry[] {
  if (wanted.length < 3) return [];
  const texts = entries.map((entry) => lookOf(entry).lower.slice(0, FUZZY_CHARS));
  const fuse = new Fuse(texts, { threshold: 0.34, ignoreLocation: true, includeScore: true });
  return fuse
    .search(wanted)
    .map(({ score = 0, refIndex }) => ({ rank: Math.round(score * 10), refIndex }))
    .sort((a, b) => a.rank - b.rank || a.refIndex - b.refIndex)
    .flatMap(({ refIndex }) => entries[refIndex] ?? []);
}

/** Looks at entries before anybody searches them, for the first look at each costs more than all later ones. */
export function prepareSearch(entries: readonly HistoryEntry[]): void {
  for (const entry of entries) lookOf(entry);
}

/** What is looked at of an entry, made once. */
interface Look {
  readonly lower: string;
  readonly letters: number;
}

const LOOKS = new WeakMap<HistoryEntry, Look>();
/** Of the list that was searched last: each key searches the same one again. */
let latest: { readonly of: readonly HistoryEntry[]; readonly looks: readonly Look[] } | undefined;

function looksOf(entries: readonly HistoryEntry[]): readonly Look[] {
  if (latest?.of !== entries) latest = { of: entries, looks: entries.map(lookOf) };
  return latest.looks;
}

function lookOf(entry: HistoryEntry): Look {
  const known = LOOKS.get(entry);
  if (known !== undefined) return known;
  const lower = entry.text.toLowerCase();
  const look = { lower, letters: lettersOf(lower) };
  LOOKS.set(entry, look);
  return look;
}

/** The letters of a text as a set of bits; digits share those above them. */
function lettersOf(lower: string): number {
  let letters = 0;
  for (let place = 0; place < lower.length; place++) {
    const code = lower.charCodeAt(place);
    if (code >= 97 && code <= 122) letters |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) letters |= 1 << (26 + (code & 3));
  }
  return letters;
}

/** At most one letter that is not there: one is easily mistyped. */
function lacksOne(lacking: number): boolean {
  return (lacking & (lacking - 1)) === 0;
}
