import type { Rect, Size } from '../../core/size.ts';
import { widthOf } from '../../core/width.ts';
import type { Dialog } from '../../state/state.ts';
import { type DialogContent, type DialogContext, dialogContent } from './content.ts';

/** Frame and inner margin on each side. */
const EDGE_COLS = 2;
const EDGE_ROWS = 1;
/** A line for the footer and a blank one above it. */
const FOOTER_ROWS = 2;

export interface PlacedDialog {
  readonly rect: Rect;
  readonly content: DialogContent;
}

/** A dialog's content and its rectangle: in the middle of the screen, as large as its text needs and the screen allows. */
export function placeDialog(
  dialog: Dialog,
  size: Size,
  look: Pick<DialogContext, 'theme' | 'help' | 'prefix'>,
): PlacedDialog {
  const maxCols = Math.max(10, Math.min(size.cols - 2 * EDGE_COLS - 2, 100));
  const maxRows = Math.max(1, size.rows - 2 * EDGE_ROWS - FOOTER_ROWS - 1);
  const content = dialogContent(dialog, { ...look, maxCols, maxRows });
  const textCols = Math.max(
    widthOf(content.title) + 4 + widthOf(content.mark ?? ''),
    widthOf(content.footer),
    ...content.rows.map((row) => row.reduce((sum, run) => sum + widthOf(run.text), 0)),
    Math.min(40, maxCols),
  );
  const w = Math.min(size.cols, Math.min(textCols, maxCols) + 2 * EDGE_COLS);
  const h = Math.min(size.rows, content.rows.length + FOOTER_ROWS + 2 * EDGE_ROWS);
  return {
    content,
    rect: {
      x: Math.max(0, Math.floor((size.cols - w) / 2)),
      y: Math.max(0, Math.floor((size.rows - h) / 3)),
      w,
      h,
    },
  };
}

/** Where the cursor stands in a placed dialog, on the screen. */
export function dialogCursor({
  rect,
  content,
}: PlacedDialog): { x: number; y: number } | undefined {
  if (content.cursor === undefined) return undefined;
  return {
    x: Math.min(rect.x + rect.w - 2, rect.x + EDGE_COLS + content.cursor.column),
    y: Math.min(rect.y + rect.h - 2, rect.y + EDGE_ROWS + content.cursor.row),
  };
}
