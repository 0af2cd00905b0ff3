import type { Grid } from '../../core/grid.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import type { Cell, Table, TableOrigin } from '../../core/table.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { TableView } from '../../state/state.ts';
import type { Theme } from '../theme.ts';
import { rawLines, shownTable, viewRows } from '../view-rows.ts';

const COLUMN_GAP = 2;
const MAX_COLUMN_COLS = 40;

/** A table over the panes: header, rows, footer; or the raw text behind it. */
export function drawTableView(
  grid: Grid,
  { view, rect, theme }: { readonly view: TableView; readonly rect: Rect; readonly theme: Theme },
): void {
  grid.fill(rect);
  drawTitle(grid, { view, rect, theme });
  const body: Rect = { x: rect.x, y: rect.y + 1, w: rect.w, h: viewRows(rect) };
  const table = view.shows === 'table' ? shownTable(view) : undefined;
  if (table === undefined) drawRaw(grid, { view, rect: body, theme });
  else drawTable(grid, { view, table, rect: body, theme });
  const foot = footer(view, table);
  grid.text(rect.x + 1, rect.y + rect.h - 1, truncate(foot, rect.w - 2), theme.muted);
}

/** Where the cursor stands while a filter is typed. */
export function filterCursor(view: TableView, rect: Rect): { x: number; y: number } | undefined {
  if (!view.isTypingFilter) return undefined;
  const column = 1 + widthOf(FILTER_LABEL) + widthOf(view.filter);
  return { x: Math.min(rect.x + rect.w - 1, rect.x + column), y: rect.y + rect.h - 1 };
}

const FILTER_LABEL = 'filter › ';

interface Part {
  readonly view: TableView;
  readonly rect: Rect;
  readonly theme: Theme;
}

function drawTitle(grid: Grid, { view, rect, theme }: Part): void {
  grid.text(rect.x, rect.y, '━'.repeat(rect.w), theme.borderFocused, rect.w);
  const kind = view.shows === 'raw' ? 'raw text' : 'table';
  const title = ` ${truncate(safe(view.title), rect.w - 16)} · ${kind} `;
  grid.text(rect.x + 1, rect.y, title, theme.titleFocused, rect.w - 2);
}

function drawRaw(grid: Grid, { view, rect }: Part): void {
  const lines = rawLines(view);
  for (let i = 0; i < rect.h; i++) {
    grid.text(rect.x + 1, rect.y + i, lines[view.top + i] ?? '', undefined, rect.w - 1);
  }
}

function drawTable(
  grid: Grid,
  { view, table, rect, theme }: Part & { readonly table: Table },
): void {
  const widths = table.columns.map((name, i) => columnCols(table, name, i));
  const first = firstColumn(widths, view.column, rect.w - 1);
  let x = rect.x + 1;
  for (let column = first; column < table.columns.length; column++) {
    const width = widths[column] ?? 0;
    const room = Math.min(width, rect.x + rect.w - x);
    if (room <= 0) break;
    const name = table.columns[column] ?? '';
    const arrow = view.sort?.column === name ? (view.sort.direction === 'up' ? '▲' : '▼') : '';
    const isChosen = column === view.column;
    const head = truncate(`${safe(name)}${arrow}`, room);
    grid.text(x, rect.y, head.padEnd(room), isChosen ? theme.selected : theme.tableHeader, room);
    for (let i = 0; i < rect.h - 1; i++) {
      const row = table.rows[view.top + i];
      if (row === undefined) break;
      const style = view.top + i === view.row ? theme.selected : theme.text;
      const text = truncate(cellWords(row[column] ?? null), room);
      const gap = Math.max(0, Math.min(COLUMN_GAP, rect.x + rect.w - x - room));
      grid.text(
        x,
        rect.y + 1 + i,
        text + ' '.repeat(room - widthOf(text) + gap),
        style,
        room + gap,
      );
    }
    x += width + COLUMN_GAP;
  }
}

function columnCols(table: Table, name: string, column: number): number {
  let most = widthOf(safe(name)) + 1;
  for (const row of table.rows) {
    most = Math.max(most, widthOf(cellWords(row[column] ?? null)));
    if (most >= MAX_COLUMN_COLS) return MAX_COLUMN_COLS;
  }
  return most;
}

/** The first column to draw so that the chosen one is wholly on screen. */
function firstColumn(widths: readonly number[], chosen: number, cols: number): number {
  let first = 0;
  const used = () =>
    widths.slice(first, chosen + 1).reduce((sum, width) => sum + width + COLUMN_GAP, 0);
  while (first < chosen && used() > cols) first++;
  return first;
}

function cellWords(cell: Cell): string {
  if (cell === null) return '';
  return safe(typeof cell === 'object' ? cell.join(', ') : String(cell), 500);
}

function footer(view: TableView, shown: Table | undefined): string {
  if (view.isTypingFilter) return `${FILTER_LABEL}${view.filter}`;
  const count = rawLines(view).length;
  const lines = view.shows === 'raw' ? `${count} ${count === 1 ? 'line' : 'lines'}` : undefined;
  const all = view.table?.rows.length ?? 0;
  const rows = shown === undefined ? undefined : countOf(shown.rows.length, all);
  const filter = view.filter === '' ? undefined : `filter: ${safe(view.filter)}`;
  const parts = [lines, rows, filter, originWords(view.table?.origin)];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function countOf(shown: number, all: number): string {
  const noun = all === 1 ? 'row' : 'rows';
  return shown === all ? `${all} ${noun}` : `${shown} of ${all} ${noun}`;
}

function originWords(origin: TableOrigin | undefined): string | undefined {
  if (origin === undefined) return undefined;
  const { linesMatched, linesTotal, template, mode, warnings } = origin;
  const loose = mode === 'lenient' ? ' · lenient' : '';
  const warned = warnings.length > 0 ? ` · ${safe(warnings.join('; '))}` : '';
  return `${linesMatched}/${linesTotal} lines · ${safe(template)}${loose}${warned}`;
}
