import { isEqual } from './condition-functions.ts';
import { readIp } from './ip-value.ts';
import type { Call } from './literal-reader.ts';
import { lookUp } from './lookup-functions.ts';
import { pythonFormat } from './python-format.ts';
import { argument, readCalls } from './read-calls.ts';
import type { Scope } from './scope.ts';
import {
  atPath,
  isForbiddenName,
  isList,
  isObject,
  newObject,
  type TtpObject,
  type TtpValue,
  textOf,
} from './value.ts';
import { toInt } from './value-functions.ts';

/** An item of a group as it is saved. Functions change it in place. */
export interface GroupItem {
  values: TtpObject;
  /** Whether a line has set a name, or an item of a child group stands there; a default does not count. */
  readonly has: (name: string) => boolean;
  /** Set by `itemize`: the item is this value in a list, at another path perhaps. */
  itemized: { readonly value: TtpValue; readonly path: string | undefined } | undefined;
}

/** Runs a group's functions in order; false when one of them drops the item. */
export function runGroupFunctions(item: GroupItem, calls: readonly Call[], scope: Scope): boolean {
  return calls.every((call) => FUNCTIONS.get(call.name)?.(item, call, scope) ?? true);
}

export function isGroupFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

/** False to drop the item. */
type GroupFunction = (item: GroupItem, call: Call, scope: Scope) => boolean;

const FUNCTIONS: ReadonlyMap<string, GroupFunction> = new Map<string, GroupFunction>([
  ['contains', (item, call) => namesIn(call).some(item.has)],
  ['containsall', (item, call) => namesIn(call).every(item.has)],
  ['exclude', (item, call) => !namesIn(call).some(item.has)],
  ['excludeall', (item, call) => !namesIn(call).every(item.has)],
  ['contains_val', hasValue],
  ['equal', hasValue],
  ['exclude_val', (item, call, scope) => !hasValue(item, call, scope)],
  ['del', deleted],
  ['set', fromVariable],
  ['record', toVariable],
  ['sformat', formatted],
  ['itemize', itemized],
  ['expand', expanded],
  ['to_int', toInts],
  ['to_ip', toIps],
  ['items2dict', paired],
  ['lookup', looked],
  ['macro', macro],
  ['chain', chained],
  ['void', () => false],
]);

function namesIn(call: Call): string[] {
  return call.args.map(textOf);
}

function hasValue({ values }: GroupItem, call: Call, scope: Scope): boolean {
  const [key, wanted] = [argument(call, 0, 'key'), scope.resolved(argument(call, 1, 'value'))];
  const value = atPath(values, textOf(key ?? '').split('.'));
  if (value === undefined || wanted === undefined) return false;
  return isList(value) ? value.some((one) => isEqual(one, wanted)) : isEqual(value, wanted);
}

function deleted({ values }: GroupItem, call: Call): boolean {
  for (const name of namesIn(call)) delete values[name];
  return true;
}

/** `set="source, target"`: a variable's value into the item; one that is not there leaves no trace, unless there is a default. */
function fromVariable({ values }: GroupItem, call: Call, scope: Scope): boolean {
  const source = textOf(argument(call, 0, 'source') ?? '');
  const value = scope.variable(source) ?? argument(call, 2, 'default');
  if (value !== undefined) values[fieldName(argument(call, 1, 'target') ?? source)] = value;
  return true;
}

function toVariable({ values }: GroupItem, call: Call, scope: Scope): boolean {
  const source = textOf(argument(call, 0, 'source') ?? '');
  const value = atPath(values, source.split('.'));
  if (value !== undefined) scope.record(textOf(argument(call, 1, 'target') ?? source), value);
  return true;
}

function formatted({ values }: GroupItem, call: Call, scope: Scope): boolean {
  const text = textOf(scope.resolved(argument(call, 0, 'string')) ?? '');
  const field = fieldName(argument(call, 1, 'add_field') ?? '');
  const named = (name: string): TtpValue | undefined => values[name] ?? scope.variable(name);
  const filled = pythonFormat(text, { places: [], named });
  if (filled !== undefined && field !== '') values[field] = filled;
  return true;
}

function itemized(item: GroupItem, call: Call): boolean {
  const value = item.values[textOf(argument(call, 0, 'key') ?? '')];
  if (value === undefined) return false;
  const path = argument(call, 1, 'path');
  item.itemized = { value, path: path === undefined ? undefined : textOf(path) };
  return true;
}

/** Names with dots become objects within objects. */
function expanded(item: GroupItem): boolean {
  const made = newObject();
  for (const [name, value] of Object.entries(item.values)) {
    const path = name.split('.');
    const last = path.pop() ?? '';
    let here = made;
    for (const part of path) {
      const inner = here[part];
      const next = isObject(inner) ? inner : newObject();
      here[part] = next;
      here = next;
    }
    here[last] = value;
  }
  item.values = made;
  return true;
}

function toInts({ values }: GroupItem, call: Call): boolean {
  const names = call.args.length === 0 ? Object.keys(values) : namesIn(call);
  for (const name of names) {
    const value = values[name];
    if (value !== undefined) values[name] = toInt(value);
  }
  return true;
}

function toIps({ values }: GroupItem, call: Call): boolean {
  const ipKey = textOf(argument(call, 0, 'ip_key') ?? '');
  const ip = values[ipKey];
  const mask = values[textOf(argument(call, 1, 'mask_key') ?? '')];
  if (ip === undefined) return true;
  const made = readIp(mask === undefined ? textOf(ip) : `${textOf(ip)} ${textOf(mask)}`);
  if (made) values[ipKey] = made;
  return true;
}

function paired(item: GroupItem, call: Call): boolean {
  const keyName = textOf(argument(call, 0, 'key_name') ?? '');
  const valueName = textOf(argument(call, 1, 'value_name') ?? '');
  const { [keyName]: key, [valueName]: value, ...others } = item.values;
  if (key === undefined || value === undefined) return false;
  item.values = newObject([...Object.entries(others), [fieldName(key), value]]);
  return true;
}

function looked({ values }: GroupItem, call: Call, scope: Scope): boolean {
  const key = values[textOf(argument(call, 0, 'key') ?? '')];
  const name = argument(call, 1, 'name');
  const wanted: Call = {
    name: 'lookup',
    args: [],
    named: newObject([
      ...Object.entries(call.named),
      ...(name === undefined ? [] : [['name', name] as const]),
    ]),
  };
  const hit = key === undefined ? undefined : lookUp(textOf(key), wanted, scope);
  if (hit === undefined || key === undefined) return true;
  const field = call.named['add_field'];
  if (call.named['update'] === true && isObject(hit)) Object.assign(values, hit);
  else if (typeof field === 'string') values[fieldName(field)] = hit;
  else values[textOf(argument(call, 0, 'key') ?? '')] = hit;
  return true;
}

function macro(item: GroupItem, call: Call, scope: Scope): boolean {
  for (const name of namesIn(call)) {
    const made = scope.macros.call(name, item.values, (message) => scope.warn(message));
    if (made === undefined) return false;
    if (isObject(made.value)) item.values = newObject(Object.entries(made.value));
    Object.assign(item.values, made.fields);
  }
  return true;
}

function chained(item: GroupItem, call: Call, scope: Scope): boolean {
  const listed = scope.variable(textOf(call.args[0] ?? ''));
  const texts = isList(listed) ? listed : listed === undefined ? [] : [listed];
  const calls = texts.flatMap((text) => readCalls(textOf(text)));
  return scope.chained(() => runGroupFunctions(item, calls, scope)) ?? true;
}

function fieldName(value: TtpValue): string {
  const name = textOf(value);
  return isForbiddenName(name) ? `${name}_` : name;
}
