import { networkOf } from '../kinds/cell-value.ts';
import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { textsWith } from './cell-pattern.ts';
import {
  type Column,
  isContaining,
  isEmpty,
  isEqual,
  isOrdered,
  isWithin,
  misfit,
  type RowTest,
} from './cell-tests.ts';
import type { Condition, Pattern, Test, Word } from './condition.ts';
import { columnPlace, columnProblem } from './find-column.ts';
import { QueryError } from './query-error.ts';

/**
 * The rows of a table for which a condition holds, the same arrays. Throws QueryError for a column that is not there, a value a
 * column's texts cannot be compared with, a pattern that is none or takes too long.
 */
export function rowsWhere(table: Table, condition: Condition): Table['rows'] {
  return table.rows.filter(testOf(condition, table));
}

/** The columns that a condition is about, each once. Throws QueryError for one that is not there. */
export function columnsOf(condition: Condition, table: Table): string[] {
  switch (condition.kind) {
    case 'any':
    case 'all':
      return [...new Set(condition.parts.flatMap((part) => columnsOf(part, table)))];
    case 'not':
      return columnsOf(condition.part, table);
    default:
      return [table.columns[placeOf(condition.column, table)] ?? ''];
  }
}

function testOf(condition: Condition, table: Table): RowTest {
  switch (condition.kind) {
    case 'any': {
      const tests = condition.parts.map((part) => testOf(part, table));
      return (row) => tests.some((test) => test(row));
    }
    case 'all': {
      const tests = condition.parts.map((part) => testOf(part, table));
      return (row) => tests.every((test) => test(row));
    }
    case 'not': {
      const test = testOf(condition.part, table);
      return (row) => !test(row);
    }
    default:
      return columnTest(condition, { table, place: placeOf(condition.column, table) });
  }
}

function placeOf({ text, place }: Word, { columns }: Table): number {
  const found = columnPlace(text, columns);
  if (found < 0) throw new QueryError(columnProblem(text, columns), place);
  return found;
}

function columnTest(test: Test, column: Column): RowTest {
  switch (test.kind) {
    case 'equal':
      return isEqual(column, test.value.text);
    case 'order':
      requireFit(column, test.value);
      return isOrdered(column, test.order, test.value.text);
    case 'contains':
      return isContaining(column.place, test.value.text);
    case 'empty':
      return isEmpty(column.place);
    case 'in': {
      const tests = test.values.map(({ text }) => isAmong(column, text));
      return (row) => tests.some((one) => one(row));
    }
    case 'pattern':
      return matching(column, test.pattern);
  }
}

const KINDS = {
  number: 'numbers',
  rate: 'numbers with units, such as 10M',
  duration: 'durations, such as 2d or 1h30m',
  address: 'addresses',
  mac: 'MAC addresses',
  text: 'texts',
} as const;

function requireFit(column: Column, { text, place }: Word): void {
  const kind = misfit(column, text);
  if (kind === undefined) return;
  const name = column.table.columns[column.place] ?? '';
  throw new QueryError(`'${name}' has ${KINDS[kind]}: '${text}' is none`, place);
}

/** One thing of a list: a network has addresses in it, a range numbers, anything else is itself. */
function isAmong(column: Column, text: string): RowTest {
  const network = /[/ ]/.test(text.trim()) ? networkOf(text) : undefined;
  if (network) return isWithin(column.place, network);
  const [, low, high] = RANGE.exec(text) ?? [];
  if (low === undefined || high === undefined) return isEqual(column, text);
  const isEnough = isOrdered(column, '>=', low);
  const isTooMuch = isOrdered(column, '>', high);
  return (row) => isEnough(row) && !isTooMuch(row);
}

const RANGE = /^\s*(\d{1,15})\s*-\s*(\d{1,15})\s*$/;

function matching({ table, place }: Column, wanted: Pattern): RowTest {
  const network = wanted.flags === undefined ? networkOf(wanted.text) : undefined;
  if (network) return isWithin(place, network);
  const found = textsFound(
    wanted,
    table.rows.map((row) => cellString(row[place])),
  );
  return (row) => found.has(cellString(row[place]));
}

function textsFound(
  { text, flags, place }: Pattern,
  texts: readonly string[],
): ReadonlySet<string> {
  let found: ReadonlySet<string> | undefined;
  try {
    found = textsWith({ source: text, flags: flags ?? 'i' }, texts);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const written = flags === undefined ? `'${text}'` : `/${text}/${flags}`;
    const hint = flags === undefined ? '; quote special characters with \\' : '';
    throw new QueryError(`${written} is no regular expression${hint}`, place);
  }
  if (found) return found;
  throw new QueryError('this pattern takes too long: say it with fewer repeats', place);
}
