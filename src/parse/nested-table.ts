import type { Cell, Table } from '../core/table/table.ts';

/**
 * Where rows may stand. `device`: in lists, and in objects whose members are objects of one kind; the most numerous win, and of as many the
 * outer ones. `lists`: in lists only, for values of our own making; the innermost lists win that give most rows, and an outer item
 * without any in it is a row too.
 */
export type Nesting = 'device' | 'lists';

/** Nested values as one flat table: what stands above the rows as columns before them, what stands within them as columns with a dot. */
export function nestedTable(value: Json, nesting: Nesting): NestedTable {
  const found: Group[] = [];
  collect(value, { path: '', above: [], within: [], depth: 0, found, nesting });
  const best = nesting === 'device' ? mostNumerous(found) : innermost(found);
  const groups = best ?? [{ path: '', above: [], within: [], row: value }];
  const sources = groups.map(({ within, row }) => [...within, row]);
  return { table: toTable(groups.map(flatRow)), sources };
}

export interface NestedTable {
  readonly table: Pick<Table, 'columns' | 'rows'>;
  /** What each row was made of: the rows it stands in from the outside in, and itself. */
  readonly sources: readonly (readonly Json[])[];
}

/** Deeper than this nothing is a row any more, and deeper columns are one text. */
export const MOST_DEPTH = 12;
const MOST_DOTS = 3;

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

type Member = readonly [name: string, value: Json];

/** One object that may be a row. */
interface Group {
  /** Where it stands, with `*` for the names and numbers that differ from row to row. */
  readonly path: string;
  /** Simple values of the rows it stands in. */
  readonly above: readonly Member[];
  /** Those rows. */
  readonly within: readonly Json[];
  readonly row: Json;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRow(value: Json): value is JsonObject {
  return isObject(value);
}

interface Place {
  readonly path: string;
  readonly above: readonly Member[];
  readonly within: readonly Json[];
  readonly depth: number;
  readonly found: Group[];
  readonly nesting: Nesting;
}

function collect(value: Json, place: Place): void {
  if (place.depth > MOST_DEPTH) return;
  const rows = rowsIn(value, place.nesting);
  if (rows !== undefined) {
    for (const { name, row } of rows) {
      const own: Member[] = name === undefined ? [] : [[NAME, name]];
      const path = `${place.path}/*`;
      const above = [...place.above, ...own];
      place.found.push({ path, above, within: place.within, row });
      const simple = place.nesting === 'device' ? simpleMembers(row) : [];
      for (const [key, one] of Object.entries(row)) {
        if (typeof one !== 'object' || one === null) continue;
        const outer = place.nesting === 'device' ? simple : membersBeside(row, key);
        const within = [...place.within, row];
        descend(key, one, { ...place, path, above: [...above, ...outer], within });
      }
    }
    return;
  }
  if (!isRow(value)) return;
  for (const [key, one] of Object.entries(value)) descend(key, one, place);
}

function descend(key: string, value: Json, place: Place): void {
  if (typeof value !== 'object' || value === null) return;
  // NX-OS leaves the list away where there is one row only.
  const only = place.nesting === 'device' && /^ROW_/.test(key) && isRow(value) ? [value] : value;
  collect(only, { ...place, path: `${place.path}/${key}`, depth: place.depth + 1 });
}

const NAME = 'name';

/** The rows of a list of objects, or of an object whose members are objects of one kind, lists of such rows included. */
function rowsIn(
  value: Json,
  nesting: Nesting,
): readonly { readonly name: string | undefined; readonly row: JsonObject }[] | undefined {
  if (Array.isArray(value)) {
    const rows = value.filter(isRow);
    const isList = rows.length > 0 && rows.length === value.length;
    return isList ? rows.map((row) => ({ name: undefined, row })) : undefined;
  }
  if (!isRow(value) || nesting === 'lists') return undefined;
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

/** Of as many the outer ones, which were found first and say more. */
function mostNumerous(found: readonly Group[]): readonly Group[] | undefined {
  return byPath(found).sort((a, b) => weight(b) - weight(a))[0];
}

/** The rows of the path that gives most; of as many the deeper one. */
function innermost(found: readonly Group[]): readonly Group[] | undefined {
  return byPath(found)
    .map((group) => withBarren(found, group[0]?.path ?? ''))
    .sort((a, b) => b.length - a.length || depthOf(b) - depthOf(a))[0];
}

/** The rows at a path, and those above it that have none of them, in the order of the text. */
function withBarren(found: readonly Group[], path: string): readonly Group[] {
  const rows: Group[] = [];
  let waiting: Group[] = [];
  for (const one of found) {
    // What waits and does not hold this one has had all its rows.
    const [done, still] = halves(waiting, ({ path: outer }) => !one.path.startsWith(`${outer}/`));
    rows.push(...done);
    waiting = one.path === path ? [] : still;
    if (one.path === path) rows.push(one);
    else if (path.startsWith(`${one.path}/`)) waiting = [one];
  }
  return [...rows, ...waiting];
}

function halves(
  all: readonly Group[],
  test: (group: Group) => boolean,
): readonly [Group[], Group[]] {
  return [all.filter(test), all.filter((group) => !test(group))];
}

function depthOf(group: readonly Group[]): number {
  return group.reduce((most, { path }) => Math.max(most, path.split('/').length), 0);
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

function weight(group: readonly Group[]): number {
  const isSimple = group.some(({ row }) => isRow(row) && simpleMembers(row).length > 0);
  return isSimple ? group.length : 0;
}

function simpleMembers(row: JsonObject): Member[] {
  return Object.entries(row).filter(([, value]) => typeof value !== 'object' || value === null);
}

/** All that a row has beside one of its members, flat. */
function membersBeside(row: JsonObject, key: string): Member[] {
  const flat = new Map<string, Cell>();
  flatten(Object.fromEntries(Object.entries(row).filter(([name]) => name !== key)), '', flat);
  return [...flat];
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

function toTable(rows: readonly ReadonlyMap<string, Cell>[]): Pick<Table, 'columns' | 'rows'> {
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return {
    columns,
    rows: rows.map((row) => columns.map((column) => row.get(column) ?? null)),
  };
}
