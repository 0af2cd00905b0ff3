import { isEqual } from './condition-functions.ts';
import type { Call } from './literal-reader.ts';
import type { Macros } from './macros.ts';
import { argument } from './read-calls.ts';
import type { OutputTag } from './template.ts';
import {
  atPath,
  isList,
  isObject,
  newObject,
  type TtpObject,
  type TtpValue,
  textOf,
} from './value.ts';
import { written } from './written.ts';

export interface OutputContext {
  readonly macros: Macros;
  readonly warn: (message: string) => void;
  readonly variables: Readonly<TtpObject>;
}

export interface OutputOutcome {
  /** What the template gives: texts where an output has a format. */
  readonly results: TtpValue[];
  /** The same before it became text. */
  readonly data: TtpValue[];
  readonly isChanged: boolean;
}

/** Applies a template's outputs, one after the other, to its results: one for each input. */
export function applyOutputs(
  given: readonly TtpValue[],
  outputs: readonly OutputTag[],
  context: OutputContext,
): OutputOutcome {
  let data = [...given];
  let isChanged = false;
  let format: Call | undefined;
  for (const output of outputs) {
    const { condition } = output;
    if (condition && !isEqual(context.variables[condition.variable] ?? null, condition.value)) {
      continue;
    }
    for (const call of output.calls) {
      data = applied(data, call, { output, context });
      isChanged = true;
    }
    format = output.format ?? format;
  }
  const text = format && written(data, format);
  return { results: text === undefined ? data : [text], data, isChanged };
}

function applied(
  data: TtpValue[],
  call: Call,
  { output, context }: { readonly output: OutputTag; readonly context: OutputContext },
): TtpValue[] {
  switch (call.name) {
    case 'dict_to_list':
      return data.map((one) => dictToList(one, call));
    case 'traverse':
      return data.map((one) => traversed(one, call));
    case 'is_equal':
      return [comparison(data, output)];
    case 'macro':
      return call.args.reduce<TtpValue[]>((all, name) => {
        const made = context.macros.call(textOf(name), all, context.warn);
        if (made === undefined) return [];
        return isList(made.value) ? [...made.value] : [made.value];
      }, data);
    default:
      return data;
  }
}

function pathOf(call: Call, at: number): string[] {
  const given = argument(call, at, 'path');
  const parts = isList(given) ? given.map(textOf) : textOf(given ?? '').split('.');
  return parts.map((part) => part.replace(/\*+$/, '')).filter((part) => part !== '');
}

/** `{a: {…}, b: {…}}` at the path as `[{key: 'a', …}, {key: 'b', …}]`. */
function dictToList(value: TtpValue, call: Call): TtpValue {
  const key = textOf(argument(call, 0, 'key_name') ?? 'key');
  return changedAt(value, pathOf(call, 1), (one) => {
    if (!isObject(one)) return one;
    const members = Object.entries(one);
    // Further names beside the objects would be lost.
    if (!members.every(([, member]) => isObject(member))) return one;
    return members.map(([name, member]) =>
      newObject([...Object.entries(isObject(member) ? member : {}), [key, name]]),
    );
  });
}

function traversed(value: TtpValue, call: Call): TtpValue {
  const path = pathOf(call, 0);
  if (!isList(value)) return atPath(value, path) ?? newObject();
  return value.flatMap((one) => {
    const found = atPath(one, path);
    return found === undefined ? [] : [found];
  });
}

/** The value with what stands at a path changed; lists on the way have all their members changed. */
function changedAt(
  value: TtpValue,
  path: readonly string[],
  change: (value: TtpValue) => TtpValue,
): TtpValue {
  const [name, ...rest] = path;
  if (name === undefined) return isList(value) ? value.map(change) : change(value);
  if (isList(value)) return value.map((one) => changedAt(one, path, change));
  const inner = isObject(value) ? value[name] : undefined;
  if (!isObject(value) || inner === undefined) return value;
  const changed = changedAt(inner, rest, change);
  return newObject(Object.entries(value).map(([key, one]) => [key, key === name ? changed : one]));
}

function comparison(data: readonly TtpValue[], output: OutputTag): TtpObject {
  const { expected = null } = output;
  const [only] = data;
  const isSame =
    isDeepEqual(data, expected) || (data.length === 1 && isDeepEqual(only ?? null, expected));
  return newObject([
    ['is_equal', isSame],
    ['output_name', output.name ?? null],
    ['output_description', output.description ?? null],
  ]);
}

function isDeepEqual(a: TtpValue, b: TtpValue): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((one, at) => isDeepEqual(one, b[at] ?? null));
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => name in b && isDeepEqual(a[name] ?? null, b[name] ?? null))
    );
  }
  return isObject(a) || isObject(b) || isList(a) || isList(b) ? false : textOf(a) === textOf(b);
}
