import type { Selectable } from './selector.ts';

/**
 * A selector as people write it, as one that selects: a bare group counts (`core`), and so does a host's name behind the `@` of a
 * command line (`@r1,r2`). What is in brackets is left as it is.
 */
export function spokenSelector(spoken: string, members: readonly Selectable[]): string {
  if (spoken.includes('(')) return spoken;
  const isHost = (part: string) => members.some(({ name }) => name === part);
  const isGroup = (part: string) => members.some(({ groups }) => groups.includes(part));
  return spoken
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      const bare = part.replace(/^@/, '');
      if (part.startsWith('@') && isGroup(bare)) return part;
      if (isHost(bare) || bare === 'all' || /[*?]/.test(bare)) return bare;
      return isGroup(bare) ? `@${bare}` : part;
    })
    .join(',');
}
