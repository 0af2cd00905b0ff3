import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { Call } from './literal-reader.ts';
import { conversion, type MatchFunction, type Outcome } from './outcome.ts';
import { pythonFormat } from './python-format.ts';
import { pythonReplace } from './python-search.ts';
import { argument } from './read-calls.ts';
import type { Scope } from './scope.ts';
import { isList, isObject, newObject, numberOf, type TtpValue, textOf } from './value.ts';

/** Functions that change a value, or keep it somewhere. */
export const VALUE_FUNCTIONS: ReadonlyMap<string, MatchFunction> = new Map<string, MatchFunction>([
  ['set', (_, call, scope) => ({ value: scope.resolved(argument(call, 0, 'value')) ?? '' })],
  ['let', given],
  ['to_int', conversion((value) => toInt(value))],
  ['to_float', conversion(toFloat)],
  ['to_str', conversion(textOf)],
  ['to_list', conversion((value) => [value])],
  ['joinmatches', conversion((value) => value)],
  ['join', conversion(joined)],
  ['append', conversion((value, call, scope) => added(value, scope.resolved(call.args[0])))],
  ['prepend', conversion(prepended)],
  ['item', conversion(itemOf)],
  ['copy', (value, call) => ({ value, fields: newObject([[nameIn(call), value]]) })],
  ['record', recorded],
  ['count', counted],
  ['sformat', conversion(formatted)],
  ['replaceall', conversion((value, call, scope) => replaceAll(value, scope, olds(call, scope)))],
  ['resub', conversion(resub)],
  ['resuball', conversion(resubAll)],
  ['unrange', conversion(unrange)],
  ['truncate', conversion(truncated)],
  ['void', () => undefined],
  ['print', printed],
  ['raise', raised],
]);

function nameIn(call: Call): string {
  return textOf(argument(call, 0, 'name') ?? '');
}

function given(value: TtpValue, call: Call, scope: Scope): Outcome {
  const [first, second] = call.args;
  if (second === undefined && call.named['value'] === undefined) {
    return { value: scope.resolved(first) ?? value };
  }
  const field = scope.resolved(second ?? call.named['value']) ?? '';
  return { value, fields: newObject([[textOf(first ?? call.named['name'] ?? ''), field]]) };
}

/** The whole number a text is; anything else, and what a number cannot hold exactly, stays. */
export function toInt(value: TtpValue): TtpValue {
  if (isList(value)) return value.map(toInt);
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value !== 'string' || !/^\s*[-+]?\d+\s*$/.test(value)) return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function toFloat(value: TtpValue): TtpValue {
  if (isList(value)) return value.map(toFloat);
  const isNumber =
    typeof value === 'string' && /^\s*[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?\s*$/.test(value);
  return isNumber ? Number(value) : value;
}

function joined(value: TtpValue, call: Call, scope: Scope): TtpValue {
  if (!isList(value)) return value;
  return value.map(textOf).join(textOf(scope.resolved(argument(call, 0, 'char')) ?? ''));
}

function added(value: TtpValue, more: TtpValue | undefined): TtpValue {
  if (more === undefined) return value;
  return isList(value) ? [...value, more] : textOf(value) + textOf(more);
}

function prepended(value: TtpValue, call: Call, scope: Scope): TtpValue {
  const more = scope.resolved(call.args[0]);
  if (more === undefined) return value;
  return isList(value) ? [more, ...value] : textOf(more) + textOf(value);
}

/** Beyond either end it is the item at that end. */
function itemOf(value: TtpValue, call: Call): TtpValue {
  const items: readonly TtpValue[] = isList(value) ? value : [...textOf(value)];
  const wanted = Math.trunc(numberOf(argument(call, 0, 'item_index') ?? 0)) || 0;
  const at = wanted < 0 ? items.length + wanted : wanted;
  return items[Math.min(Math.max(at, 0), items.length - 1)] ?? value;
}

function recorded(value: TtpValue, call: Call, scope: Scope): Outcome {
  scope.record(nameIn(call), value);
  return { value };
}

/** `var` counts within this input, `globvar` over all of them. */
function counted(value: TtpValue, call: Call, scope: Scope): Outcome {
  const own = argument(call, 0, 'var');
  const shared = argument(call, 1, 'globvar');
  const more = (before: TtpValue | undefined): number => (numberOf(before ?? 0) || 0) + 1;
  if (own !== undefined) scope.own[textOf(own)] = more(scope.own[textOf(own)]);
  if (shared !== undefined) {
    scope.recordForAll(textOf(shared), more(scope.shared(textOf(shared))));
  }
  return { value };
}

function formatted(value: TtpValue, call: Call, scope: Scope): TtpValue {
  const text = textOf(scope.resolved(argument(call, 0, 'string')) ?? '{}');
  return pythonFormat(text, { places: [value], named: (name) => scope.variable(name) }) ?? value;
}

/** Pairs of a new text and an old one it replaces. */
type Change = readonly [by: string, old: string];

/** One argument is deleted; of several the first is the new text; an object is `{new: [old, …]}`. */
function olds(call: Call, scope: Scope): Change[] {
  const [first, ...others] = call.args;
  const by = others.length === 0 ? '' : textOf(scope.resolved(first) ?? '');
  return (others.length === 0 ? [first] : others).flatMap((one) => {
    const old = scope.resolved(one);
    if (old === undefined) return [];
    if (isList(old)) return old.map((each): Change => [by, textOf(each)]);
    if (!isObject(old)) return [[by, textOf(old)] as const];
    return Object.entries(old).flatMap(([name, list]) =>
      (isList(list) ? list : [list]).map((each): Change => [name, textOf(each)]),
    );
  });
}

function replaceAll(value: TtpValue, _: Scope, changes: readonly Change[]): TtpValue {
  if (typeof value !== 'string') return value;
  return changes.reduce(
    (text, [by, old]) => (old === '' ? text : text.replaceAll(old, () => by)),
    value,
  );
}

function resub(value: TtpValue, call: Call, scope: Scope): TtpValue {
  if (typeof value !== 'string') return value;
  const old = textOf(scope.resolved(argument(call, 0, 'old')) ?? '');
  const by = textOf(scope.resolved(argument(call, 1, 'new')) ?? '');
  const most = numberOf(argument(call, 2, 'count') ?? 1);
  return pythonReplace(value, scope.search(old), { by, most: most > 0 ? most : MOST_TIMES });
}

function resubAll(value: TtpValue, call: Call, scope: Scope): TtpValue {
  if (typeof value !== 'string') return value;
  return olds(call, scope).reduce(
    (text, [by, old]) => pythonReplace(text, scope.search(old), { by, most: MOST_TIMES }),
    value,
  );
}

const MOST_TIMES = 1_000_000;
/** Enough for every VLAN and every AS of 16 bits; a device cannot make us count further. */
const MOST_IN_RANGE = 65_536;

/** `7,10-12` as `7,10,11,12`. */
function unrange(value: TtpValue, call: Call): TtpValue {
  if (typeof value !== 'string') return value;
  const rangeSign = textOf(argument(call, 0, 'rangechar') ?? '-');
  const joiner = textOf(argument(call, 1, 'joinchar') ?? ',');
  if (joiner === '' || rangeSign === '') return value;
  let left = MOST_IN_RANGE;
  const items = value.split(joiner).flatMap((part) => {
    const [from = '', to, ...more] = part.trim().split(rangeSign);
    const isRange = to !== undefined && more.length === 0 && /^\d+$/.test(from) && /^\d+$/.test(to);
    const count = isRange ? Number(to) - Number(from) + 1 : 0;
    if (count < 1 || count > left) return [part];
    left -= count;
    return Array.from({ length: count }, (_, at) => String(Number(from) + at));
  });
  return items.join(joiner);
}

function truncated(value: TtpValue, call: Call): TtpValue {
  if (typeof value !== 'string') return value;
  const words = value.split(/\s+/).filter((word) => word !== '');
  return words.slice(0, Math.max(0, numberOf(argument(call, 0, 'truncate') ?? 0) || 0)).join(' ');
}

function printed(value: TtpValue, _: Call, scope: Scope): Outcome {
  scope.warn(safe(`print: ${textOf(value)}`, 200));
  return { value };
}

function raised(value: TtpValue, call: Call): Outcome {
  const message = call.args[0] === undefined ? textOf(value) : textOf(call.args[0]);
  throw new ShowrunError('template-failed', safe(`the template stopped: ${message}`, 300));
}
