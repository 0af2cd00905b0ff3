import type { Grid } from '../../core/grid.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { TableView } from '../../state/table-view.ts';
import type { Theme } from '../theme.ts';
import { drawRaw } from './draw-raw.ts';
import { drawRow } from './draw-row.ts';
import { drawTable } from './draw-table.ts';
import { FILTER_LABEL, footer } from './footer.ts';
import { shownOf } from './shown.ts';
import { keyLine } from './view-commands.ts';
import { formOf, viewParts } from './view-layout.ts';

/** A table over the panes: title, header, rows, footer, keys; or one row of it, or the raw text behind it. */
export function drawTableView(
  grid: Grid,
  { view, rect, theme }: { readonly view: TableView; readonly rect: Rect; readonly theme: Theme },
): void {
  grid.fill(rect);
  const parts = viewParts(rect);
  const form = formOf(view, rect);
  drawTitle(grid, { title: titleOf(view, { form, cols: rect.w }), rect: parts.title, theme });
  const shown = form === 'raw' ? undefined : shownOf(view);
  if (shown === undefined) drawRaw(grid, { view, rect: parts.body, theme });
  else if (form === 'row') drawRow(grid, { view, shown, rect: parts.body, theme });
  else drawTable(grid, { view, shown, rect: parts.body, theme });
  const { text, isWrong } = footer(view, form);
  const style = isWrong ? theme.warning : theme.muted;
  grid.text(rect.x + 1, parts.footer.y, truncate(text, rect.w - 2), style);
  if (parts.keys.h === 0) return;
  grid.text(rect.x + 1, parts.keys.y, keyLine(view, form, rect.w - 2), theme.muted);
}

/** Where the cursor stands while a filter is typed. */
export function filterCursor(view: TableView, rect: Rect): { x: number; y: number } | undefined {
  if (!view.isTypingFilter) return undefined;
  const column = 1 + widthOf(FILTER_LABEL) + widthOf(safe(view.filter));
  return { x: Math.min(rect.x + rect.w - 1, rect.x + column), y: viewParts(rect).footer.y };
}

function drawTitle(
  grid: Grid,
  { title, rect, theme }: { readonly title: string; readonly rect: Rect; readonly theme: Theme },
): void {
  grid.text(rect.x, rect.y, '━'.repeat(rect.w), theme.borderFocused, rect.w);
  grid.text(rect.x + 1, rect.y, title, theme.titleFocused, rect.w - 2);
}

/** The command may be cut short, not what is seen of it. */
function titleOf(
  view: TableView,
  { form, cols }: { readonly form: 'table' | 'row' | 'raw'; readonly cols: number },
): string {
  const words = form === 'raw' ? 'raw text' : form === 'row' ? `row ${view.row + 1}` : 'table';
  const fold = form !== 'raw' && view.fold === 'folded' ? ' · hosts folded' : '';
  const counted = form !== 'raw' && view.group !== undefined;
  const group = counted ? ` · counted by ${safe(view.group ?? '', 40)}` : '';
  const what = `${words}${fold}${group}`;
  const depth = depthOf(view) > 0 ? ` ${'‹'.repeat(Math.min(5, depthOf(view)))}` : '';
  const room = Math.max(8, cols - widthOf(what) - depth.length - 8);
  return `${depth} ${truncate(safe(view.title, 200), room)} · ${what} `;
}

/** Tables that are under this one. */
function depthOf({ below }: TableView): number {
  return below === undefined ? 0 : 1 + depthOf(below);
}
