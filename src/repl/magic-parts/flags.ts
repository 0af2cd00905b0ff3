import { closest } from '../../inventory/closest.ts';
import { MagicError } from '../kernel/magic.ts';

/** The words that are no flags, and which of the known flags stand among them. Throws a MagicError for a flag nobody knows. */
export function flagsIn<Flag extends string>(
  words: readonly string[],
  known: readonly Flag[],
): { readonly flags: ReadonlySet<Flag>; readonly rest: readonly string[] } {
  const flags = new Set<Flag>();
  const rest: string[] = [];
  for (const word of words) {
    const flag = known.find((one) => one === word);
    if (flag !== undefined) flags.add(flag);
    else if (!word.startsWith('-') || word === '-') rest.push(word);
    else throw unknownFlag(word, known);
  }
  return { flags, rest };
}

function unknownFlag(word: string, known: readonly string[]): MagicError {
  const meant = closest(word, known);
  const advice = meant === undefined ? `it takes ${known.join(' ')}` : `did you mean ${meant}?`;
  return new MagicError(`there is no flag ${word}: ${advice}`);
}
