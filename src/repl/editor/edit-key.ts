import type { Key } from '../../core/key.ts';
import { type EditorState, insertText } from './editor.ts';
import { type EditorCommand, type EditResult, EMACS_KEYS } from './emacs-keys.ts';
import { typeText } from './indent.ts';
import { viKey } from './vi/vi-key.ts';

/** The editor after a key; `request` says what it cannot do by itself. */
export function editKey(state: EditorState, key: Key): EditResult {
  if (state.pending === 'quoted') return { state: quoted({ ...state, pending: undefined }, key) };
  if (state.vi !== undefined && state.pending === undefined) {
    const step = viKey(state, state.vi, key, (before, one) => editKey(before, one).state);
    if (step.status === 'searches') return { state: step.state, request: 'search-history' };
    return step.status === 'done' ? { state: step.state } : tableKey(step.state, key);
  }
  return tableKey(state, key);
}

function tableKey(state: EditorState, key: Key): EditResult {
  const prefix = state.pending === undefined ? '' : `${state.pending} `;
  const name = `${prefix}${nameOf(key)}`;
  const ready: EditorState = prefix === '' ? state : { ...state, pending: undefined };
  if (name === 'ctrl-x') return { state: { ...state, pending: 'ctrl-x' } };
  const command = COMMANDS.get(name);
  if (command !== undefined) {
    const result = command(ready);
    return 'state' in result ? result : { state: result };
  }
  const isText = key.text !== '' && !key.ctrl && !key.alt && prefix === '';
  if (isText && (ready.vi === undefined || ready.vi.mode === 'insert')) {
    return { state: typeText(ready, key.text) };
  }
  return { state: ready, request: 'unhandled' };
}

const COMMANDS: ReadonlyMap<string, EditorCommand> = new Map(
  EMACS_KEYS.flatMap(({ keys, command }) => keys.map((name) => [name, command] as const)),
);

/** `ctrl-a`, `alt-backspace`, `shift-enter`; Shift counts only where the key writes nothing. */
function nameOf({ name, ctrl, alt, shift }: Key): string {
  const isShifted =
    shift && name.length > 1 && (name === 'enter' || name === 'tab') && !ctrl && !alt;
  return `${ctrl ? 'ctrl-' : ''}${alt ? 'alt-' : ''}${isShifted ? 'shift-' : ''}${name}`;
}

/** A key as the character it sends. Line ends and what a terminal sends as a sequence are not put in. */
function quoted(state: EditorState, key: Key): EditorState {
  if (key.text !== '') return insertText(state, key.text);
  if (key.name === 'tab') return insertText(state, '\t');
  if (!key.ctrl || key.alt || !/^[a-z@[\\\]^_]$/.test(key.name)) return state;
  const code = key.name.toUpperCase().charCodeAt(0) - 0x40;
  return insertText(state, code === 0x0a || code === 0x0d ? '\n' : String.fromCharCode(code));
}
