import { prefixLength, readIp } from './ip-value.ts';
import type { Call } from './literal-reader.ts';
import { condition, type MatchFunction } from './outcome.ts';
import { argument } from './read-calls.ts';
import type { Scope } from './scope.ts';
import { isList, numberOf, type TtpValue, textOf } from './value.ts';

/** Functions that keep a match or drop it. */
export const CONDITION_FUNCTIONS: ReadonlyMap<string, MatchFunction> = new Map<
  string,
  MatchFunction
>([
  ['contains', condition((value, call, scope) => wanted(call, scope).some(isIn(value)))],
  ['exclude', condition((value, call, scope) => !wanted(call, scope).some(isIn(value)))],
  ['contains_re', condition((value, call, scope) => matches(value, { call, scope }))],
  ['exclude_re', condition((value, call, scope) => !matches(value, { call, scope }))],
  [
    'startswith_re',
    condition((value, call, scope) => matches(value, { call, scope, end: 'start' })),
  ],
  [
    'notstartswith_re',
    condition((value, call, scope) => !matches(value, { call, scope, end: 'start' })),
  ],
  ['endswith_re', condition((value, call, scope) => matches(value, { call, scope, end: 'end' }))],
  [
    'notendswith_re',
    condition((value, call, scope) => !matches(value, { call, scope, end: 'end' })),
  ],
  ['equal', condition((value, call, scope) => isEqual(value, one(call, scope)))],
  ['notequal', condition((value, call, scope) => !isEqual(value, one(call, scope)))],
  ['isdigit', condition((value) => isDigits(value))],
  ['notdigit', condition((value) => !isDigits(value))],
  ['greaterthan', condition((value, call, scope) => compared(value, one(call, scope)) > 0)],
  ['lessthan', condition((value, call, scope) => compared(value, one(call, scope)) < 0)],
  ['is_ip', condition(isIp)],
  ['cidr_match', condition(isWithin)],
]);

function one(call: Call, scope: Scope): TtpValue {
  return scope.resolved(call.args[0]) ?? '';
}

function wanted(call: Call, scope: Scope): TtpValue[] {
  return call.args.flatMap((given) => {
    const value = scope.resolved(given);
    return isList(value) ? [...value] : [value];
  });
}

function isIn(value: TtpValue): (part: TtpValue) => boolean {
  if (isList(value)) return (part) => value.some((member) => isEqual(member, part));
  const text = textOf(value);
  return (part) => text.includes(textOf(part));
}

function matches(
  value: TtpValue,
  given: { readonly call: Call; readonly scope: Scope; readonly end?: 'start' | 'end' },
): boolean {
  const { call, scope, end } = given;
  const source = textOf(one(call, scope));
  if (end === 'start') return scope.finds(`^(?:${source})`, textOf(value));
  return scope.finds(end === 'end' ? `(?:${source})$` : source, textOf(value));
}

/** Equal in Python, or equal as written: a number may have become one on the way. */
export function isEqual(a: TtpValue, b: TtpValue): boolean {
  return a === b || textOf(a) === textOf(b);
}

function isDigits(value: TtpValue): boolean {
  return typeof value === 'number' || /^\d+$/.test(textOf(value));
}

/** NaN, which is neither greater nor less, for what is no number. */
function compared(value: TtpValue, limit: TtpValue): number {
  return numberOf(value) - numberOf(limit);
}

function isIp(value: TtpValue, call: Call): boolean {
  const ip = readIp(textOf(value));
  const version = argument(call, 0, 'ipv');
  return (
    ip !== undefined && (version === undefined || textOf(version).endsWith(String(ip.version)))
  );
}

function isWithin(value: TtpValue, call: Call, scope: Scope): boolean {
  const ip = readIp(textOf(value));
  const network = readIp(textOf(one(call, scope)));
  if (!ip || !network) return false;
  return network.holds(ip) || ip.holds(network);
}

/** A mask as the length of its prefix; what is none stays. */
export function toCidr(value: TtpValue): TtpValue {
  return prefixLength(textOf(value)) ?? value;
}
