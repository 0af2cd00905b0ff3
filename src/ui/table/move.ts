import type { Rect } from '../../core/size.ts';
import { widthOf } from '../../core/width.ts';
import type { TableView } from '../../state/table-view.ts';
import { rawLines } from './raw-lines.ts';
import { shownOf } from './shown.ts';
import { formOf, tableRows, viewParts } from './view-layout.ts';

/** Part of a view that is to change. */
export type ViewChange = Partial<TableView>;

/** A wheel turn or a page: the chosen row moves and the view follows; in the raw text the lines move. */
export function moveRow(view: TableView, move: number, rect: Rect): ViewChange {
  if (formOf(view, rect) === 'raw') {
    const last = Math.max(0, rawLines(view).length - viewParts(rect).body.h);
    return { rawTop: clamp(view.rawTop + move, last) };
  }
  return toRow(view, view.row + move, rect);
}

/** Chooses a row and keeps it on screen. */
export function toRow(view: TableView, wanted: number, rect: Rect): ViewChange {
  const count = shownOf(view)?.rows.length ?? 0;
  const row = clamp(wanted, Math.max(0, count - 1));
  const visible = tableRows(rect);
  const top = row < view.top ? row : row >= view.top + visible ? row - visible + 1 : view.top;
  return { row, top };
}

export function moveColumn(view: TableView, step: number): ViewChange {
  const last = (shownOf(view)?.places.length ?? 1) - 1;
  return { column: clamp(view.column + step, last) };
}

/** A line goes on beyond, but nobody reads there. */
const MOST_ASIDE = 10_000;

/** The raw text to the side, no further than its longest line on screen needs. */
export function moveAside(view: TableView, cols: number, rect: Rect): ViewChange {
  const { h, w } = viewParts(rect).body;
  const lines = rawLines(view).slice(view.rawTop, view.rawTop + h);
  const most = lines.reduce(
    (widest, line) => Math.max(widest, widthOf(line.slice(0, MOST_ASIDE))),
    0,
  );
  return { rawLeft: clamp(view.rawLeft + cols, Math.max(0, most - w + 2, view.rawLeft)) };
}

/** A page up or down, less two rows that stay to hold on to. */
export function pageOf(rect: Rect): number {
  return Math.max(1, viewParts(rect).body.h - 2);
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
