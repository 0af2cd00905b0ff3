import { addressValue, macValue } from '../kinds/cell-value.ts';
import { cellValue, columnKind } from '../kinds/column-kind.ts';
import { interfaceKey, isSameInterface, namesInterfaces } from '../kinds/interface-name.ts';
import type { Cell, Table } from '../table.ts';
import { cellString } from '../table-cell.ts';

/** Two columns whose cells must be the same. */
export interface MatchKey {
  readonly left: number;
  readonly right: number;
}

export interface MatchOptions {
  readonly keys: readonly MatchKey[];
  /** `left` keeps rows that match nothing. */
  readonly kind: 'inner' | 'left';
}

/**
 * Rows of two tables side by side where their keys are the same: numbers, MACs and addresses by value, interfaces however
 * shortened, everything else without regard to case; empty cells match nothing. A name that both have gets `_2` on the right.
 */
export function matchTables(left: Table, right: Table, { keys, kind }: MatchOptions): Table {
  const added = [...right.columns.keys()].filter((at) => !keys.some((key) => key.right === at));
  const columns = [...left.columns];
  for (const at of added) columns.push(freeName(right.columns[at] ?? '', columns));
  const matches = matcher(left, right, keys);
  const rows = left.rows.flatMap((row): Cell[][] => {
    const found = matches(row);
    if (found.length === 0 && kind === 'left')
      return [[...padded(row, left), ...added.map(() => null)]];
    return found.map((other) => [...padded(row, left), ...added.map((at) => other[at] ?? null)]);
  });
  return { columns, rows, origin: left.origin };
}

function padded(row: readonly Cell[], { columns }: Table): Cell[] {
  return columns.map((_, place) => row[place] ?? null);
}

function freeName(column: string, taken: readonly string[]): string {
  let name = column;
  for (let number = 2; taken.includes(name); number++) name = `${column}_${number}`;
  return name;
}

function matcher(left: Table, right: Table, keys: readonly MatchKey[]) {
  const leftKeys = keys.map((key) => cellKey(left, key.left, isInterfaces(left, right, key)));
  const rightKeys = keys.map((key) => cellKey(right, key.right, isInterfaces(left, right, key)));
  const byKey = new Map<string, (readonly Cell[])[]>();
  for (const row of right.rows) {
    const key = joinedKey(keys.map((one, at) => rightKeys[at]?.(cellString(row[one.right])) ?? ''));
    if (key === undefined) continue;
    const same = byKey.get(key);
    if (same) same.push(row);
    else byKey.set(key, [row]);
  }
  return (row: readonly Cell[]): readonly (readonly Cell[])[] => {
    const key = joinedKey(keys.map((one, at) => leftKeys[at]?.(cellString(row[one.left])) ?? ''));
    const found = key === undefined ? [] : (byKey.get(key) ?? []);
    const interfaces = keys.filter((one) => isInterfaces(left, right, one));
    return found.filter((other) =>
      interfaces.every((one) => isSame(cellString(row[one.left]), cellString(other[one.right]))),
    );
  };
}

/** Interfaces whose first letters are alike may be others all the same. */
function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase() || isSameInterface(a, b);
}

function isInterfaces(left: Table, right: Table, key: MatchKey): boolean {
  return (
    namesInterfaces(left.columns[key.left] ?? '') || namesInterfaces(right.columns[key.right] ?? '')
  );
}

function joinedKey(parts: readonly string[]): string | undefined {
  return parts.includes('') ? undefined : JSON.stringify(parts);
}

function cellKey(table: Table, place: number, areInterfaces: boolean): (text: string) => string {
  const isNumber = columnKind(table, place) === 'number';
  return (text) => {
    const plain = text.trim();
    const mac = macValue(plain);
    if (mac !== undefined) return `mac ${mac}`;
    const address = addressValue(plain);
    if (address !== undefined) return `address ${address}`;
    if (isNumber) return String(cellValue('number', plain) ?? plain.toLowerCase());
    return areInterfaces ? interfaceKey(plain) : plain.toLowerCase();
  };
}
