import { compareNatural } from '../../natural-order.ts';
import {
  addressValue,
  liesWithin,
  macValue,
  type Network,
  networkOf,
} from '../kinds/cell-value.ts';
import { type ColumnKind, cellValue, columnKind } from '../kinds/column-kind.ts';
import { isSameInterface, namesInterfaces } from '../kinds/interface-name.ts';
import type { Cell, Table } from '../table.ts';
import { cellString } from '../table-cell.ts';

// The comparisons of a column's cells with a text that a person wrote: what filters and conditions are made of.

export type RowTest = (row: readonly Cell[]) => boolean;

/** A column of a table, by its place. */
export interface Column {
  readonly table: Table;
  readonly place: number;
}

/**
 * Whether a cell, or an item of a list, is a text: without regard to case; of numbers, rates, durations, addresses and MACs by
 * value (`1,500` is 1500, `aabb.ccdd.eeff` is `aa:bb:cc:dd:ee:ff`); of interfaces however shortened. An address without a
 * length is the same with any.
 */
export function isEqual({ table, place }: Column, wanted: string): RowTest {
  const kind = columnKind(table, place);
  const text = wanted.trim().toLowerCase();
  const sames = [
    sameValue(kind, wanted),
    namesInterfaces(table.columns[place] ?? '')
      ? (cell: string) => isSameInterface(cell, wanted)
      : undefined,
  ].filter((same) => same !== undefined);
  const holds = (cell: string): boolean =>
    cell.trim().toLowerCase() === text || (cell !== '' && sames.some((same) => same(cell)));
  return (row) => textsOf(row[place]).some(holds);
}

type CellTest = (cell: string) => boolean;

/** Addresses and MACs are themselves in a column that holds other words, too: `incomplete`, `unassigned`. */
function sameValue(kind: ColumnKind, wanted: string): CellTest | undefined {
  const mac = macValue(wanted.trim());
  if (mac !== undefined) return (cell) => macValue(cell.trim()) === mac;
  const address = networkOf(wanted);
  if (address !== undefined) {
    if (isAddressAlone(wanted)) {
      return (cell) => {
        const own = networkOf(cell);
        return own?.bits === address.bits && own.family === address.family;
      };
    }
    const value = addressValue(wanted);
    return (cell) => addressValue(cell) === value;
  }
  const value = cellValue(kind, wanted);
  return value === undefined ? undefined : (cell) => cellValue(kind, cell) === value;
}

function isAddressAlone(text: string): boolean {
  return !/[/ ]/.test(text.trim());
}

export type Order = '<' | '>' | '<=' | '>=';

/**
 * Whether a cell comes before or after a text, by what the column's texts are (`rx_errors > 0`, `uptime < 1d`, `rate > 10M`); text
 * in natural order. Cells of another kind than what is asked for, and empty ones, pass no comparison.
 */
export function isOrdered(column: Column, order: Order, wanted: string): RowTest {
  const { place } = column;
  const compare = comparison(column, wanted);
  return (row) => {
    const found = compare(cellString(row[place]));
    if (found === undefined) return false;
    if (found === 0) return order.endsWith('=');
    return order.startsWith('<') ? found < 0 : found > 0;
  };
}

/** A kind of a column whose texts can be less or more than numbers with units, for which a text is none; undefined if it fits. */
export function misfit({ table, place }: Column, wanted: string): ColumnKind | undefined {
  const kind = columnKind(table, place);
  return kind === 'text' || limitOf(kind, wanted) !== undefined ? undefined : kind;
}

type Comparison = (cell: string) => number | undefined;

function comparison({ table, place }: Column, wanted: string): Comparison {
  const kind = columnKind(table, place);
  const limit = limitOf(kind, wanted);
  if (limit !== undefined) return (cell) => byValue(cellValue(limit.kind, cell), limit.value);
  // A number asks for numbers (and versions), also where some cells are words: `Idle` is not more than 0.
  const isNumber = cellValue('number', wanted) !== undefined;
  return (cell) => {
    if (cell === '' || (isNumber && !/^\s*[-+]?\d/.test(cell))) return undefined;
    const own = isNumber ? cellValue('number', cell) : undefined;
    if (own !== undefined) return byValue(own, cellValue('number', wanted) ?? 0);
    // With a letter in front nothing is a plain number, which natural order would put before `15.2(4)M`.
    return isNumber
      ? compareNatural(`v${cell.trim()}`, `v${wanted.trim()}`)
      : compareNatural(cell, wanted);
  };
}

interface Limit {
  readonly kind: ColumnKind;
  readonly value: number | bigint;
}

/** What is asked for, as a value that the column's texts can be compared with. */
function limitOf(kind: ColumnKind, wanted: string): Limit | undefined {
  const value = cellValue(kind, wanted);
  if (value !== undefined) return { kind, value };
  if (kind === 'duration') return limit('duration', cellValue('number', wanted));
  // Plain numbers are rates of no unit, and seconds where they are asked for in days.
  if (kind === 'number') {
    return (
      limit('number', cellValue('rate', wanted)) ?? limit('number', cellValue('duration', wanted))
    );
  }
  return undefined;
}

function limit(kind: ColumnKind, value: Limit['value'] | undefined): Limit | undefined {
  return value === undefined ? undefined : { kind, value };
}

function byValue(value: Limit['value'] | undefined, other: Limit['value']): number | undefined {
  return value === undefined ? undefined : value < other ? -1 : value > other ? 1 : 0;
}

/** Whether an address lies in a network; of lists any. */
export function isWithin(place: number, outer: Network): RowTest {
  return (row) =>
    textsOf(row[place]).some((text) => {
      const inner = networkOf(text);
      return inner !== undefined && liesWithin(inner, outer);
    });
}

/** Whether a cell has a text in it, without regard to case. */
export function isContaining(place: number, wanted: string): RowTest {
  const text = wanted.toLowerCase();
  return (row) => cellString(row[place]).toLowerCase().includes(text);
}

/** Whether there is nothing in a cell: no text, blanks, an empty list. */
export function isEmpty(place: number): RowTest {
  return (row) => cellString(row[place]).trim() === '';
}

/** A cell's text, and each item of a list. */
function textsOf(cell: Cell | undefined): readonly string[] {
  return typeof cell === 'object' && cell !== null
    ? [...cell, cellString(cell)]
    : [cellString(cell)];
}
