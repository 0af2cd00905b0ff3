import { contains, type Rect } from '../../core/size.ts';
import type { TableView } from '../../state/table-view.ts';
import { columnCols } from './column-cols.ts';
import type { ViewChange } from './move.ts';
import { shownOf } from './shown.ts';
import { COLUMN_GAP, columnRoom, columnsOnScreen, formOf, viewParts } from './view-layout.ts';

/** A click chooses the cell under it, or the column whose name it is on. */
export function clickIn(
  view: TableView,
  { rect, x, y }: { readonly rect: Rect; readonly x: number; readonly y: number },
): ViewChange | undefined {
  const { body } = viewParts(rect);
  const shown = shownOf(view);
  if (shown === undefined || formOf(view, rect) !== 'table' || !contains(body, x, y)) {
    return undefined;
  }
  const column = columnAt(view, body, x);
  const chosen = column === undefined ? {} : { column };
  const row = view.top + y - body.y - 1;
  if (y === body.y) return chosen;
  return row < shown.rows.length ? { ...chosen, row } : undefined;
}

function columnAt(view: TableView, body: Rect, x: number): number | undefined {
  const shown = shownOf(view);
  if (shown === undefined) return undefined;
  const cols = columnRoom(body);
  let right = body.x + 1;
  for (const at of columnsOnScreen(view, shown, cols).columns) {
    right += columnCols(shown.table, shown.places[at] ?? 0) + COLUMN_GAP;
    if (x < right) return at;
  }
  return undefined;
}
