import { type Days, readDay } from '../../core/days.ts';
import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { select } from '../../core/selector/selector.ts';
import type { BlockRecord } from '../records.ts';
import type { SearchedPart, SearchQuery, SearchWord } from './search-query.ts';

export interface ReadQuery {
  readonly query: SearchQuery;
  /** What is wrong, in one line; a filter or pattern that is wrong does not count. */
  readonly problem: string | undefined;
}

/** What the filters are, for help and for who types one wrong. */
export const SEARCH_FILTERS = {
  host: 'host:NAME, host:r*, host:r1,r2, host:@core, host:(platform=cisco_ios)',
  group: 'group:NAME',
  day: 'day:today, day:yesterday, day:monday, day:2026-11-20, day:2026-11, day:-3d',
  outcome: 'outcome:ok, outcome:refused, outcome:unfinished',
  in: 'in:commands, in:answers, in:both',
  mode: 'mode:NAME, mode:conf*',
  platform: 'platform:NAME, platform:cisco_*',
  by: 'by:person, by:REPL, by:run, by:script',
} as const;

type FilterName = keyof typeof SEARCH_FILTERS;

/** More words are not looked for. */
const MOST_WORDS = 16;

/**
 * Reads `ospf "is down" /Gi\S+/ host:r1 day:today`: words, phrases in quotes, expressions between slashes, and filters. Small letters
 * stand for capitals, too, unless the word has a capital. A filter without a value is one being typed.
 */
export function readSearchQuery(text: string, nowMs: number): ReadQuery {
  const found: Found = { words: [], filters: new Map(), days: undefined, problem: undefined };
  for (const token of tokensOf(text)) {
    if (token.kind === 'filter') takeFilter(token, found, nowMs);
    else takeWord(token, found);
  }
  const { words, filters, days, problem } = found;
  const valuesOf = (name: FilterName): string[] => filters.get(name) ?? [];
  return {
    problem,
    query: {
      words: words.slice(0, MOST_WORDS),
      where: partOf(valuesOf('in').at(-1) ?? 'both') ?? 'both',
      selectors: [...valuesOf('host'), ...valuesOf('group').map((group) => `@${group}`)],
      outcomes: valuesOf('outcome').flatMap((value) => outcomesOf(value) ?? []),
      days,
      platforms: valuesOf('platform').flatMap(listed),
      modes: valuesOf('mode').flatMap(listed),
      by: valuesOf('by').flatMap(listed),
    },
  };
}

interface Found {
  readonly words: SearchWord[];
  readonly filters: Map<FilterName, string[]>;
  days: Days | undefined;
  problem: string | undefined;
}

type Token =
  | { readonly kind: 'text' | 'pattern'; readonly source: string }
  | { readonly kind: 'filter'; readonly name: FilterName; readonly value: string };

// A filter, a phrase, an expression (its end stands before a blank), or a word; what is not closed yet is being typed.
const TOKEN =
  /\s*(?:(host|group|day|outcome|ok|in|mode|platform|by):("[^"]*"?|(?:\([^)]*\)?|[^\s(])*)|"([^"]*)"?|\/((?:[^/\\]|\\.)+)\/(?=\s|$)|(\S+))/y;

function* tokensOf(text: string): Generator<Token> {
  TOKEN.lastIndex = 0;
  const whole = text.trimEnd();
  while (TOKEN.lastIndex < whole.length) {
    const match = TOKEN.exec(whole);
    if (match === null) return;
    const [, name, value = '', phrase, pattern, word] = match;
    const at = TOKEN.lastIndex;
    if (name !== undefined) {
      yield {
        kind: 'filter',
        name: name === 'ok' ? 'outcome' : (name as FilterName),
        value: value.replaceAll('"', ''),
      };
    } else if (pattern !== undefined) yield { kind: 'pattern', source: pattern };
    else if ((phrase ?? word ?? '') !== '') yield { kind: 'text', source: phrase ?? word ?? '' };
    TOKEN.lastIndex = at;
  }
}

function takeWord({ kind, source }: Exclude<Token, { kind: 'filter' }>, found: Found): void {
  if (kind === 'pattern') {
    try {
      new RegExp(source);
    } catch {
      found.problem = `/${safe(source, 60)}/ is no regular expression`;
      return;
    }
  }
  const letters = kind === 'pattern' ? source.replaceAll(/\\./g, '') : source;
  found.words.push({ kind, source, isExact: /\p{Lu}/u.test(letters) });
}

function takeFilter(
  { name, value }: Extract<Token, { kind: 'filter' }>,
  found: Found,
  nowMs: number,
): void {
  if (value === '') return;
  if (name === 'day') {
    const days = readDay(value, nowMs);
    if (days === undefined) found.problem = wrong(name);
    else found.days = days;
    return;
  }
  const problem = problemWith(name, value);
  if (problem !== undefined) found.problem = problem;
  else found.filters.set(name, [...(found.filters.get(name) ?? []), value]);
}

function problemWith(name: FilterName, value: string): string | undefined {
  if (name === 'in') return partOf(value) === undefined ? wrong(name) : undefined;
  if (name === 'outcome') return outcomesOf(value) === undefined ? wrong(name) : undefined;
  return name === 'host' ? selectorProblem(value) : undefined;
}

function wrong(name: FilterName): string {
  return `no such filter; there are ${SEARCH_FILTERS[name]}`;
}

function partOf(value: string): SearchedPart | undefined {
  return (['commands', 'answers', 'both'] as const).find((part) => part.startsWith(value));
}

function outcomesOf(value: string): BlockRecord['outcome'][] | undefined {
  if (value === 'yes') return ['ok'];
  if (value === 'no') return ['refused', 'unfinished'];
  const named = listed(value).map((one) =>
    (['ok', 'refused', 'unfinished'] as const).find((outcome) => outcome === one),
  );
  const known = named.flatMap((outcome) => outcome ?? []);
  return known.length === named.length && known.length > 0 ? known : undefined;
}

function listed(value: string): string[] {
  return value.split(',').filter((part) => part !== '');
}

/** What no recording could make right: brackets that do not match, half an expression. */
function selectorProblem(selector: string): string | undefined {
  try {
    select(selector, []);
    return undefined;
  } catch (thrown) {
    const { message } = asShowrunError(thrown);
    return /^nothing |^no host (has|was)/.test(message) ? undefined : message;
  }
}
