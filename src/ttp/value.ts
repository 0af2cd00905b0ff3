import { IpValue } from './ip-value.ts';

/** What a template can take out of a text. */
export type TtpValue =
  | string
  | number
  | boolean
  | null
  | IpValue
  | readonly TtpValue[]
  | TtpObject
  | TtpValue[];

/** Names come from templates and from devices, so objects have no prototype that a name could reach: make them with `newObject`. */
export interface TtpObject {
  [name: string]: TtpValue;
}

export function newObject(members: Iterable<readonly [string, TtpValue]> = NONE): TtpObject {
  const made: TtpObject = Object.create(NOTHING);
  if (members !== NONE) for (const [name, value] of members) made[name] = value;
  return made;
}

// V8 keeps objects whose prototype is null as hash tables, which are slow; one that has nothing is as safe.
const NOTHING: object = Object.freeze(Object.create(null));
const NONE: Iterable<readonly [string, TtpValue]> = [];

export function isObject(value: TtpValue | undefined): value is TtpObject {
  return (
    typeof value === 'object' && value !== null && !isList(value) && !(value instanceof IpValue)
  );
}

export function isList(value: TtpValue | undefined): value is readonly TtpValue[] {
  return Array.isArray(value);
}

/** A value as Python's `str` writes it. */
export function textOf(value: TtpValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number' || value instanceof IpValue) return String(value);
  return JSON.stringify(plain(value));
}

/** A value as a number, NaN for what is none. */
export function numberOf(value: TtpValue): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

/** The same value with addresses as text, for whoever does not know our types. */
export function plain(value: TtpValue): TtpValue {
  if (value instanceof IpValue) return String(value);
  if (isList(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return newObject(Object.entries(value).map(([name, one]) => [name, plain(one)] as const));
}

/** A value made elsewhere (JSON, YAML, a macro) as one of ours; what has no form here becomes text. */
export function foreignValue(value: unknown, depth = 0): TtpValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (typeof value !== 'object') return String(value);
  if (depth > MOST_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((one) => foreignValue(one, depth + 1));
  if (value instanceof Date) return value.toISOString();
  return newObject(
    Object.entries(value).map(([name, one]) => [name, foreignValue(one, depth + 1)] as const),
  );
}

const MOST_DEPTH = 50;

/** Names that would mean something else in somebody's script than a field. */
export function isForbiddenName(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}

/** What stands at `a.b` within a value, lists by number; undefined when there is nothing. */
export function atPath(value: TtpValue | undefined, path: readonly string[]): TtpValue | undefined {
  let here: TtpValue | undefined = value;
  for (const name of path) {
    if (isList(here)) here = here[Number(name)];
    else if (isObject(here)) here = here[name];
    else return undefined;
  }
  return here;
}
