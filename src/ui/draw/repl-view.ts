import type { Style } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';
import { widthOf } from '../../core/width.ts';
import type { CursorImage } from '../../screen/compositor.ts';
import type { Theme } from '../theme.ts';
import { drawPopup, type ReplPopup } from './completion-popup.ts';

/** The REPL as it is to be drawn: lines already laid out for this width. */
export interface ReplLook {
  readonly title: string;
  readonly note: string;
  /** Transcript rows, newest last, for a number of columns. */
  rows(cols: number): readonly ReplRow[];
  /** What stands between transcript and editor, in at most so many rows: how hosts fare under the running cell, or what was found. */
  between(room: { readonly rows: number; readonly cols: number }): readonly ReplRow[];
  /** The shape of the cursor: DECSCUSR's number, 0 for the terminal's own. */
  readonly cursorStyle: number;
  /** The editor's rows, as many as are to be seen, and where its cursor is among them. */
  editor(
    cols: number,
    maxRows: number,
  ): {
    readonly rows: readonly ReplRow[];
    readonly x: number;
    readonly y: number;
  };
  readonly popup: ReplPopup | undefined;
  /** Told how the transcript lies on the screen; gives the rows it is scrolled back. */
  laidOut(layout: {
    readonly cols: number;
    readonly pageRows: number;
    readonly rows: number;
  }): number;
  /** Told where the editor's rows begin on the screen. */
  editorIsAt(at: { readonly x: number; readonly y: number }): void;
}

export type ReplRow = readonly { readonly text: string; readonly style: Style }[];

interface ReplInput {
  readonly look: ReplLook;
  readonly rect: Rect;
  readonly theme: Theme;
  readonly isFocused: boolean;
}

/** Draws title row, transcript and editor; the newest rows are at the bottom. Gives back where the cursor belongs. */
export function drawRepl(grid: Grid, input: ReplInput): CursorImage | undefined {
  const { look, rect, theme, isFocused } = input;
  if (rect.h === 0) return undefined;
  const body: Rect = { x: rect.x, y: rect.y + 1, w: rect.w, h: rect.h - 1 };
  if (body.h <= 0) {
    drawTitle(grid, input, 0);
    return undefined;
  }
  const editor = look.editor(body.w, body.h);
  const free = body.h - editor.rows.length;
  const between = look.between({ rows: free, cols: body.w });
  const room = free - between.length;
  const rows = look.rows(body.w);
  const scrollBack = look.laidOut({ cols: body.w, pageRows: room, rows: rows.length });
  drawTitle(grid, input, scrollBack);
  const end = Math.max(Math.min(room, rows.length), rows.length - scrollBack);
  const shown = rows.slice(Math.max(0, end - room), end);
  shown.forEach((row, i) => {
    drawRow(grid, row, { x: body.x, y: body.y + i, w: body.w });
  });
  const under = body.y + shown.length;
  between.forEach((row, i) => {
    drawRow(grid, row, { x: body.x, y: under + i, w: body.w });
  });
  const top = under + between.length;
  look.editorIsAt({ x: body.x, y: top });
  editor.rows.forEach((row, i) => {
    drawRow(grid, row, { x: body.x, y: top + i, w: body.w });
  });
  const cursor = { x: body.x + editor.x, y: top + editor.y, style: look.cursorStyle };
  if (look.popup !== undefined && isFocused) {
    drawPopup(grid, { popup: look.popup, rect, cursorY: cursor.y, theme });
  }
  return cursor;
}

function drawTitle(
  grid: Grid,
  { look, rect, theme, isFocused }: ReplInput,
  scrollBack: number,
): void {
  const rule = (isFocused ? '━' : '─').repeat(rect.w);
  grid.text(rect.x, rect.y, rule, isFocused ? theme.borderFocused : theme.border, rect.w);
  const title = scrollBack > 0 ? `${look.title} · ↑ ${scrollBack} lines` : look.title;
  grid.text(rect.x + 1, rect.y, ` ${title} `, isFocused ? theme.titleFocused : theme.title);
  if (look.note === '') return;
  const x = rect.x + rect.w - widthOf(look.note) - 3;
  if (x > rect.x + widthOf(title) + 3) grid.text(x, rect.y, ` ${look.note} `, theme.warning);
}

function drawRow(grid: Grid, row: ReplRow, at: { x: number; y: number; w: number }): void {
  let x = at.x;
  for (const { text, style } of row) x = grid.text(x, at.y, text, style, at.x + at.w - x);
}
