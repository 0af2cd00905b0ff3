import type { Key } from '../../../core/key.ts';
import { type EditorState, moved, replaceRange } from '../editor.ts';
import { newerInput, olderInput } from '../editor-history.ts';
import { lineEnd, lineStart } from '../editor-lines.ts';
import { nextGrapheme, previousGrapheme } from '../graphemes.ts';
import { inMode, operatorCommand, simpleCommand, withVi } from './vi-commands.ts';
import { readCommand, type ViCommand } from './vi-grammar.ts';
import { asFind, byLines, type Motion, move } from './vi-motions.ts';
import { textObject } from './vi-objects.ts';
import { selectionOf } from './vi-operators.ts';
import type { ViState } from './vi-state.ts';

/** What a key does with vi keys: all of it, or no more than to be remembered, and then it means what it always does. */
export type ViStep =
  | { readonly status: 'done'; readonly state: EditorState }
  | { readonly status: 'passes'; readonly state: EditorState }
  /** The history is to be searched. */
  | { readonly status: 'searches'; readonly state: EditorState };

/** The same key again, for what `.` repeats. */
type Again = (state: EditorState, key: Key) => EditorState;

export function viKey(state: EditorState, vi: ViState, key: Key, again: Again): ViStep {
  const isInserting = vi.mode === 'insert' || vi.mode === 'replace';
  if (!isInserting) return normalKey(state, vi, key, again);
  const kept = vi.recording ? withVi(state, { recording: [...vi.recording, key] }) : state;
  return insertKey(kept, vi, key, again);
}

function insertKey(state: EditorState, vi: ViState, key: Key, again: Again): ViStep {
  if (isEscape(key)) return done(leaveInsert(state));
  // Escape and a key in one read, which looks like Alt.
  if (key.alt && !key.ctrl && key.name.length === 1) {
    const text = key.shift ? key.name.toUpperCase() : key.name;
    const left = leaveInsert(state);
    return left.vi === undefined
      ? done(left)
      : normalKey(left, left.vi, { ...key, alt: false, text }, again);
  }
  if (vi.mode === 'replace' && key.text !== '' && !key.ctrl && !key.alt) {
    return done(overwritten(state, key.text));
  }
  if (vi.mode === 'replace' && key.name === 'backspace') {
    return done(moved(state, previousGrapheme(state.text, state.cursor)));
  }
  return { status: 'passes', state };
}

function done(state: EditorState): ViStep {
  return { status: 'done', state };
}

function isEscape(key: Key): boolean {
  return key.name === 'escape' || (key.ctrl && key.name === '[');
}

function leaveInsert(state: EditorState): EditorState {
  const { text, cursor } = state;
  const back = cursor > lineStart(text, cursor) ? previousGrapheme(text, cursor) : cursor;
  const { recording, change } = state.vi ?? {};
  const next = inMode(moved(state, back), 'normal');
  return withVi(next, { change: recording ?? change ?? [], recording: undefined });
}

function overwritten(state: EditorState, text: string): EditorState {
  const { cursor } = state;
  const to = Math.min(lineEnd(state.text, cursor), nextGrapheme(state.text, cursor));
  return replaceRange(state, { from: cursor, to, by: text });
}

function normalKey(state: EditorState, vi: ViState, key: Key, again: Again): ViStep {
  if (isEscape(key)) return done(inMode(state, 'normal'));
  const sign = signOf(key, vi.typed);
  if (sign === undefined) return { status: 'passes', state };
  const typed = [...vi.typed, sign];
  const mode = selectionOf(state) === undefined ? 'normal' : 'visual';
  const command = readCommand(typed, mode);
  const keys = recordingOf(vi, key);
  if (command === 'incomplete') return done(withVi(state, { typed, recording: keys }));
  const ready = withVi(state, { typed: [], recording: undefined });
  if (command === 'unknown') return done(ready);
  if (command.kind === 'simple' && command.name === '.') {
    return done(repeated(ready, command.count, again));
  }
  if (command.kind === 'simple' && command.name === '/') {
    return { status: 'searches', state: inMode(ready, 'insert') };
  }
  return done(
    remembered({ before: state, after: settled(perform(ready, command)), command, keys }),
  );
}

/** In normal mode the cursor is on a character, whatever was done. */
function settled(state: EditorState): EditorState {
  return state.vi?.mode === 'normal' ? inMode(state, 'normal') : state;
}

function recordingOf({ typed, recording }: ViState, key: Key): readonly Key[] {
  return typed.length === 0 ? [key] : [...(recording ?? []), key];
}

/** A change is kept for `.`: at once, or when the insertion it began has ended. */
function remembered({
  before,
  after,
  command,
  keys,
}: {
  readonly before: EditorState;
  readonly after: EditorState;
  readonly command: ViCommand;
  readonly keys: readonly Key[];
}): EditorState {
  const isInserting = after.vi?.mode === 'insert' || after.vi?.mode === 'replace';
  if (isInserting) return withVi(after, { recording: keys });
  const isUndo = command.kind === 'simple' && /^(?:u|ctrl-r)$/.test(command.name);
  const isChange = after.text !== before.text && !isUndo && command.kind !== 'motion';
  return isChange ? withVi(after, { change: keys }) : after;
}

function repeated(state: EditorState, count: number, again: Again): EditorState {
  const change = state.vi?.change ?? [];
  let next = state;
  for (let i = 0; i < Math.min(count, MOST_REPEATS); i++) {
    for (const key of change) next = again(next, key);
    // What began to insert without an Escape of its own.
    if (next.vi?.mode !== 'normal') next = leaveInsert(next);
  }
  return withVi(next, { change });
}

const MOST_REPEATS = 200;

function perform(state: EditorState, command: ViCommand): EditorState {
  switch (command.kind) {
    case 'simple':
      return simpleCommand(state, command);
    case 'operator':
      return operatorCommand(state, command.operator, command.over);
    case 'object': {
      const range = textObject(state.text, state.cursor, command);
      if (range === undefined || range.from === range.to) return state;
      const end = previousGrapheme(state.text, range.to);
      return withVi({ ...state, cursor: end }, { anchor: range.from, mode: 'visual' });
    }
    case 'motion':
      return moveCursor(state, command.motion);
  }
}

function moveCursor(state: EditorState, motion: Motion): EditorState {
  const { name, character } = motion;
  const found = character === '' ? undefined : asFind(state, name, character);
  const searched = found === undefined ? state : withVi(state, { find: found });
  const isVertical = name === 'j' || name === 'k';
  const to = isVertical ? byLines(state, name, motion.count ?? 1) : move(state, motion);
  if (to === undefined) return inputBeyond(searched, motion);
  const cursor = 'to' in to ? to.to : to.cursor;
  const goalCols = 'to' in to ? undefined : to.goalCols;
  const next = { ...moved(searched, cursor), goalCols };
  return state.vi?.mode === 'normal' ? inMode(next, 'normal') : next;
}

/** From the first line up and the last line down lie the inputs before and after. */
function inputBeyond(state: EditorState, { name, count = 1 }: Motion): EditorState {
  if (selectionOf(state) !== undefined || (name !== 'j' && name !== 'k')) return state;
  let next: EditorState = { ...state, cursor: state.browse === undefined ? 0 : state.cursor };
  const before = next;
  for (let i = 0; i < count; i++) next = name === 'k' ? olderInput(next) : newerInput(next);
  return next === before ? state : inMode(next, 'normal');
}

const NAMED: Readonly<Record<string, string>> = {
  left: 'h',
  right: 'l',
  up: 'k',
  down: 'j',
  home: '0',
  end: '$',
  backspace: 'h',
  space: 'l',
  delete: 'x',
};

/** A key as the grammar reads it; undefined for keys that mean what they always do. */
function signOf(key: Key, typed: readonly string[]): string | undefined {
  if (key.ctrl || key.alt) return key.ctrl && key.name === 'r' && !key.alt ? 'ctrl-r' : undefined;
  const takesText = /^[fFtTr]$/.test(typed.at(-1) ?? '');
  if (takesText && key.name === 'enter') return '\n';
  if (key.text !== '' && (takesText || key.name !== 'space')) return key.text;
  return NAMED[key.name];
}
