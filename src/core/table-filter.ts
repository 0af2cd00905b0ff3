import type { Cell, Table } from './table.ts';
import { cellString } from './table-cell.ts';

/**
 * The rows that hold every word of a query, in any cell, without regard to case. A word may also be
 * `column=value` (the whole cell), `column!=value`, or `column~pattern` (a regular expression); a column may be shortened as long as
 * one column is meant. Double quotes keep blanks together: `state="FULL/ -"`.
 */
export function filterTable(table: Table, query: string): Table {
  const tests = wordsOf(query).map((word) => testFor(word, table.columns));
  if (tests.length === 0) return table;
  return { ...table, rows: table.rows.filter((row) => tests.every((test) => test(row))) };
}

type RowTest = (row: readonly Cell[]) => boolean;

function wordsOf(query: string): string[] {
  const words = query.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  return words.map((word) => word.replaceAll('"', '')).filter((word) => word !== '');
}

function testFor(word: string, columns: readonly string[]): RowTest {
  const parts = /^([^=!~]+)(!=|=|~)(.*)$/s.exec(word);
  const place = columnPlace(parts?.[1] ?? '', columns);
  if (!parts || place < 0) return anyCell(word);
  const wanted = (parts[3] ?? '').toLowerCase();
  if (parts[2] === '~') return matching(place, parts[3] ?? '');
  const isWanted = parts[2] === '=';
  return (row) => holds(row[place], wanted) === isWanted;
}

function columnPlace(name: string, columns: readonly string[]): number {
  const wanted = name.toLowerCase();
  const lower = columns.map((column) => column.toLowerCase());
  const exact = lower.indexOf(wanted);
  if (exact >= 0 || wanted === '') return exact;
  const starting = lower.filter((column) => column.startsWith(wanted));
  return starting.length === 1 ? lower.indexOf(starting[0] ?? '') : -1;
}

function anyCell(word: string): RowTest {
  const wanted = word.toLowerCase();
  return (row) => row.some((cell) => cellString(cell).toLowerCase().includes(wanted));
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
