import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** What neither a host nor a user name may hold: it could mean something to a shell, an option parser or a screen. */
const FORBIDDEN = /["'`$\\;&<>|(){}\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Why a word cannot be a host's or a user's name; undefined when it can. */
export function nameProblem(word: string): string | undefined {
  if (word === '') return 'is empty';
  if (word.startsWith('-')) return 'starts with -';
  if (word.length > 253) return 'is longer than 253 characters';
  const found = FORBIDDEN.exec(word)?.[0];
  return found === undefined ? undefined : `holds '${safe(found)}'`;
}

/** Why a word cannot be an inventory name: as above, and it must not look like a selector. */
export function inventoryNameProblem(word: string): string | undefined {
  const problem = nameProblem(word);
  if (problem !== undefined) return problem;
  if (word.startsWith('@')) return 'starts with @, which selects a group';
  const found = /[,*?!/#]/.exec(word)?.[0];
  return found === undefined ? undefined : `holds '${found}'`;
}

/** Throws `bad-usage` for a word that cannot be a host or user name. */
export function checkName(kind: 'host' | 'user', word: string): void {
  const problem = nameProblem(word);
  if (problem === undefined) return;
  throw new ShowrunError('bad-usage', `the ${kind} name '${safe(word, 100)}' ${problem}`, {
    advice: 'write [user@]host[:port]',
  });
}
