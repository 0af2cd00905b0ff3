import { readDay } from '../../core/days.ts';
import { wildcardMatches } from '../../core/selector/wildcard.ts';
import { HISTORY_OUTCOMES, type HistoryEntry, isOk } from './entry.ts';
import { runsBefore } from './runs.ts';

/** What a person looks for: words, and what else must hold. */
export interface SearchQuery {
  /** As typed, without the filters. */
  readonly words: readonly string[];
  readonly holds: (entry: HistoryEntry) => boolean;
  /** What is wrong with a filter, in one line; it does not count then. */
  readonly problem: string | undefined;
}

export interface QueryContext {
  readonly entries: readonly HistoryEntry[];
  /** The run that asks. */
  readonly run: string;
  /** Since the epoch. */
  readonly nowMs: number;
}

type Holds = SearchQuery['holds'];

/** What the filters are, for help and for who types one wrong. */
export const FILTERS: Readonly<Record<string, string>> = {
  host: 'host:NAME, host:r*, host:r1,r2',
  ok: `ok:yes, ok:no, ok:${HISTORY_OUTCOMES.slice(2).join(', ok:')}`,
  day: 'day:today, day:yesterday, day:monday, day:2026-11-20, day:2026-11, day:-3d',
  run: 'run:this, run:~1 (the one before), or the name of a run',
};

/** Reads `bgp host:r1 ok:no day:today run:this`. A filter without a value is one being typed. */
export function readQuery(text: string, context: QueryContext): SearchQuery {
  const words: string[] = [];
  const filters: Holds[] = [];
  let problem: string | undefined;
  for (const word of text.split(/\s+/)) {
    const [, name = '', value = ''] = /^(host|ok|day|run):(.*)$/.exec(word) ?? [];
    if (name === '') {
      if (word !== '') words.push(word);
      continue;
    }
    if (value === '') continue;
    const filter = filterOf(name, value, context);
    if (filter === undefined) problem = FILTERS[name];
    else filters.push(filter);
  }
  return { words, problem, holds: (entry) => filters.every((holds) => holds(entry)) };
}

function filterOf(name: string, value: string, context: QueryContext): Holds | undefined {
  switch (name) {
    case 'host':
      return hostFilter(value.toLowerCase());
    case 'ok':
      return okFilter(value);
    case 'day': {
      const day = readDay(value, context.nowMs);
      return day && (({ atMs }) => atMs >= day.fromMs && atMs < day.toMs);
    }
    default: {
      const run = runNamed(value, context);
      return run === undefined ? undefined : (entry) => entry.run === run;
    }
  }
}

function hostFilter(value: string): Holds {
  const wanted = value.split(',').filter((part) => part !== '');
  return ({ end }) =>
    end?.hosts.some((host) =>
      wanted.some((part) => {
        const name = host.toLowerCase();
        return /[*?]/.test(part) ? wildcardMatches(part, name) : name === part;
      }),
    ) === true;
}

function okFilter(value: string): Holds | undefined {
  if (value === 'yes') return ({ end }) => isOk(end);
  if (value === 'no') return ({ end }) => end !== undefined && !isOk(end);
  const outcome = HISTORY_OUTCOMES.find((one) => one === value);
  return outcome && (({ end }) => end?.outcome === outcome);
}

function runNamed(value: string, { entries, run }: QueryContext): string | undefined {
  if (value === 'this') return run;
  const back = /^~(\d+)$/.exec(value)?.[1];
  if (back !== undefined) return runsBefore(entries, run).at(-Number(back))?.run;
  return entries.findLast((entry) => entry.run.startsWith(value))?.run;
}
