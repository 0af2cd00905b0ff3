import { compareNatural } from '../natural-order.ts';

/**
 * Names in as few words as cluster people write them: `r[1-4],core-2`, `sw[01-03,07]`. Names that only differ in their last number
 * become one; numbers with leading zeros stand together only with numbers as long. In the order
 * in which they come, each name once.
 */
export function hostRanges(names: readonly string[]): string {
  const groups = new Map<string, { readonly around: Around; readonly numbers: string[] }>();
  for (const name of new Set(names)) {
    const around = aroundLastNumber(name);
    const group = groups.get(around.key);
    if (group === undefined) groups.set(around.key, { around, numbers: [around.number] });
    else group.numbers.push(around.number);
  }
  return [...groups.values()]
    .map(({ around, numbers }) => {
      const [only = ''] = numbers;
      const number =
        numbers.length === 1 ? only : `[${ranges(numbers.toSorted(compareNatural)).join(',')}]`;
      return `${around.before}${number}${around.after}`;
    })
    .join(',');
}

interface Around {
  readonly before: string;
  readonly number: string;
  readonly after: string;
  /** The same for names that may stand together. */
  readonly key: string;
}

/** Longer runs of digits are no counts. */
const MOST_DIGITS = 9;

function aroundLastNumber(name: string): Around {
  const found = new RegExp(`^(.*?)(\\d{1,${MOST_DIGITS}})(\\D*)$`, 's').exec(name);
  // Addresses read badly in pieces.
  const isAddress = /^[\d.:a-f]+$/i.test(name) && /[.:]/.test(name);
  if (!found || isAddress) return { before: name, number: '', after: '', key: `=${name}` };
  const [, before = '', number = '', after = ''] = found;
  const width = number.startsWith('0') && number.length > 1 ? number.length : 0;
  return { before, number, after, key: [before, after, width].join('\u0000') };
}

/** `1-4`, `7`: numbers that follow each other as one. They come in ascending order. */
function ranges(numbers: readonly string[]): readonly string[] {
  const found: { first: string; last: string }[] = [];
  for (const number of numbers) {
    const range = found.at(-1);
    if (range !== undefined && Number(range.last) + 1 === Number(number)) range.last = number;
    else found.push({ first: number, last: number });
  }
  return found.map(({ first, last }) => (first === last ? first : `${first}-${last}`));
}
