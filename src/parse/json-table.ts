import type { Cell, Table } from '../core/table.ts';

/**
 * The table in an answer that is JSON, as devices print it after `| json`, `json` or `| display json`; undefined when the answer is
 * something else. Whatever form the vendor chose, the objects that are most alike and most numerous become the rows:
 * lists of objects, and objects whose members are objects of one kind (`{"Ethernet1": {…}, "Ethernet2": {…}}`), whose names
 * become the column `name`. What stands above them (a VRF, an area) becomes columns before them, what stands within them
 * columns with a dot. An answer without such objects is one row.
 */
export function jsonTable(text: string): Table | undefined {
  const value = parsed(text.trim());
  if (typeof value !== 'object' || value === null) return undefined;
  const found: Group[] = [];
  collect(unwrapped(value, 0), { path: '', above: [], depth: 0, found });
  const groups = byPath(found);
  const best = groups.sort((a, b) => weight(b) - weight(a))[0] ?? [
    { path: '', above: [], row: unwrapped(value, 0) },
  ];
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return {
    ...toTable(best.map(flatRow)),
    origin: { ...ORIGIN, linesMatched: lines, linesTotal: lines },
  };
}

const ORIGIN = { template: 'JSON', mode: 'strict', warnings: [], unmatched: [] } as const;

/** Whether a text can be JSON at all; cheap. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** Deeper than this nothing is a row any more, and deeper columns are one text. */
const MOST_DEPTH = 12;
const MOST_DOTS = 3;

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [name: string]: Json;
}

type Member = readonly [name: string, value: Json];

/** One object that may be a row. */
interface Group {
  /** Where it stands, with `*` for the names and numbers that differ from row to row. */
  readonly path: string;
  /** Simple values of the rows it stands in. */
  readonly above: readonly Member[];
  readonly row: Json;
}

function parsed(text: string): unknown {
  if (!looksLikeJson(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A prompt of two lines, or a word about the time taken, may stand behind the last brace.
    const end = Math.max(text.lastIndexOf('\n}'), text.lastIndexOf('\n]'));
    return end < 0 || end + 2 === text.length ? undefined : parsed(text.slice(0, end + 2));
  }
}

/** Junos wraps every value: `[{"data": "ge-0/0/0", "attributes": …}]`. */
function unwrapped(value: unknown, depth: number): Json {
  if (Array.isArray(value)) {
    const only: unknown = value.length === 1 ? value[0] : undefined;
    if (isObject(only) && 'data' in only && Object.keys(only).length <= 2)
      return scalar(only['data']);
    return depth > MOST_DEPTH ? textOf(value) : value.map((one) => unwrapped(one, depth + 1));
  }
  if (!isObject(value)) return scalar(value);
  if (depth > MOST_DEPTH) return textOf(value);
  const members = Object.entries(value).map(([name, one]) => [name, unwrapped(one, depth + 1)]);
  return Object.fromEntries(members);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRow(value: Json): value is JsonObject {
  return isObject(value);
}

function scalar(value: unknown): Json {
  const isSimple = typeof value === 'string' || typeof value === 'number' || value === null;
  return isSimple || typeof value === 'boolean' ? value : textOf(value ?? null);
}

/** What stands too deep to become columns; nested without end it has no text either. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '…';
  }
}

interface Place {
  readonly path: string;
  readonly above: readonly Member[];
  readonly depth: number;
  readonly found: Group[];
}

function collect(value: Json, place: Place): void {
  if (place.depth > MOST_DEPTH) return;
  const rows = rowsIn(value);
  if (rows !== undefined) {
    for (const { name, row } of rows) {
      const own: Member[] = name === undefined ? [] : [[NAME, name]];
      const path = `${place.path}/*`;
      const above = [...place.above, ...own];
      place.found.push({ path, above, row });
      const inner = [...above, ...simpleMembers(row)];
      for (const [key, one] of Object.entries(row))
        descend(key, one, { ...place, path, above: inner });
    }
    return;
  }
  if (!isRow(value)) return;
  for (const [key, one] of Object.entries(value)) descend(key, one, place);
}

function descend(key: string, value: Json, place: Place): void {
  if (typeof value !== 'object' || value === null) return;
  // NX-OS leaves the list away where there is one row only.
  const only = /^ROW_/.test(key) && isRow(value) ? [value] : value;
  collect(only, { ...place, path: `${place.path}/${key}`, depth: place.depth + 1 });
}

const NAME = 'name';

/** The rows of a list of objects, or of an object whose members are objects of one kind, lists of such rows included. */
function rowsIn(
  value: Json,
): readonly { readonly name: string | undefined; readonly row: JsonObject }[] | undefined {
  if (Array.isArray(value)) {
    const rows = value.filter(isRow);
    const isList = rows.length > 0 && rows.length === value.length;
    return isList ? rows.map((row) => ({ name: undefined, row })) : undefined;
  }
  if (!isRow(value)) return undefined;
  const members = Object.entries(value);
  const rows = members.flatMap(([name, one]) =>
    (Array.isArray(one) ? one : [one]).map((row: Json) => ({ name, row })),
  );
  if (members.length === 0 || !rows.every((one): one is NamedRow => isRow(one.row)))
    return undefined;
  return areOfOneKind(rows) ? rows : undefined;
}

interface NamedRow {
  readonly name: string;
  readonly row: JsonObject;
}

/** Two members of most rows are the same; a single row has a name such as `Ethernet1`, `10.0.0.0/8` or `default`. */
function areOfOneKind(rows: readonly NamedRow[]): boolean {
  const names = new Set(rows.map(({ name }) => name));
  if (names.size === 1) return rows.every(({ name }) => /\d|^default$/.test(name));
  const [first, ...others] = rows.map(({ row }) => new Set(Object.keys(row)));
  if (first === undefined) return false;
  return others.every((other) => {
    const shared = [...first].filter((key) => other.has(key)).length;
    return shared * 2 >= Math.min(first.size, other.size) && shared > 0;
  });
}

function byPath(found: readonly Group[]): Group[][] {
  const groups = new Map<string, Group[]>();
  for (const one of found) {
    const group = groups.get(one.path);
    if (group) group.push(one);
    else groups.set(one.path, [one]);
  }
  return [...groups.values()];
}

/** Many rows are better than few; of as many the outer ones, which were found first and say more. */
function weight(group: readonly Group[]): number {
  const widest = Math.max(...group.map(({ row }) => (isRow(row) ? simpleMembers(row).length : 0)));
  return widest === 0 ? 0 : group.length;
}

function simpleMembers(row: JsonObject): Member[] {
  return Object.entries(row).filter(([, value]) => typeof value !== 'object' || value === null);
}

function flatRow({ above, row }: Group): Map<string, Cell> {
  const flat = new Map<string, Cell>();
  for (const [name, value] of above) flat.set(freeName(name, flat), cell(value));
  if (isRow(row)) flatten(row, '', flat);
  else flat.set('value', cell(row));
  return flat;
}

function freeName(name: string, taken: ReadonlyMap<string, Cell>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  return free;
}

function flatten(row: JsonObject, prefix: string, flat: Map<string, Cell>): void {
  const dots = prefix === '' ? 0 : prefix.split('.').length - 1;
  for (const [key, value] of Object.entries(row)) {
    const name = `${prefix}${key}`;
    if (isRow(value) && dots < MOST_DOTS) flatten(value, `${name}.`, flat);
    else flat.set(freeName(name, flat), cell(value));
  }
}

function cell(value: Json): Cell {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value;
  const isFlat = Array.isArray(value) && value.every((one) => typeof one !== 'object');
  return isFlat ? value.map(String) : JSON.stringify(value);
}

function toTable(rows: readonly ReadonlyMap<string, Cell>[]): Table {
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return {
    columns,
    rows: rows.map((row) => columns.map((column) => row.get(column) ?? null)),
    origin: undefined,
  };
}
