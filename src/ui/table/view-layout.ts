import type { Rect } from '../../core/size.ts';
import type { TableView } from '../../state/table-view.ts';
import { columnCols } from './column-cols.ts';
import { type Shown, shownOf } from './shown.ts';

/** Where the parts of a view stand in its rectangle. */
export interface ViewParts {
  readonly title: Rect;
  readonly body: Rect;
  readonly footer: Rect;
  /** The line of keys; no height where there is little room. */
  readonly keys: Rect;
}

/** Title, body, footer, keys, from top to bottom. */
export function viewParts({ x, y, w, h }: Rect): ViewParts {
  const keyRows = h >= 9 ? 1 : 0;
  const bodyRows = Math.max(0, h - 2 - keyRows);
  return {
    title: { x, y, w, h: 1 },
    body: { x, y: y + 1, w, h: bodyRows },
    footer: { x, y: y + 1 + bodyRows, w, h: 1 },
    keys: { x, y: y + 2 + bodyRows, w, h: keyRows },
  };
}

/** Rows of a table on screen at a time: the body without its header. */
export function tableRows(rect: Rect): number {
  return Math.max(1, viewParts(rect).body.h - 1);
}

/** What is really drawn: where not one column fits, a table comes as its chosen row. */
export function formOf(view: TableView, rect: Rect): 'table' | 'row' | 'raw' {
  if (view.shows === 'raw' || view.table === undefined) return 'raw';
  if (view.shows === 'row') return 'row';
  const shown = shownOf(view);
  const place = shown?.places[view.column];
  if (shown === undefined || place === undefined) return 'table';
  return columnCols(shown.table, place) > columnRoom(rect) ? 'row' : 'table';
}

export const COLUMN_GAP = 2;

/** One column of the screen on either side is for marks. */
export function columnRoom({ w }: Rect): number {
  return Math.max(0, w - 2);
}

/** The columns on screen, counted among those shown, from left to right. */
export interface ScreenColumns {
  readonly columns: readonly number[];
  readonly isCutLeft: boolean;
  readonly isCutRight: boolean;
}

/** The chosen column is wholly among them; the host's stays where it is, unless it takes too much of the screen. */
export function columnsOnScreen(view: TableView, shown: Shown, cols: number): ScreenColumns {
  const { table, places } = shown;
  const width = (at: number): number => columnCols(table, places[at] ?? 0) + COLUMN_GAP;
  const hasHost = view.sources.length > 1 && view.group === undefined && places[0] === 0;
  const held = hasHost && places.length > 1 && width(0) * 3 <= cols ? 1 : 0;
  const room = cols - (held === 1 ? width(0) : 0);
  let first = Math.max(held, view.column);
  let end = first + 1;
  let used = width(first) - COLUMN_GAP;
  while (first > held && used + width(first - 1) <= room) used += width(--first);
  while (end < places.length && used + COLUMN_GAP < room) used += width(end++);
  const columns = Array.from({ length: end - first }, (_, i) => first + i);
  return {
    columns: held === 1 ? [0, ...columns] : columns,
    isCutLeft: first > held,
    isCutRight: end < places.length || used > room,
  };
}
