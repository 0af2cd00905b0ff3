import { isBlockHead } from '../syntax/selector-lines.ts';
import { lineStart } from './editor-lines.ts';
import type { ViState } from './vi/vi-state.ts';

/** The text being typed and everything that keys do to it. A value: each key gives a new one. */
export interface EditorState {
  readonly text: string;
  /** UTF-16 offset; always between two graphemes. */
  readonly cursor: number;
  /** What was cut, the newest last, for Ctrl-Y and Alt-Y. */
  readonly kills: readonly string[];
  /** Earlier texts, oldest first, for undo. */
  readonly undo: readonly Snapshot[];
  /** Texts that undo has taken back, the next one last. */
  readonly redo: readonly Snapshot[];
  /** Whether changes are steps of their own: `first` begins a step that takes in all that follow (`joined`), as vi inserts. */
  readonly undoSteps: 'each' | 'first' | 'joined';
  readonly lastEdit: 'typing' | 'killing' | 'yanking' | 'last-word' | 'other';
  /** What the last key put in and the next one may replace: a yank by Alt-Y, a last word by Alt-. again. */
  readonly inserted: { readonly from: number; readonly index: number } | undefined;
  /** A key that the next one completes. */
  readonly pending: 'ctrl-x' | 'quoted' | undefined;
  /** The column up and down keep to over short lines. */
  readonly goalCols: number | undefined;
  /** Earlier inputs, oldest first. */
  readonly history: readonly string[];
  /** Going through the history with up and down. */
  readonly browse: HistoryBrowse | undefined;
  /** How the text might go on, shown behind it; '' for nothing. */
  readonly suggestion: string;
  /** Undefined with emacs keys. */
  readonly vi: ViState | undefined;
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

export function emptyEditor(history: readonly string[]): EditorState {
  return {
    text: '',
    cursor: 0,
    kills: [],
    undo: [],
    redo: [],
    undoSteps: 'each',
    lastEdit: 'other',
    inserted: undefined,
    pending: undefined,
    goalCols: undefined,
    history,
    browse: undefined,
    suggestion: '',
    vi: undefined,
  };
}

/** The editor for the next input: what was cut, the keys and the last change of vi stay. */
export function nextEditor(state: EditorState, history: readonly string[]): EditorState {
  const { kills, vi } = state;
  const inserting = vi && ({ ...vi, mode: 'insert', typed: [], recording: undefined } as const);
  return { ...emptyEditor(history), kills, vi: inserting };
}

export const INDENT = '  ';

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

/** Begins a new line, indented as the one before it, deeper after an opening bracket and after `@core:`; a closing bracket behind the cursor gets a line of its own. */
export function insertNewline(state: EditorState): EditorState {
  const { text, cursor } = state;
  const line = text.slice(lineStart(text, cursor), cursor);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const opened = /[([{]\s*$/.exec(line)?.[0].trim();
  // The commands of a block stand deeper than its `@core:`.
  const isDeeper = opened !== undefined || isBlockHead(line);
  const begun = `\n${indent}${isDeeper ? INDENT : ''}`;
  const isPair = opened !== undefined && text[cursor] === CLOSERS[opened];
  const next = insertText(state, isPair ? `${begun}\n${indent}` : begun);
  return isPair ? { ...next, cursor: cursor + begun.length } : next;
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Empties the editor; what was there can be had back with undo. */
export function clearText(state: EditorState): EditorState {
  return replaceRange(state, { from: 0, to: state.text.length, by: '' });
}

/** The cursor somewhere else. */
export function moved(state: EditorState, cursor: number): EditorState {
  return { ...state, cursor, lastEdit: 'other', goalCols: undefined };
}

/** Takes away what is between the cursor and `other`. */
export function erase(state: EditorState, other: number): EditorState {
  if (other === state.cursor) return state;
  const from = Math.min(other, state.cursor);
  return replaceRange(state, { from, to: Math.max(other, state.cursor), by: '' });
}

/** Takes the last change back. */
export function undo(state: EditorState): EditorState {
  const last = state.undo.at(-1);
  if (last === undefined) return state;
  const { text, cursor } = state;
  const redo = [...state.redo, { text, cursor }];
  return { ...ended(state), ...last, undo: state.undo.slice(0, -1), redo };
}

/** Makes the change again that undo took back. */
export function redo(state: EditorState): EditorState {
  const last = state.redo.at(-1);
  if (last === undefined) return state;
  const { text, cursor } = state;
  const undo = [...state.undo, { text, cursor }];
  return { ...ended(state), ...last, undo, redo: state.redo.slice(0, -1) };
}

const MAX_UNDO = 200;

/** The state before a change: the text remembered, everything that ends with a change ended. */
function changed(state: EditorState): EditorState {
  const { text, cursor, undoSteps } = state;
  const undo =
    undoSteps === 'joined' ? state.undo : [...state.undo, { text, cursor }].slice(-MAX_UNDO);
  const steps = undoSteps === 'each' ? 'each' : 'joined';
  return { ...ended(state), undo, redo: [], undoSteps: steps };
}

function ended(state: EditorState): EditorState {
  return { ...state, lastEdit: 'other', goalCols: undefined, browse: undefined };
}
