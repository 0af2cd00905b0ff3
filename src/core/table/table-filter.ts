import { compareNatural } from '../natural-order.ts';
import { safe } from '../safe.ts';
import { liesWithin, networkOf, numberValue } from './cell-value.ts';
import { cellValue, columnKind } from './column-kind.ts';
import type { Cell, Table } from './table.ts';
import { cellString } from './table-cell.ts';

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

type RowTest = (row: readonly Cell[]) => boolean;

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
  if (comparison === '~') return within(place, wanted) ?? matching(place, wanted);
  if (comparison === '<' || comparison === '>' || comparison === '<=' || comparison === '>=') {
    return compared({ table, place, comparison, wanted });
  }
  const isWanted = comparison === '=';
  return (row) => holds(row[place], wanted.toLowerCase()) === isWanted;
}

/** Cells of another kind than the column's, and empty ones, pass no comparison. */
function compared(given: {
  readonly table: Table;
  readonly place: number;
  readonly comparison: '<' | '>' | '<=' | '>=';
  readonly wanted: string;
}): RowTest {
  const { table, place, comparison, wanted } = given;
  const kind = columnKind(table, place);
  const limit = cellValue(kind, wanted) ?? (kind === 'duration' ? numberValue(wanted) : undefined);
  const order = (text: string): number | undefined => {
    if (text === '') return undefined;
    if (limit === undefined) return compareNatural(text, wanted);
    const value = cellValue(kind, text);
    return value === undefined ? undefined : value < limit ? -1 : value > limit ? 1 : 0;
  };
  return (row) => {
    const found = order(cellString(row[place]));
    if (found === undefined) return false;
    if (found === 0) return comparison.endsWith('=');
    return comparison.startsWith('<') ? found < 0 : found > 0;
  };
}

/** `~` with a network asks for the addresses in it, of lists any. */
function within(place: number, wanted: string): RowTest | undefined {
  const outer = networkOf(wanted);
  if (!outer) return undefined;
  return (row) => {
    const cell = row[place];
    const texts = isList(cell) ? cell : [cellString(cell)];
    return texts.some((text) => {
      const inner = networkOf(text);
      return inner !== undefined && liesWithin(inner, outer);
    });
  };
}

function columnPlace(name: string, columns: readonly string[]): number {
  const wanted = name.toLowerCase();
  const lower = columns.map((column) => column.toLowerCase());
  const exact = lower.indexOf(wanted);
  if (exact >= 0 || wanted === '') return exact;
  const starting = lower.filter((column) => column.startsWith(wanted));
  return starting.length === 1 ? lower.indexOf(starting[0] ?? '') : -1;
}

function anyCell(test: (text: string) => boolean): RowTest {
  return (row) => row.some((cell) => test(cellString(cell).toLowerCase()));
}

/** Whether a cell, or an item of a list, is a text. */
function holds(cell: Cell | undefined, wanted: string): boolean {
  if (cellString(cell).toLowerCase() === wanted) return true;
  return isList(cell) && cell.some((item) => item.toLowerCase() === wanted);
}

function isList(cell: Cell | undefined): cell is readonly string[] {
  return Array.isArray(cell);
}

const MAX_PATTERN = 100;
const MAX_CELL = 200;

/**
 * A pattern runs on the thread that paints, so only those that cannot take exponential time are run as regular expressions:
 * short, at most two repeats, no groups and no references. Anything else is looked for as plain text.
 */
function matching(place: number, pattern: string): RowTest {
  const regex = safePattern(pattern);
  const plain = pattern.toLowerCase();
  return (row) => {
    const text = cellString(row[place]).slice(0, MAX_CELL);
    return regex ? regex.test(text) : text.toLowerCase().includes(plain);
  };
}

function safePattern(pattern: string): RegExp | undefined {
  const unescaped = pattern.replace(/\\[^\d]/g, '_').replace(/\[[^\]]*\]/g, '_');
  const repeats = unescaped.match(/[*+{]/g)?.length ?? 0;
  if (pattern.length > MAX_PATTERN || repeats > 2 || /[()\\]/.test(unescaped)) return undefined;
  try {
    return new RegExp(pattern, 'i');
  } catch {
    return undefined;
  }
}
