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

/** The columns on screen: from `first` to before `end`, counted among those shown. The chosen one is wholly among them. */
export function columnsOnScreen(
  { table, places }: Shown,
  { chosen, cols }: { readonly chosen: number; readonly cols: number },
): { readonly first: number; readonly end: number } {
  const width = (at: number): number => columnCols(table, places[at] ?? 0) + COLUMN_GAP;
  let first = chosen;
  let used = width(chosen) - COLUMN_GAP;
  while (first > 0 && used + width(first - 1) <= cols) used += width(--first);
  let end = chosen + 1;
  while (end < places.length && used + COLUMN_GAP < cols) used += width(end++);
  return { first, end };
}
