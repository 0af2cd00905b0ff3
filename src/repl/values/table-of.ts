import { inspect } from 'node:util';
import type { Cell, Table } from '../../core/table/table.ts';
import { StageError } from '../kernel/stage.ts';
import { TableValue } from './table-value.ts';
import { Result, Results } from './values.ts';

/** A value as a table: what is one, results, lists of objects, the lines of a text. Throws a StageError for what cannot be. */
export function tableOf(value: unknown): Table {
  if (value instanceof TableValue) return value.table;
  if (value instanceof Result || value instanceof Results) {
    return value.table?.table ?? linesTable(value.text);
  }
  if (typeof value === 'string') return linesTable(value);
  if (Array.isArray(value)) return listTable(value);
  throw new StageError(`${inspect(value, { depth: 0 }).slice(0, 60)} is no table`);
}

/** A value as text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Result || value instanceof Results || value instanceof TableValue) {
    return value.text;
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.join('\n');
  return inspect(value);
}

function linesTable(text: string): Table {
  return { columns: ['line'], rows: text.split('\n').map((line) => [line]), origin: undefined };
}

function listTable(list: readonly unknown[]): Table {
  const objects = list.map((one) =>
    typeof one === 'object' && one !== null ? one : { value: one },
  );
  const columns = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  const rows = objects.map((one) => columns.map((column) => cellOf(Reflect.get(one, column))));
  return { columns, rows, origin: undefined };
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'object'
    ? inspect(value, { breakLength: Number.POSITIVE_INFINITY })
    : String(value);
}
