import { closest } from '../../core/closest.ts';
import { MagicError } from '../kernel/magic.ts';

export interface ReadFlags<Flag extends string, Option extends string> {
  readonly flags: ReadonlySet<Flag>;
  /** What stands behind `--name`, or behind its `=`. */
  readonly options: ReadonlyMap<Option, string>;
  /** The words that belong to neither. */
  readonly rest: readonly string[];
}

/** The words of a magic sorted into flags, options with a value, and the rest. Throws a MagicError for a flag nobody knows. */
export function flagsIn<Flag extends string, Option extends string = never>(
  words: readonly string[],
  known: readonly Flag[],
  valued: readonly Option[] = [],
): ReadFlags<Flag, Option> {
  const flags = new Set<Flag>();
  const options = new Map<Option, string>();
  const rest: string[] = [];
  const left = words.values();
  for (const word of left) {
    const [name = '', ...behind] = word.split('=');
    const flag = known.find((one) => one === word);
    const option = valued.find((one) => one === name);
    if (flag !== undefined) flags.add(flag);
    else if (option !== undefined) {
      options.set(option, behind.length > 0 ? behind.join('=') : valueBehind(option, left));
    } else if (!word.startsWith('-') || word === '-') rest.push(word);
    else throw unknownFlag(word, [...known, ...valued]);
  }
  return { flags, options, rest };
}

function valueBehind(option: string, left: Iterator<string>): string {
  const { value, done } = left.next();
  if (done === true || value.startsWith('--')) throw new MagicError(`${option} wants a value`);
  return value;
}

function unknownFlag(word: string, known: readonly string[]): MagicError {
  const meant = closest(word, known);
  const advice = meant === undefined ? `it takes ${known.join(' ')}` : `did you mean ${meant}?`;
  return new MagicError(`there is no flag ${word}: ${advice}`);
}
