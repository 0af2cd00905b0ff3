import type { Motion } from './vi-motions.ts';

/** A whole command of normal or visual mode. */
export type ViCommand =
  | { readonly kind: 'motion'; readonly motion: Motion }
  | { readonly kind: 'operator'; readonly operator: Operator; readonly over: Over }
  | { readonly kind: 'object'; readonly around: 'i' | 'a'; readonly name: string }
  | {
      readonly kind: 'simple';
      readonly name: string;
      readonly count: number;
      /** What `r` puts in. */
      readonly character: string;
    };

export type Operator = 'd' | 'c' | 'y' | '>' | '<' | 'gu' | 'gU' | 'g~';

/** What an operator works on. */
export type Over =
  | { readonly kind: 'motion'; readonly motion: Motion }
  | { readonly kind: 'lines'; readonly count: number }
  | { readonly kind: 'object'; readonly around: 'i' | 'a'; readonly name: string }
  /** What is selected in a visual mode. */
  | { readonly kind: 'selection' };

/** Most times a command is repeated: a count that was mistyped must not hang the editor. */
const MOST_TIMES = 9_999;
const MOTIONS = 'h j k l w W b B e E 0 ^ _ $ % ; , G gg ge'.split(' ');
const FINDS = 'f F t T'.split(' ');
const OPERATORS: readonly Operator[] = ['d', 'c', 'y', '>', '<', 'gu', 'gU', 'g~'];
const NORMAL = 'x X s S D C Y p P u . ~ J i a I A o O v V R / n'.split(' ').concat('ctrl-r');
const VISUAL = 'x X s S D C Y p P ~ u U J o v V'.split(' ');
/** Shorthands: what they stand for as an operator. */
const OBJECTS = [...'wW"\'`()b[]{}B'];

/** What was typed as a command, or whether more must come. */
export function readCommand(
  typed: readonly string[],
  mode: 'normal' | 'visual',
): ViCommand | 'incomplete' | 'unknown' {
  const first = readCount(typed);
  const head = withG(first.rest);
  if (head === undefined) return 'incomplete';
  const { name, rest } = head;
  const operator = OPERATORS.find((one) => one === name);
  if (operator !== undefined) {
    if (mode === 'visual') return { kind: 'operator', operator, over: { kind: 'selection' } };
    return readOver(operator, rest, first.count);
  }
  if (name === 'r') {
    const [character] = rest;
    if (character === undefined) return 'incomplete';
    return { kind: 'simple', name, count: first.count ?? 1, character };
  }
  if (mode === 'visual' && (name === 'i' || name === 'a')) {
    const [object] = rest;
    if (object === undefined) return 'incomplete';
    return OBJECTS.includes(object) ? { kind: 'object', around: name, name: object } : 'unknown';
  }
  if ((mode === 'visual' ? VISUAL : NORMAL).includes(name)) {
    return { kind: 'simple', name, count: first.count ?? 1, character: '' };
  }
  const motion = readMotion(first.rest, first.count);
  return typeof motion === 'string' ? motion : { kind: 'motion', motion };
}

function readOver(
  operator: Operator,
  typed: readonly string[],
  outer: number | undefined,
): ViCommand | 'incomplete' | 'unknown' {
  const { count: inner, rest } = readCount(typed);
  const count =
    outer === undefined && inner === undefined
      ? undefined
      : Math.min(MOST_TIMES, (outer ?? 1) * (inner ?? 1));
  const [next, object] = rest;
  if (next === undefined) return 'incomplete';
  // `dd`, `>>`, and both `gUU` and `gUgU`.
  const isDoubled = next === operator.at(-1) || rest.slice(0, 2).join('') === operator;
  if (isDoubled) return { kind: 'operator', operator, over: { kind: 'lines', count: count ?? 1 } };
  if (next === 'i' || next === 'a') {
    if (object === undefined) return 'incomplete';
    if (!OBJECTS.includes(object)) return 'unknown';
    return { kind: 'operator', operator, over: { kind: 'object', around: next, name: object } };
  }
  const motion = readMotion(rest, count);
  if (typeof motion === 'string') return motion;
  return { kind: 'operator', operator, over: { kind: 'motion', motion } };
}

function readMotion(
  typed: readonly string[],
  count: number | undefined,
): Motion | 'incomplete' | 'unknown' {
  const head = withG(typed);
  if (head === undefined) return 'incomplete';
  const { name, rest } = head;
  if (MOTIONS.includes(name)) return { name, character: '', count };
  if (!FINDS.includes(name)) return 'unknown';
  const [character] = rest;
  return character === undefined ? 'incomplete' : { name, character, count };
}

/** The first sign of a command; `g` is one with what follows it. */
function withG(
  typed: readonly string[],
): { readonly name: string; readonly rest: readonly string[] } | undefined {
  const [first, second] = typed;
  if (first === undefined) return undefined;
  if (first !== 'g') return { name: first, rest: typed.slice(1) };
  return second === undefined ? undefined : { name: `g${second}`, rest: typed.slice(2) };
}

function readCount(typed: readonly string[]): {
  readonly count: number | undefined;
  readonly rest: readonly string[];
} {
  let digits = '';
  for (const sign of typed) {
    if (!/^\d$/.test(sign) || (digits === '' && sign === '0')) break;
    digits += sign;
  }
  const count = digits === '' ? undefined : Math.min(MOST_TIMES, Number(digits));
  return { count, rest: typed.slice(digits.length) };
}
