import type { Key } from '../../core/key.ts';
import { newerInput, olderInput } from './editor-history.ts';
import { downLine, lineEnd, lineStart, upLine } from './editor-lines.ts';
import { editSearch, type HistorySearch, startSearch } from './editor-search.ts';
import {
  nextGrapheme,
  nextWord,
  previousBlankWord,
  previousGrapheme,
  previousWord,
} from './graphemes.ts';

/** The text being typed and everything that keys do to it. A value: each key gives a new one. */
export interface EditorState {
  readonly text: string;
  /** UTF-16 offset; always between two graphemes. */
  readonly cursor: number;
  /** What was cut last, for Ctrl-Y. */
  readonly killed: string;
  /** Earlier texts, oldest first, for undo. */
  readonly undo: readonly Snapshot[];
  readonly lastEdit: 'typing' | 'killing' | 'other';
  /** The column up and down keep to over short lines. */
  readonly goalCols: number | undefined;
  /** Earlier inputs, oldest first. */
  readonly history: readonly string[];
  /** Going through the history with up and down. */
  readonly browse: HistoryBrowse | undefined;
  /** Ctrl-R. */
  readonly search: HistorySearch | undefined;
}

export interface Snapshot {
  readonly text: string;
  readonly cursor: number;
}

export interface HistoryBrowse {
  /** Only inputs that begin with this are shown. */
  readonly prefix: string;
  readonly index: number;
  /** What was being typed before. */
  readonly draft: Snapshot;
}

/** A key's effect. `request` is for the caller: the editor cannot run, complete or draw. */
export interface EditResult {
  readonly state: EditorState;
  readonly request?: 'submit' | 'complete' | 'clear-screen' | 'unhandled';
}

export function emptyEditor(history: readonly string[]): EditorState {
  return {
    text: '',
    cursor: 0,
    killed: '',
    undo: [],
    lastEdit: 'other',
    goalCols: undefined,
    history,
    browse: undefined,
    search: undefined,
  };
}

const INDENT = '  ';

/** The editor after a key; `request` says what it cannot do by itself. */
export function editKey(state: EditorState, key: Key): EditResult {
  if (state.search) {
    const found = editSearch(state, state.search, key);
    if (found.status === 'stays') return { state: found.state };
    if (found.status === 'runs') return { state: found.state, request: 'submit' };
    return editKey(found.state, key);
  }
  const command = commandOf(key);
  if (command !== undefined) {
    const result = command(state);
    return 'state' in result ? result : { state: result };
  }
  const isText = key.text !== '' && !key.ctrl && !key.alt;
  return isText ? { state: typeText(state, key.text) } : { state, request: 'unhandled' };
}

/** A closing bracket that begins its line stands as far out as the line that opened it. */
function typeText(state: EditorState, text: string): EditorState {
  const start = lineStart(state.text, state.cursor);
  const before = state.text.slice(start, state.cursor);
  const closes = /^[)\]}]$/.test(text) && start > 0 && before.trim() === '';
  if (!closes || !before.endsWith(INDENT)) return insertText(state, text);
  return replaceRange(state, { from: state.cursor - INDENT.length, to: state.cursor, by: text });
}

/** Puts text at the cursor, as typing or a paste does. */
export function insertText(state: EditorState, text: string): EditorState {
  const isRun = state.lastEdit === 'typing' && text.length === 1 && text !== ' ' && text !== '\n';
  const next = replaceRange(state, { from: state.cursor, to: state.cursor, by: text });
  return { ...next, undo: isRun ? state.undo : next.undo, lastEdit: 'typing' };
}

/** Puts `by` in place of a part of the text; the cursor goes behind it. */
export function replaceRange(
  state: EditorState,
  { from, to, by }: { readonly from: number; readonly to: number; readonly by: string },
): EditorState {
  const text = state.text.slice(0, from) + by + state.text.slice(to);
  return { ...changed(state), text, cursor: from + by.length };
}

/** Begins a new line, indented as the one before it, deeper after an opening bracket. */
export function insertNewline(state: EditorState): EditorState {
  const line = state.text.slice(lineStart(state.text, state.cursor), state.cursor);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const deeper = /[([{]\s*$/.test(line) ? INDENT : '';
  return insertText(state, `\n${indent}${deeper}`);
}

/** Empties the editor; what was there can be had back with undo. */
export function clearText(state: EditorState): EditorState {
  return replaceRange(state, { from: 0, to: state.text.length, by: '' });
}

const MAX_UNDO = 200;

/** The state before a change: the text remembered, everything that ends with a change ended. */
function changed(state: EditorState): EditorState {
  const { text, cursor } = state;
  const undo = [...state.undo, { text, cursor }].slice(-MAX_UNDO);
  return { ...state, undo, lastEdit: 'other', goalCols: undefined, browse: undefined };
}

type Command = (state: EditorState) => EditorState | EditResult;

const PLAIN: Readonly<Record<string, Command>> = {
  enter: (state) => ({ state, request: 'submit' }),
  tab: tabPressed,
  backspace: (state) => erase(state, previousGrapheme(state.text, state.cursor)),
  delete: (state) => erase(state, nextGrapheme(state.text, state.cursor)),
  left: (state) => moved(state, previousGrapheme(state.text, state.cursor)),
  right: (state) => moved(state, nextGrapheme(state.text, state.cursor)),
  home: (state) => moved(state, lineStart(state.text, state.cursor)),
  end: (state) => moved(state, lineEnd(state.text, state.cursor)),
  up: (state) => upLine(state) ?? olderInput(state),
  down: (state) => downLine(state) ?? newerInput(state),
};

const CTRL: Readonly<Record<string, Command>> = {
  a: (state) => moved(state, lineStart(state.text, state.cursor)),
  e: (state) => moved(state, lineEnd(state.text, state.cursor)),
  b: (state) => moved(state, previousGrapheme(state.text, state.cursor)),
  f: (state) => moved(state, nextGrapheme(state.text, state.cursor)),
  p: (state) => upLine(state) ?? olderInput(state),
  n: (state) => downLine(state) ?? newerInput(state),
  d: (state) =>
    state.text === ''
      ? { state, request: 'unhandled' }
      : erase(state, nextGrapheme(state.text, state.cursor)),
  h: (state) => erase(state, previousGrapheme(state.text, state.cursor)),
  j: (state) => ({ state, request: 'submit' }),
  k: (state) => kill(state, killEnd(state)),
  u: (state) => kill(state, lineStart(state.text, state.cursor)),
  w: (state) => kill(state, previousBlankWord(state.text, state.cursor)),
  y: (state) =>
    state.killed === '' ? state : { ...insertText(state, state.killed), lastEdit: 'other' },
  l: (state) => ({ state, request: 'clear-screen' }),
  r: startSearch,
  _: undo,
  '/': undo,
  left: (state) => moved(state, previousWord(state.text, state.cursor)),
  right: (state) => moved(state, nextWord(state.text, state.cursor)),
  home: (state) => moved(state, 0),
  end: (state) => moved(state, state.text.length),
};

const ALT: Readonly<Record<string, Command>> = {
  b: (state) => moved(state, previousWord(state.text, state.cursor)),
  f: (state) => moved(state, nextWord(state.text, state.cursor)),
  left: (state) => moved(state, previousWord(state.text, state.cursor)),
  right: (state) => moved(state, nextWord(state.text, state.cursor)),
  d: (state) => kill(state, nextWord(state.text, state.cursor)),
  backspace: (state) => kill(state, previousWord(state.text, state.cursor)),
  enter: insertNewline,
};

function commandOf({ name, ctrl, alt, shift }: Key): Command | undefined {
  const command = (ctrl ? (alt ? {} : CTRL) : alt ? ALT : PLAIN)[name];
  return name === 'enter' && shift && !ctrl && !alt ? insertNewline : command;
}

/** On a line that is still blank Tab indents. */
function tabPressed(state: EditorState): EditorState | EditResult {
  const line = state.text.slice(lineStart(state.text, state.cursor), state.cursor);
  return line.trim() === '' ? insertText(state, INDENT) : { state, request: 'complete' };
}

function moved(state: EditorState, cursor: number): EditorState {
  return { ...state, cursor, lastEdit: 'other', goalCols: undefined };
}

function erase(state: EditorState, other: number): EditorState {
  if (other === state.cursor) return state;
  const from = Math.min(other, state.cursor);
  return replaceRange(state, { from, to: Math.max(other, state.cursor), by: '' });
}

/** Cuts to `other`; cuts in a row are kept together. */
function kill(state: EditorState, other: number): EditorState {
  if (other === state.cursor) return state;
  const isBackward = other < state.cursor;
  const cut = isBackward
    ? state.text.slice(other, state.cursor)
    : state.text.slice(state.cursor, other);
  const before = state.lastEdit === 'killing' ? state.killed : '';
  const killed = isBackward ? cut + before : before + cut;
  return { ...erase(state, other), killed, lastEdit: 'killing' };
}

/** To the line's end; at the end of a line, the line break itself. */
function killEnd({ text, cursor }: EditorState): number {
  const end = lineEnd(text, cursor);
  return end === cursor ? Math.min(text.length, cursor + 1) : end;
}

function undo(state: EditorState): EditorState {
  const last = state.undo.at(-1);
  if (last === undefined) return state;
  return { ...changed(state), ...last, undo: state.undo.slice(0, -1) };
}
