import type { Grid } from '../../core/grid.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import { isSuggestionShown } from '../../repl/editor/suggestion.ts';
import type { Theme } from '../theme.ts';
import { drawPreview } from './draw-preview.ts';
import { drawResults } from './draw-results.ts';
import { filterHint } from './filter-hints.ts';
import type { HistorySearch } from './history-search.ts';

interface Part {
  readonly history: HistorySearch;
  readonly rect: Rect;
  readonly theme: Theme;
  readonly nowMs: number;
}

/** The search over all recordings: what is typed, what was found, and the lines around the chosen one. Gives where the cursor stands. */
export function drawHistory(grid: Grid, part: Part): { readonly x: number; readonly y: number } {
  const { rect } = part;
  grid.fill(rect);
  const areas = historyAreas(rect);
  drawTitle(grid, part);
  const cursor = drawInput(grid, { ...part, rect: areas.input });
  drawHint(grid, { ...part, rect: areas.hint });
  drawResults(grid, { ...part, rect: areas.results });
  if (areas.preview !== undefined) drawPreview(grid, { ...part, rect: areas.preview });
  return cursor;
}

const BESIDE_COLS = 130;
const BELOW_ROWS = 14;

/** The preview stands beside the results where there is much room, else below them, else nowhere. */
export function historyAreas({ x, y, w, h }: Rect) {
  const head = Math.min(3, h);
  const body = { x, y: y + head, w, h: Math.max(0, h - head) };
  const input = { x, y: y + 1, w, h: h > 1 ? 1 : 0 };
  const hint = { x, y: y + 2, w, h: h > 2 ? 1 : 0 };
  if (w >= BESIDE_COLS) {
    const left = Math.floor(w * 0.55);
    const preview = { ...body, x: x + left, w: w - left };
    return { input, hint, results: { ...body, w: left - 1 }, preview };
  }
  if (h < BELOW_ROWS) return { input, hint, results: body, preview: undefined };
  const upper = Math.ceil(body.h * 0.5);
  const preview = { ...body, y: body.y + upper, h: body.h - upper };
  return { input, hint, results: { ...body, h: upper }, preview };
}

function drawTitle(grid: Grid, { history, rect, theme }: Part): void {
  grid.text(rect.x, rect.y, '━'.repeat(rect.w), theme.borderFocused, rect.w);
  const title = ' Search all recordings ';
  grid.text(rect.x + 1, rect.y, truncate(title, rect.w - 2), theme.titleFocused);
  const state = ` ${progressWords(history)} `;
  const x = rect.x + rect.w - widthOf(state) - 1;
  if (x > rect.x + title.length + 2) grid.text(x, rect.y, state, theme.title);
}

/** `12 of 480 recordings searched · 37 found`. */
export function progressWords({ progress }: Pick<HistorySearch, 'progress'>): string {
  const { searched, of, found, status } = progress;
  const noun = of === 1 ? 'recording' : 'recordings';
  switch (status) {
    case 'searching':
      return of === 0
        ? 'searching …'
        : `${searched} of ${of} ${noun} searched · ${found.length} found`;
    case 'enough':
      return `the newest ${found.length} found`;
    case 'failed':
      return 'not searched';
    case 'done':
      return of === 0
        ? 'nothing is recorded yet'
        : `${of} ${noun} searched · ${found.length} found`;
  }
}

const LABEL = 'search › ';

function drawInput(grid: Grid, { history, rect, theme }: Part): { x: number; y: number } {
  const { editor } = history;
  const room = Math.max(1, rect.w - LABEL.length - 2);
  const before = safe(editor.text.slice(0, editor.cursor), 10_000);
  const whole = safe(editor.text, 10_000);
  // What is left of the cursor is seen, whatever the length.
  const hidden = Math.max(0, widthOf(before) - room + 1);
  let x = grid.text(rect.x + 1, rect.y, LABEL, theme.dialogKey);
  const start = x;
  x = grid.text(x, rect.y, whole.slice(hidden), theme.text, room);
  if (isSuggestionShown(editor)) {
    grid.text(x, rect.y, safe(editor.suggestion), theme.suggestion, start + room - x);
  }
  return { x: Math.min(rect.x + rect.w - 1, start + widthOf(before) - hidden), y: rect.y };
}

function drawHint(grid: Grid, { history, rect, theme }: Part): void {
  if (rect.h === 0) return;
  const { problem, editor } = history;
  const text = problem ?? filterHint(editor.text);
  const style = problem === undefined ? theme.muted : theme.warning;
  grid.text(rect.x + 1 + LABEL.length, rect.y, truncate(text, rect.w - LABEL.length - 2), style);
}
