import { panesOf } from '../core/layout.ts';
import type { Rect } from '../core/size.ts';
import type { State } from './state.ts';

/** How the screen is shared out. Empty rectangles (no height) are not drawn. */
export interface Regions {
  readonly tabs: Rect;
  readonly panes: Rect;
  /** What a recording is played by: only in tabs that show one. */
  readonly transport: Rect;
  readonly repl: Rect;
  readonly status: Rect;
}

/** Below this nothing sensible can be shown. */
export const MIN_COLS = 24;
export const MIN_ROWS = 6;

/** Whether there is too little room for a pane, the REPL and the status line. */
export function isTooSmall({ size }: Pick<State, 'size'>): boolean {
  return size.cols < MIN_COLS || size.rows < MIN_ROWS;
}

/** Panes on top, the REPL below them, one status line; a line of tabs when there are two or more. */
export function regions(state: State): Regions {
  const { cols, rows } = state.size;
  const tabRows = state.tabs.length > 1 ? 1 : 0;
  const transportRows = transportRowsOf(state);
  const body = Math.max(0, rows - 1 - tabRows - transportRows);
  const replRows = replRowsOf(state, body);
  const paneRows = body - replRows;
  return {
    tabs: { x: 0, y: 0, w: cols, h: tabRows },
    panes: { x: 0, y: tabRows, w: cols, h: paneRows },
    transport: { x: 0, y: tabRows + paneRows, w: cols, h: transportRows },
    repl: { x: 0, y: tabRows + paneRows + transportRows, w: cols, h: replRows },
    status: { x: 0, y: rows - 1, w: cols, h: rows > 0 ? 1 : 0 },
  };
}

/** Whether the REPL has the screen for itself; a table, which opens where the panes are, takes it back. */
export function isReplZoomed({ replZoom, focus, view }: State): boolean {
  return replZoom === 'on' && focus === 'repl' && view === undefined;
}

/** A zoomed pane has the screen for itself; without panes the REPL has it. */
function replRowsOf(state: State, body: number): number {
  const tab = state.tabs[state.tab];
  if (tab?.layout === undefined || isReplZoomed(state)) return body;
  if (tab.zoomed !== undefined && state.focus === 'pane') return 0;
  const wanted = Math.min(state.replRows, Math.floor(body * 0.7));
  return Math.max(Math.min(3, body), Math.min(wanted, Math.max(3, Math.floor(body / 3))));
}

/** From so many rows on the scrubber has a row for itself. */
const ROWS_FOR_TWO = 18;

function transportRowsOf(state: State): number {
  if (recordingInTab(state) === undefined || isReplZoomed(state)) return 0;
  return state.size.rows >= ROWS_FOR_TWO ? 2 : 1;
}

/** The id of the recording the tab on screen is about; the focused pane's first. */
export function recordingInTab(state: State): string | undefined {
  const tab = state.tabs[state.tab];
  if (tab?.layout === undefined) return undefined;
  const focused = tab.focused && state.panes[tab.focused]?.recording;
  if (focused !== undefined) return focused;
  const shown = panesOf(tab.layout).find((id) => state.panes[id]?.recording !== undefined);
  return shown && state.panes[shown]?.recording;
}
