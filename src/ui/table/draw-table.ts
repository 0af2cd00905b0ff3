import type { Grid } from '../../core/grid.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { TableView } from '../../state/table-view.ts';
import type { Theme } from '../theme.ts';
import { cellWords, columnCols } from './column-cols.ts';
import type { Shown } from './shown.ts';
import { COLUMN_GAP, columnRoom, columnsOnScreen } from './view-layout.ts';

interface Part {
  readonly view: TableView;
  readonly shown: Shown;
  readonly rect: Rect;
  readonly theme: Theme;
}

/** The names of the columns, which stay, and the rows on screen: only those are looked at. */
export function drawTable(grid: Grid, part: Part): void {
  const { view, shown, rect, theme } = part;
  const cols = columnRoom(rect);
  const { columns, isCutLeft, isCutRight } = columnsOnScreen(view, shown, cols);
  drawRowMarks(grid, part);
  let x = rect.x + 1;
  for (const at of columns) {
    const place = shown.places[at];
    if (place === undefined) break;
    const width = columnCols(shown.table, place);
    const room = Math.min(width, rect.x + 1 + cols - x);
    if (room <= 0) break;
    drawColumn(grid, part, { at, place, x, room });
    x += width + COLUMN_GAP;
  }
  if (isCutLeft) grid.text(rect.x, rect.y, '‹', theme.accent);
  if (isCutRight) grid.text(rect.x + rect.w - 1, rect.y, '›', theme.accent);
}

/** A mark before each row that is picked. */
function drawRowMarks(grid: Grid, { view, shown, rect, theme }: Part): void {
  if (view.picked.size === 0) return;
  for (let i = 0; i < rect.h - 1; i++) {
    const row = shown.rows[view.top + i];
    if (row !== undefined && view.picked.has(row)) {
      grid.text(rect.x, rect.y + 1 + i, '●', theme.accent);
    }
  }
}

interface ColumnPlace {
  readonly at: number;
  readonly place: number;
  readonly x: number;
  readonly room: number;
}

function drawColumn(grid: Grid, part: Part, { at, place, x, room }: ColumnPlace): void {
  const { view, shown, rect, theme } = part;
  const name = shown.table.columns[place] ?? '';
  const arrow = view.sort?.column === name ? (view.sort.direction === 'up' ? '▲' : '▼') : '';
  const head = truncate(`${safe(name)}${arrow}`, room);
  const headStyle = at === view.column ? theme.selected : theme.tableHeader;
  grid.text(x, rect.y, padded(head, room), headStyle, room);
  const right = rect.x + rect.w - 1;
  const gap = Math.max(0, Math.min(COLUMN_GAP, right - x - room));
  for (let i = 0; i < rect.h - 1; i++) {
    const row = shown.rows[view.top + i];
    if (row === undefined) break;
    const style = view.top + i === view.row ? theme.selected : theme.text;
    const text = truncate(cellWords(row[place]), room);
    grid.text(x, rect.y + 1 + i, padded(text, room + gap), style, room + gap);
  }
}

function padded(text: string, cols: number): string {
  return text + ' '.repeat(Math.max(0, cols - widthOf(text)));
}
