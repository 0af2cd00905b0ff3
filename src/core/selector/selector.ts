import { BoundedPattern } from '../bounded-pattern.ts';
import { ShowrunError } from '../errors.ts';
import { datumAt, datumWords, type HostData } from '../host-data.ts';
import { safe } from '../safe.ts';
import { type Filter, parseFilter } from './selector-filter.ts';
import { selectorParts } from './selector-parts.ts';
import { wildcardMatches } from './wildcard.ts';

/** What a selector is matched against: a host, or a session of one. */
export interface Selectable {
  readonly name: string;
  readonly groups: readonly string[];
  readonly platform?: string | undefined;
  readonly address?: string | undefined;
  readonly transport?: string | undefined;
  readonly data?: HostData | undefined;
}

/**
 * The members a selector names, in their own order, each once: `r1` · `r1,r2` · `@core`, or `core` where no host is called so (a
 * group) · `r*` (a pattern) · `all` · `(platform=cisco_ios & !site=lab)` (a filter, by name, group, platform, address, transport and the
 * inventory's data) · `all,!r3` (without one). A name wins over the word `all` and over groups. Throws `bad-selector` naming
 * the part that matches nothing.
 */
export function select<Member extends Selectable>(
  selector: string,
  members: readonly Member[],
): Member[] {
  const parts = selectorParts(selector);
  const isOnlyWithout = parts.every(({ isWithout }) => isWithout);
  const chosen = new Set<Member>(isOnlyWithout ? members : []);
  const out = new Set<Member>();
  for (const { text, isWithout } of parts) {
    const found = membersOf(text, members);
    if (found.length === 0) throw nothing(text, members);
    for (const member of found) (isWithout ? out : chosen).add(member);
  }
  const left = members.filter((member) => chosen.has(member) && !out.has(member));
  if (left.length > 0) return left;
  const message = `nothing is left of '${safe(selector.trim(), 100)}'`;
  throw new ShowrunError('bad-selector', message, { subject: selector, advice: known(members) });
}

function membersOf<Member extends Selectable>(part: string, members: readonly Member[]): Member[] {
  const inner = /^@?\((.*)\)$/s.exec(part)?.[1];
  if (inner === undefined) return members.filter((member) => isNamedBy(part, member, members));
  const filter = parseFilter(inner);
  checkKeys(filter, members);
  return members.filter((member) => passes(filter, member, members));
}

function isNamedBy(part: string, member: Selectable, members: readonly Selectable[]): boolean {
  if (member.name === part) return true;
  if (part.startsWith('@')) {
    const group = part.slice(1);
    if (isGroup(group, members)) return member.groups.includes(group);
    // As a line of a cell begins: `@r1`.
    return group === 'all' || member.name === group;
  }
  if (members.some(({ name }) => name === part)) return false;
  if (part === 'all') return true;
  if (isGroup(part, members)) return member.groups.includes(part);
  return /[*?]/.test(part) && fits(part, member.name);
}

function isGroup(name: string, members: readonly Selectable[]): boolean {
  return members.some(({ groups }) => groups.includes(name));
}

function passes(filter: Filter, member: Selectable, members: readonly Selectable[]): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => passes(part, member, members));
    case 'or':
      return filter.parts.some((part) => passes(part, member, members));
    case 'not':
      return !passes(filter.part, member, members);
    case 'named':
      return isNamedBy(filter.word, member, members);
    case 'fact': {
      const { key, words, pattern } = filter;
      if (pattern) return wordsFor(key, member).some((word) => holds(pattern, word));
      return wordsFor(key, member).some((word) => words.some((wanted) => fits(wanted, word)));
    }
  }
}

function holds(pattern: RegExp, word: string): boolean {
  const isFound = pattern.test(word);
  if (!(pattern instanceof BoundedPattern && pattern.isTooSlow)) return isFound;
  const message = `'${safe(pattern.source, 60)}' takes too long`;
  throw new ShowrunError('bad-selector', message, { advice: 'repeats within repeats are slow' });
}

const KEYS = ['name', 'group', 'platform', 'address', 'transport'];

function wordsFor(key: string, member: Selectable): readonly string[] {
  switch (key) {
    case 'name':
      return [member.name];
    case 'group':
    case 'groups':
      return member.groups;
    case 'platform':
    case 'address':
    case 'transport':
      return datumWords(member[key]);
    default:
      return datumWords(datumAt(member.data, key));
  }
}

/** A key that no host has is a slip. */
function checkKeys(filter: Filter, members: readonly Selectable[]): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const part of filter.parts) checkKeys(part, members);
      break;
    case 'not':
      checkKeys(filter.part, members);
      break;
    case 'named':
      checkWord(filter.word, members);
      break;
    case 'fact':
      checkKey(filter.key, members);
      break;
  }
}

function checkKey(key: string, members: readonly Selectable[]): void {
  if (key === 'groups' || KEYS.some((known) => known === key)) return;
  if (members.some(({ data }) => datumAt(data, key) !== undefined)) return;
  const own = members.flatMap(({ data }) => Object.keys(data ?? {}));
  const keys = [...new Set([...KEYS, ...own])].map((one) => safe(one, 40)).join(', ');
  const message = `no host has a '${safe(key, 60)}'`;
  throw new ShowrunError('bad-selector', message, { subject: key, advice: `there are ${keys}` });
}

function checkWord(word: string, members: readonly Selectable[]): void {
  if (!members.some((member) => isNamedBy(word, member, members))) throw nothing(word, members);
}

/** Patterns and words take capitals and small letters for the same. */
function fits(pattern: string, word: string): boolean {
  return wildcardMatches(pattern.toLowerCase(), word.toLowerCase());
}

function nothing(part: string, members: readonly Selectable[]): ShowrunError {
  return new ShowrunError('bad-selector', `nothing matches '${safe(part, 100)}'`, {
    subject: part,
    advice: valuesIn(part, members) ?? known(members),
  });
}

/** What the first key of a filter can be. */
function valuesIn(part: string, members: readonly Selectable[]): string | undefined {
  const key = /^@?\(\s*!?\s*([\w.-]+)\s*!?[=~]/.exec(part)?.[1];
  if (key === undefined) return undefined;
  const values = [...new Set(members.flatMap((member) => wordsFor(key, member)))].sort();
  return values.length === 0 ? undefined : `${key} is one of ${listed(values)}`;
}

function known(members: readonly Selectable[]): string {
  const names = members.map(({ name }) => name);
  if (names.length === 0) return 'there are no hosts yet';
  const groups = [...new Set(members.flatMap((member) => member.groups))];
  const hosts = `there are ${listed(names)}`;
  return groups.length === 0 ? hosts : `${hosts}; groups ${listed(groups)}`;
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, 12).map((word) => safe(word, 40));
  return `${shown.join(', ')}${words.length > shown.length ? ', …' : ''}`;
}
