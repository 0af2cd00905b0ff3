import type { Key } from '../../core/key.ts';
import type { Rect } from '../../core/size.ts';
import type { TableView } from '../../state/table-view.ts';
import { keyLabel } from '../keys/key-label.ts';
import { moveAside, moveColumn, moveRow, pageOf, type ViewChange } from './move.ts';
import { viewChange } from './view-change.ts';
import { commandOfKey, type ViewCommand } from './view-commands.ts';
import { formOf } from './view-layout.ts';

/** What a key does: changes what is shown, or asks for something that needs more than the view. */
export type ViewStep =
  | { readonly kind: 'changed'; readonly change: ViewChange }
  | { readonly kind: 'closed' }
  | { readonly kind: 'asked'; readonly command: ViewCommand };

/** What a key does in a view; undefined for a key that means nothing there. */
export function viewKey(view: TableView, key: Key, rect: Rect): ViewStep | undefined {
  if (view.isTypingFilter) return filterKey(view, key);
  if (key.ctrl || key.alt) return undefined;
  const label = keyLabel(key);
  const moved = moveKey(view, label, rect);
  if (moved !== undefined) return changed(moved);
  const command = commandOfKey(label);
  return command && runViewCommand(view, command, rect);
}

/** The step of a command, from a key, the list of keys or the palette. */
export function runViewCommand(view: TableView, command: ViewCommand, rect: Rect): ViewStep {
  if (command === 'close') return { kind: 'closed' };
  if (command === 'back') {
    const change = viewChange(view, command, rect);
    return change === undefined ? { kind: 'closed' } : changed(change);
  }
  const change = viewChange(view, command, rect);
  return change === undefined ? { kind: 'asked', command } : changed(change);
}

const RAW_STEP = 8;

/** Arrows and their letters; in a row shown from top to bottom, columns lie under each other. */
function moveKey(view: TableView, label: string, rect: Rect): ViewChange | undefined {
  const form = formOf(view, rect);
  const isRow = form === 'row';
  const aside = { left: -RAW_STEP, h: -RAW_STEP, right: RAW_STEP, l: RAW_STEP }[label];
  if (form === 'raw' && aside !== undefined) return moveAside(view, aside, rect);
  if (form === 'raw' && label === 'space') return moveRow(view, pageOf(rect), rect);
  switch (label) {
    case 'up':
    case 'k':
      return isRow ? moveColumn(view, -1) : moveRow(view, -1, rect);
    case 'down':
    case 'j':
      return isRow ? moveColumn(view, 1) : moveRow(view, 1, rect);
    case 'left':
    case 'h':
      return isRow ? moveRow(view, -1, rect) : moveColumn(view, -1);
    case 'right':
    case 'l':
      return isRow ? moveRow(view, 1, rect) : moveColumn(view, 1);
    case 'pageup':
      return moveRow(view, isRow ? -1 : -pageOf(rect), rect);
    case 'pagedown':
      return moveRow(view, isRow ? 1 : pageOf(rect), rect);
    case 'home':
    case 'g':
      return moveRow(view, Number.NEGATIVE_INFINITY, rect);
    case 'end':
    case 'G':
      return moveRow(view, Number.POSITIVE_INFINITY, rect);
    default:
      return undefined;
  }
}

function filterKey(view: TableView, key: Key): ViewStep | undefined {
  const typed = (filter: string): ViewStep => changed({ filter, row: 0, top: 0, rawTop: 0 });
  if (key.name === 'enter') return changed({ isTypingFilter: false });
  if (key.name === 'escape') {
    return changed({ isTypingFilter: false, filter: '', row: 0, top: 0, rawTop: 0 });
  }
  if (key.name === 'backspace') return typed([...view.filter].slice(0, -1).join(''));
  if (key.ctrl && key.name === 'u') return typed('');
  if (key.ctrl && key.name === 'w') return typed(view.filter.replace(/\S*\s*$/, ''));
  return key.text === '' || key.ctrl || key.alt ? undefined : typed(view.filter + key.text);
}

function changed(change: ViewChange): ViewStep {
  return { kind: 'changed', change };
}
