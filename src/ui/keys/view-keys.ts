import type { Key } from '../../core/key.ts';
import type { Rect } from '../../core/size.ts';
import type { SortOrder } from '../../core/table.ts';
import type { Action } from '../../state/action.ts';
import type { TableView } from '../../state/state.ts';
import { rawLines, shownTable, viewRows } from '../view-rows.ts';
import { keyLabel } from './key-label.ts';

/** What a key does in the table view; undefined for a key that means nothing there. */
export function viewKey(view: TableView, key: Key, rect: Rect): Action | undefined {
  if (view.isTypingFilter) return filterKey(view, key);
  if (key.ctrl || key.alt) return undefined;
  const page = Math.max(1, viewRows(rect) - 2);
  const move = rowMove(key, page);
  if (move !== undefined) return moveRow(view, move, rect);
  switch (keyLabel(key)) {
    case 'escape':
      return view.filter === '' ? { type: 'view/closed' } : change({ filter: '', row: 0, top: 0 });
    case 'q':
      return { type: 'view/closed' };
    case 'left':
    case 'h':
      return change({ column: Math.max(0, view.column - 1) });
    case 'right':
    case 'l':
      return change({ column: Math.min((view.table?.columns.length ?? 1) - 1, view.column + 1) });
    case 's':
    case 'enter':
      return sortByColumn(view);
    case '/':
      return change({ isTypingFilter: true });
    case 'r':
    case 'tab':
      return flip(view);
    default:
      return undefined;
  }
}

/** A wheel turn or a page: the chosen row moves and the view follows. */
export function moveRow(view: TableView, move: number, rect: Rect): Action {
  const rows = viewRows(rect);
  if (view.shows === 'raw') {
    const last = Math.max(0, rawLines(view).length - rows);
    return change({ top: clamp(view.top + move, last) });
  }
  const count = shownTable(view)?.rows.length ?? 0;
  const row = clamp(view.row + move, Math.max(0, count - 1));
  const visible = Math.max(1, rows - 1);
  const top = row < view.top ? row : row >= view.top + visible ? row - visible + 1 : view.top;
  return change({ row, top });
}

function rowMove(key: Key, page: number): number | undefined {
  switch (keyLabel(key)) {
    case 'up':
    case 'k':
      return -1;
    case 'down':
    case 'j':
      return 1;
    case 'pageup':
      return -page;
    case 'pagedown':
    case 'space':
      return page;
    case 'home':
    case 'g':
      return Number.NEGATIVE_INFINITY;
    case 'end':
    case 'G':
      return Number.POSITIVE_INFINITY;
    default:
      return undefined;
  }
}

function filterKey(view: TableView, key: Key): Action | undefined {
  const typed = (filter: string): Action => change({ filter, row: 0, top: 0 });
  if (key.name === 'enter') return change({ isTypingFilter: false });
  if (key.name === 'escape') return change({ isTypingFilter: false, filter: '', row: 0, top: 0 });
  if (key.name === 'backspace') return typed([...view.filter].slice(0, -1).join(''));
  if (key.ctrl && key.name === 'u') return typed('');
  return key.text === '' || key.ctrl || key.alt ? undefined : typed(view.filter + key.text);
}

/** First up, then down, then as the device gave it. */
function sortByColumn(view: TableView): Action | undefined {
  const column = view.table?.columns[view.column];
  if (column === undefined || view.shows === 'raw') return undefined;
  const is = view.sort?.column === column ? view.sort.direction : undefined;
  const sort: SortOrder | undefined =
    is === 'down' ? undefined : { column, direction: is === 'up' ? 'down' : 'up' };
  return change({ sort, row: 0, top: 0 });
}

function flip(view: TableView): Action | undefined {
  if (view.table === undefined) return undefined;
  return change({ shows: view.shows === 'table' ? 'raw' : 'table', row: 0, top: 0 });
}

function change(part: Partial<TableView>): Action {
  return { type: 'view/changed', change: part };
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
