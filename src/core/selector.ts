import { ShowrunError } from './errors.ts';
import { safe } from './safe.ts';
import { wildcardMatches } from './wildcard.ts';

/** What a selector is matched against: a host, or a session of one. */
export interface Selectable {
  readonly name: string;
  readonly groups: readonly string[];
}

/**
 * The members a selector names, in their own order, each once: `r1` · `r1,r2` · `@core` (a group) · `r*` (a pattern) · `all`.
 * A name wins over the word `all`. Throws `bad-selector` naming the part that matches nothing.
 */
export function select<Member extends Selectable>(
  selector: string,
  members: readonly Member[],
): Member[] {
  const chosen = new Set<Member>();
  const parts = selector
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw new ShowrunError('bad-selector', 'no host was named');
  for (const part of parts) {
    const found = members.filter((member) => isNamedBy(part, member, members));
    if (found.length === 0) {
      throw new ShowrunError('bad-selector', `nothing matches '${safe(part, 100)}'`, {
        subject: part,
        advice: known(members),
      });
    }
    for (const member of found) chosen.add(member);
  }
  return members.filter((member) => chosen.has(member));
}

function isNamedBy(part: string, member: Selectable, members: readonly Selectable[]): boolean {
  if (member.name === part) return true;
  if (part.startsWith('@')) return member.groups.includes(part.slice(1));
  if (part === 'all') return !members.some((other) => other.name === 'all');
  return /[*?]/.test(part) && wildcardMatches(part.toLowerCase(), member.name.toLowerCase());
}

function known(members: readonly Selectable[]): string {
  const names = members.slice(0, 12).map((member) => member.name);
  if (names.length === 0) return 'there are no hosts yet';
  return `there are ${names.join(', ')}${members.length > names.length ? ', …' : ''}`;
}
