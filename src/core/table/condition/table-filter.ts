import { safe } from '../../safe.ts';
import { networkOf } from '../kinds/cell-value.ts';
import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { quickPattern } from './cell-pattern.ts';
import { isContaining, isEqual, isOrdered, isWithin, type RowTest } from './cell-tests.ts';
import { columnPlace } from './find-column.ts';

/**
 * The rows that hold every word of a query, in any cell, without regard to case. A word may also be `column=value` (the whole
 * cell), `column!=value`, `column>value` and `<`, `>=`, `<=` (by what the column's texts are: `rx_errors>0`, `uptime<1d`), or
 * `column~pattern`: a network for addresses (`prefix~10.0.0.0/8`: in it), else a regular expression. A column may be shortened as
 * long as one is meant. Double quotes keep blanks together: `state="FULL/ -"`.
 *
 * Where no row holds the plain words, those that hold their letters in order count: `gi12` finds `GigabitEthernet1/2`.
 */
export function filterTable(table: Table, query: string): Table {
  const rows = filterRows(table, query);
  return rows === table.rows ? table : { ...table, rows };
}

/** The rows that `filterTable` keeps, the same arrays. */
export function filterRows(table: Table, query: string): Table['rows'] {
  const words = wordsOf(query);
  if (words.length === 0) return table.rows;
  const exact = rowsPassing(table, words, containing);
  return exact.length > 0 ? exact : rowsPassing(table, words, resembling);
}

/** What is wrong with a query's first comparison of a column that is not there, for people; such a word is looked for as it stands. */
export function filterProblem(
  { columns }: Pick<Table, 'columns'>,
  query: string,
): string | undefined {
  for (const word of wordsOf(query)) {
    const [, name = ''] = COMPARISON.exec(word) ?? [];
    if (name === '' || columnPlace(name, columns) >= 0) continue;
    const meant = columns.filter((column) => column.toLowerCase().startsWith(name.toLowerCase()));
    const short = safe(name, 40);
    return meant.length > 1
      ? `'${short}' is ${safe(meant.join(' or '), 120)}`
      : `no column '${short}'`;
  }
  return undefined;
}

function rowsPassing(table: Table, words: readonly string[], plain: PlainTest): Table['rows'] {
  const tests = words.map((word) => typedTest(word, table) ?? anyCell(plain(word.toLowerCase())));
  return table.rows.filter((row) => tests.every((test) => test(row)));
}

/** Whether a text in small letters has a word. */
type PlainTest = (word: string) => (text: string) => boolean;

const containing: PlainTest = (word) => (text) => text.includes(word);

const resembling: PlainTest = (word) => (text) => {
  let at = 0;
  for (const letter of word) {
    const found = text.indexOf(letter, at);
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
};

const COMPARISON = /^([^=!~<>]+)(!=|>=|<=|=|~|<|>)(.*)$/s;

function wordsOf(query: string): string[] {
  const words = query.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  return words.map((word) => word.replaceAll('"', '')).filter((word) => word !== '');
}

/** The test of a word with a column and a comparison; undefined for a plain word. */
function typedTest(word: string, table: Table): RowTest | undefined {
  const parts = COMPARISON.exec(word);
  const place = columnPlace(parts?.[1] ?? '', table.columns);
  if (!parts || place < 0) return undefined;
  const [, , comparison = '', wanted = ''] = parts;
  const column = { table, place };
  switch (comparison) {
    case '~': {
      const outer = networkOf(wanted);
      return outer ? isWithin(place, outer) : matching(place, wanted);
    }
    case '<':
    case '>':
    case '<=':
    case '>=':
      return isOrdered(column, comparison, wanted);
    default: {
      const test = isEqual(column, wanted);
      return comparison === '=' ? test : (row) => !test(row);
    }
  }
}

function anyCell(test: (text: string) => boolean): RowTest {
  return (row) => row.some((cell) => test(cellString(cell).toLowerCase()));
}

const MAX_CELL = 200;

/** A pattern runs on the thread that paints: one that could take long, or cannot be read, is looked for as plain text. */
function matching(place: number, pattern: string): RowTest {
  const regex = quickPattern(pattern);
  if (regex === undefined) return isContaining(place, pattern);
  return (row) => regex.test(cellString(row[place]).slice(0, MAX_CELL));
}
