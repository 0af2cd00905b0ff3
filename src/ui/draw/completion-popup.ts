import type { Grid } from '../../core/grid.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { Completion, CompletionKind } from '../../repl/completion/completion.ts';
import type { Theme } from '../theme.ts';

export interface ReplPopup {
  readonly items: readonly Completion[];
  readonly selected: number;
  /** Column under which it hangs, counted in the editor's row. */
  readonly column: number;
}

interface PopupInput {
  readonly popup: ReplPopup;
  readonly rect: Rect;
  readonly cursorY: number;
  readonly theme: Theme;
}

const POPUP_ROWS = 10;
const MOST_LABEL_COLS = 44;
const MOST_DETAIL_COLS = 60;
/** So many items set the width; more of them only scroll by. */
const MOST_MEASURED = 300;

/** The list of completions: below the cursor where there is room, else above it. A list that does not fit says where one is in it. */
export function drawPopup(grid: Grid, { popup, rect, cursorY, theme }: PopupInput): void {
  const { items, selected } = popup;
  const below = rect.y + rect.h - cursorY - 1;
  const above = cursorY - rect.y - 1;
  const room = Math.min(POPUP_ROWS, Math.max(below, above));
  const isCounted = items.length > room && room > 1;
  const height = Math.min(items.length, isCounted ? room - 1 : room);
  if (height <= 0) return;
  const rows = height + (isCounted ? 1 : 0);
  const top = below >= rows ? cursorY + 1 : cursorY - rows;
  const first = Math.max(0, Math.min(selected - Math.ceil(height / 2), items.length - height));
  const { labelCols, detailCols } = colsOf(items);
  const w = Math.min(rect.w, labelCols + detailCols + (detailCols > 0 ? 6 : 4));
  const x = Math.max(rect.x, Math.min(rect.x + popup.column, rect.x + rect.w - w));
  grid.fill({ x, y: top, w, h: rows }, theme.dialog);
  for (const [i, item] of items.slice(first, first + height).entries()) {
    const isSelected = first + i === selected;
    const style = isSelected ? theme.selected : theme.dialog;
    const muted = isSelected ? theme.selected : theme.dialogMuted;
    grid.fill({ x, y: top + i, w, h: 1 }, style);
    grid.text(x + 1, top + i, MARKS[item.kind], isSelected ? style : theme.dialogKey, w - 1);
    grid.text(x + 3, top + i, labelOf(item, Math.min(labelCols, w - 4)), style, w - 3);
    const at = labelCols + 5;
    const detail = truncate(detailOf(item), Math.min(detailCols, w - at - 1));
    if (detail !== '') grid.text(x + at, top + i, detail, muted, w - at);
  }
  if (!isCounted) return;
  const count = `${selected + 1}/${items.length}`;
  grid.text(x + w - count.length - 1, top + height, count, theme.dialogMuted, count.length);
}

/** What an item is, in one sign. */
const MARKS: Readonly<Record<CompletionKind, string>> = {
  host: '@',
  group: '@',
  filter: '=',
  command: '›',
  keyword: 'k',
  function: 'ƒ',
  class: 'C',
  property: '·',
  value: '=',
  stage: '|',
  column: '#',
  magic: '%',
  file: '-',
  folder: '/',
};

function colsOf(items: readonly Completion[]): { labelCols: number; detailCols: number } {
  const measured = items.slice(0, MOST_MEASURED);
  const label = Math.max(...measured.map((item) => widthOf(labelOf(item, MOST_LABEL_COLS))));
  const detail = Math.max(...measured.map((item) => widthOf(detailOf(item))));
  return { labelCols: label, detailCols: Math.min(MOST_DETAIL_COLS, detail) };
}

function labelOf({ label }: Completion, cols: number): string {
  return truncate(safe(label, 200), cols);
}

function detailOf({ detail, kind }: Completion): string {
  return detail === undefined || detail === '' ? kind : safe(detail, 100);
}
