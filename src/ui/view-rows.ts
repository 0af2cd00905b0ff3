import { safeLines } from '../core/safe.ts';
import type { Rect } from '../core/size.ts';
import type { Table } from '../core/table.ts';
import { filterTable } from '../core/table-filter.ts';
import { sortTable } from '../core/table-sort.ts';
import type { TableView } from '../state/state.ts';

/** Rows between the title and the footer. */
export function viewRows(rect: Rect): number {
  return Math.max(0, rect.h - 2);
}

/** The table as it is shown: filtered, then sorted. Remembered, because a frame asks for it again and again. */
export function shownTable(view: TableView): Table | undefined {
  const { table, filter, sort } = view;
  if (table === undefined) return undefined;
  if (last?.table === table && last.filter === filter && last.sort === sort) return last.shown;
  const filtered = filter.trim() === '' ? table : filterTable(table, filter);
  const shown = sort === undefined ? filtered : sortTable(filtered, sort);
  last = { table, filter, sort, shown };
  return shown;
}

/** The raw text, cleaned for the screen, line by line; of a filter's words each must stand in a line. */
export function rawLines(view: TableView): readonly string[] {
  const { raw, filter } = view;
  if (lastRaw?.raw === raw && lastRaw.filter === filter) return lastRaw.lines;
  const words = filter.toLowerCase().split(/\s+/);
  const lines = safeLines(raw)
    .split('\n')
    .filter((line) => words.every((word) => line.toLowerCase().includes(word)));
  lastRaw = { raw, filter, lines };
  return lines;
}

let last: { table: Table; filter: string; sort: TableView['sort']; shown: Table } | undefined;
let lastRaw: { raw: string; filter: string; lines: readonly string[] } | undefined;
