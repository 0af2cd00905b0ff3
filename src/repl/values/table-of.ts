import { inspect, types } from 'node:util';
import type { Cell, Table } from '../../core/table/table.ts';
import { StageError } from '../kernel/stage.ts';
import { type Beside, joinBeside, NOTHING_BESIDE } from './beside.ts';
import { Result } from './result.ts';
import { Results } from './results.ts';
import { besideResults, linesOfAll, tableOfAll } from './results-table.ts';
import { ShellLines } from './shell-lines.ts';
import { TableValue } from './table-value.ts';

/**
 * A value as a table: what is one, results, the lines of a text or of a command of this machine (column `line`), lists of objects or of values (column `value`), maps and
 * objects of rows (column `key`). Throws a StageError for what cannot be.
 */
export function tableOf(value: unknown): Table {
  return TableValue.tableOf(tableValueOf(value));
}

/** The same, with what hosts gave beside it. */
export function tableValueOf(value: unknown): TableValue {
  if (value instanceof TableValue) return value;
  if (value instanceof Result) return ofResults([value]);
  if (value instanceof Results) return value.table ?? ofResults(value.results);
  if (typeof value === 'string') return new TableValue(linesTable(value));
  if (value instanceof ShellLines) return new TableValue(linesTable(value.text));
  if (typeof value === 'object' && value !== null) return ofObject(value);
  throw new StageError(`${shown(value)} is no table`);
}

/** The table of a value of ours, or of a list of plain objects, without running any code of a person's; undefined for any other. */
export function knownTable(value: unknown): Table | undefined {
  if (types.isProxy(value)) return undefined;
  const isOurs = value instanceof TableValue || value instanceof Result || value instanceof Results;
  const found = isOurs ? tableValueOf(value) : tableInList(value);
  return found && TableValue.tableOf(found);
}

/** What follows from a value's table, with what stood beside that, and the columns that were asked about. */
export function tableAfter(
  value: TableValue,
  table: Table,
  asked: readonly string[] = [],
): TableValue {
  const { wanted, ...beside } = TableValue.besideOf(value);
  return new TableValue(table, { ...beside, wanted: [...new Set([...wanted, ...asked])] });
}

/** A list of plain objects as a table, which is how it reads best; undefined for any other value. */
export function tableInList(value: unknown): TableValue | undefined {
  if (types.isProxy(value) || !Array.isArray(value)) return undefined;
  if (value.length === 0 || value.length > MOST_LISTED) return undefined;
  if (!value.every(isFlatObject)) return undefined;
  const table = listTable(value);
  return table.columns.length === 0 || table.columns.length > MOST_COLUMNS
    ? undefined
    : new TableValue(table);
}

const MOST_LISTED = 20_000;
const MOST_COLUMNS = 60;

/** A value as text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Result || value instanceof Results || value instanceof TableValue) {
    return value.text;
  }
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object' || one === null)) return value.join('\n');
    const table = tableInList(value);
    if (table) return table.text;
  }
  return inspect(value);
}

function ofResults(results: readonly Result[]): TableValue {
  const [first] = results;
  const isAlone = results.length === 1 && first !== undefined;
  // One host's table has no host column, as its text has no heading.
  if (isAlone && first.table) return first.table;
  if (isAlone && !first.error) return new TableValue(linesTable(first.text));
  const table = tableOfAll(results);
  if (table) return new TableValue(table, besideResults(results));
  const { failed } = besideResults(results);
  return new TableValue(linesOfAll(results), { ...NOTHING_BESIDE, failed });
}

function ofObject(value: object): TableValue {
  if (value instanceof Map) return new TableValue(keyedTable([...value]));
  if (Symbol.iterator in value && typeof value[Symbol.iterator] === 'function') {
    return ofList([...(value as Iterable<unknown>)]);
  }
  const entries = Object.entries(value);
  const areRows = entries.length > 0 && entries.every(([, one]) => isRow(one));
  return new TableValue(areRows ? keyedTable(entries) : listTable([value]));
}

function ofList(list: readonly unknown[]): TableValue {
  if (list.length > 0 && list.every((one) => one instanceof Result)) return ofResults(list);
  if (list.length > 0 && list.every(isTable)) {
    const parts = list.map(tableValueOf);
    const beside = joinBeside(parts.map((part): Beside => TableValue.besideOf(part)));
    return new TableValue(listTable(parts.flatMap(({ rows }) => rows)), beside);
  }
  return new TableValue(listTable(list), NOTHING_BESIDE);
}

function isTable(value: unknown): boolean {
  return value instanceof TableValue || value instanceof Results;
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** An object as people write rows: nothing in it but texts, numbers and lists of them. */
function isFlatObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (types.isProxy(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain =
    prototype === null ||
    prototype === Object.prototype ||
    Object.getPrototypeOf(prototype) === null;
  if (!isPlain) return false;
  const descriptors = Object.values(Object.getOwnPropertyDescriptors(value));
  return descriptors.length > 0 && descriptors.every(({ get, value: one }) => !get && isFlat(one));
}

function isFlat(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object' || one === null);
  return (typeof value !== 'object' || value === null) && typeof value !== 'function';
}

function linesTable(text: string): Table {
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  return { columns: ['line'], rows: lines.map((line) => [line]), origin: undefined };
}

function keyedTable(entries: readonly (readonly [unknown, unknown])[]): Table {
  const rows = entries.map(([key, row]) =>
    isRow(row) && !Array.isArray(row) ? { key, ...row } : { key, value: row },
  );
  return listTable(rows);
}

function listTable(list: readonly unknown[]): Table {
  const objects = list.map((one) => (isRow(one) ? one : { value: one }));
  const columns = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  const rows = objects.map((one) => columns.map((column) => cellOf(Reflect.get(one, column))));
  const names = objects.some(Array.isArray)
    ? columns.map((column) => (/^\d+$/.test(column) ? `column_${Number(column) + 1}` : column))
    : columns;
  return { columns: names, rows, origin: undefined };
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' ? shown(one) : String(one)));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return typeof value === 'object' || typeof value === 'symbol' ? shown(value) : String(value);
}

function shown(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY }).slice(0, 200);
}
