import { numberOf, type TtpValue, textOf } from './value.ts';

/** Methods of Python's `str` by name: what a function of a template that is none of the language is tried as. */
export const TEXT_METHODS: ReadonlyMap<
  string,
  (text: string, args: readonly TtpValue[]) => TtpValue
> = new Map<string, (text: string, args: readonly TtpValue[]) => TtpValue>([
  ['upper', (text) => text.toUpperCase()],
  ['lower', (text) => text.toLowerCase()],
  ['casefold', (text) => text.toLowerCase()],
  ['capitalize', (text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()],
  ['title', (text) => text.toLowerCase().replace(/\p{L}+/gu, (word) => capital(word))],
  ['swapcase', (text) => text.replace(/\p{L}/gu, swapped)],
  ['strip', (text, [signs]) => stripped(text, signs, { start: true, end: true })],
  ['lstrip', (text, [signs]) => stripped(text, signs, { start: true, end: false })],
  ['rstrip', (text, [signs]) => stripped(text, signs, { start: false, end: true })],
  ['split', (text, [sign, most]) => split(text, sign, most)],
  ['splitlines', (text) => text.split('\n')],
  ['replace', (text, [from, to]) => text.replaceAll(string(from), () => string(to))],
  ['startswith', (text, args) => anyOf(args).some((one) => text.startsWith(one))],
  ['endswith', (text, args) => anyOf(args).some((one) => text.endsWith(one))],
  [
    'removeprefix',
    (text, [cut]) => (text.startsWith(string(cut)) ? text.slice(string(cut).length) : text),
  ],
  ['removesuffix', (text, [cut]) => withoutSuffix(text, string(cut))],
  ['zfill', (text, [width]) => text.padStart(size(width), '0')],
  ['ljust', (text, [width, sign]) => text.padEnd(size(width), string(sign ?? ' '))],
  ['rjust', (text, [width, sign]) => text.padStart(size(width), string(sign ?? ' '))],
  ['find', (text, [part]) => text.indexOf(string(part))],
  ['isalpha', (text) => /^\p{L}+$/u.test(text)],
  ['isalnum', (text) => /^[\p{L}\p{N}]+$/u.test(text)],
  ['isupper', (text) => text !== text.toLowerCase() && text === text.toUpperCase()],
  ['islower', (text) => text !== text.toUpperCase() && text === text.toLowerCase()],
  ['isnumeric', (text) => /^\p{N}+$/u.test(text)],
]);

const MOST_WIDTH = 1_000;

function string(value: TtpValue | undefined): string {
  return value === undefined ? '' : textOf(value);
}

function size(value: TtpValue | undefined): number {
  return Math.min(numberOf(value ?? 0) || 0, MOST_WIDTH);
}

function anyOf(args: readonly TtpValue[]): string[] {
  return args.flat().map(textOf);
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function swapped(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

function withoutSuffix(text: string, cut: string): string {
  return cut !== '' && text.endsWith(cut) ? text.slice(0, -cut.length) : text;
}

function stripped(
  text: string,
  signs: TtpValue | undefined,
  ends: { readonly start: boolean; readonly end: boolean },
): string {
  const isCut = (sign: string): boolean =>
    typeof signs === 'string' ? signs.includes(sign) : /\s/.test(sign);
  let from = 0;
  let to = text.length;
  while (ends.start && from < to && isCut(text[from] ?? '')) from++;
  while (ends.end && to > from && isCut(text[to - 1] ?? '')) to--;
  return text.slice(from, to);
}

function split(text: string, sign: TtpValue | undefined, most: TtpValue | undefined): TtpValue {
  const isBlank = sign === undefined || sign === null || sign === '';
  const parts = isBlank ? text.split(/\s+/).filter((one) => one !== '') : text.split(string(sign));
  const limit = typeof most === 'number' && most >= 0 ? most : parts.length;
  if (parts.length <= limit + 1) return parts;
  const joiner = isBlank ? ' ' : string(sign);
  return [...parts.slice(0, limit), parts.slice(limit).join(joiner)];
}
