import { MagicError } from '../kernel/magic.ts';

/** The numbers that `3`, `1-4` and `2,5` name, in the order given, each once. Throws a MagicError for anything else. */
export function inputNumbers(words: readonly string[]): readonly number[] {
  const parts = words.flatMap((word) => word.split(',')).filter((part) => part !== '');
  const numbers = parts.flatMap((part) => {
    const [, first, last] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part) ?? [];
    if (first === undefined) throw new MagicError(`'${part}' is no range: 3, 1-4 or 2,5`);
    const [from, to] = [Number(first), Number(last ?? first)];
    if (to < from || to - from > MOST) throw new MagicError(`'${part}' is no range: 1-4`);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
  return [...new Set(numbers)];
}

const MOST = 1_000;
