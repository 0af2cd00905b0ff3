import { type Selectable, select } from '../../core/selector/selector.ts';
import { selectorParts } from '../../core/selector/selector-parts.ts';
import { wildcardMatches } from '../../core/selector/wildcard.ts';
import type { RecordedBlock } from '../recording.ts';
import type { SessionRecord } from '../records.ts';
import type { SearchQuery } from './search-query.ts';

/** The sessions of a recording that the query's selectors and platforms leave. */
export function sessionsAsked<One extends { readonly record: SessionRecord }>(
  sessions: readonly One[],
  { selectors, platforms }: SearchQuery,
): readonly One[] {
  const members = sessions.map(({ record }) => memberOf(record));
  const chosen = selectors.map((selector) => chosenBy(selector, members));
  return sessions.filter(
    ({ record }, at) =>
      chosen.every((indexes) => indexes.has(at)) && fitsAny(platforms, record.platform),
  );
}

/** Whether a command is asked for, its words aside. */
export function isAsked(block: RecordedBlock, query: SearchQuery): boolean {
  const { outcomes, days, modes, by } = query;
  return (
    (outcomes.length === 0 || outcomes.includes(block.outcome)) &&
    isWithin(days, block.startedAtMs) &&
    fitsAny(modes, block.mode) &&
    fitsAny(by, block.by)
  );
}

export function isWithin(days: SearchQuery['days'], atMs: number): boolean {
  return days === undefined || (atMs >= days.fromMs && atMs < days.toMs);
}

function fitsAny(patterns: readonly string[], word: string): boolean {
  const small = word.toLowerCase();
  return patterns.length === 0 || patterns.some((one) => wildcardMatches(one.toLowerCase(), small));
}

/** Hosts and sessions are called by either name. */
function memberOf({ name, host, groups, platform, address }: SessionRecord): readonly Selectable[] {
  const rest = { groups, platform, address };
  return name === host
    ? [{ name, ...rest }]
    : [
        { name, ...rest },
        { name: host, ...rest },
      ];
}

/** Indexes of the sessions that a selector names. What names nothing in this recording names nothing, and is no mistake. */
function chosenBy(selector: string, members: readonly (readonly Selectable[])[]): Set<number> {
  // Filters have regular expressions in them, which capitals change.
  const isPlain = !selector.includes('(');
  const asked = isPlain ? selector.toLowerCase() : selector;
  const all = members.flat().map((member) => (isPlain ? lowered(member) : member));
  const places = members.flatMap((names, at) => names.map(() => at));
  const named = new Set<number>();
  const without = new Set<number>();
  const parts = partsOf(asked);
  if (parts.every(({ isWithout }) => isWithout)) for (const at of members.keys()) named.add(at);
  for (const { text, isWithout } of parts) {
    for (const member of selected(text, all)) {
      (isWithout ? without : named).add(places[all.indexOf(member)] ?? -1);
    }
  }
  for (const at of without) named.delete(at);
  return named;
}

function lowered({ name, groups, ...rest }: Selectable): Selectable {
  return { ...rest, name: name.toLowerCase(), groups: groups.map((group) => group.toLowerCase()) };
}

function partsOf(selector: string): ReturnType<typeof selectorParts> {
  try {
    return selectorParts(selector);
  } catch {
    return [];
  }
}

function selected(part: string, members: readonly Selectable[]): readonly Selectable[] {
  try {
    return select(part, members);
  } catch {
    return [];
  }
}
