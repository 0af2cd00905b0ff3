import type { Key } from '../../../core/key.ts';
import { type EditorState, erase, moved, replaceRange } from '../editor.ts';
import { newerInput, olderInput } from '../editor-history.ts';
import { lineEnd, lineStart } from '../editor-lines.ts';
import type { EditResult } from '../emacs-keys.ts';
import { nextGrapheme, previousGrapheme } from '../graphemes.ts';
import { inMode, operatorCommand, simpleCommand, withVi } from './vi-commands.ts';
import { readCommand, type ViCommand } from './vi-grammar.ts';
import { type Motion, move } from './vi-motions.ts';
import { selectionOf } from './vi-operators.ts';
import { textObject } from './vi-objects.ts';
import type { ViState } from './vi-state.ts';

/** What a key does with vi keys; undefined where it means what it always does. */
export function viKey(
  state: EditorState,
  vi: ViState,
  key: Key,
  /** The same key for a state without vi: for what `.` does again. */
  again: (state: EditorState, key: Key) => EditorState,
): EditResult | undefined {
  const recorded = vi.recording && withVi(state, { recording: [...vi.recording, key] });
  if (vi.mode === 'insert' || vi.mode === 'replace') {
    return insertKey(recorded ?? state, vi, key);
  }
  return normalKey(state, vi, key, again);
}

function insertKey(state: EditorState, vi: ViState, key: Key): EditResult | undefined {
  if (key.name === 'escape' || (key.ctrl && key.name === '[')) return { state: leaveInsert(state) };
  // Escape and a key in one read, as Alt sends it.
  const isAlone = key.name.length > 1 || key.ctrl;
  if (key.alt && !isAlone) return undefined;
  if (vi.mode === 'replace' && key.text !== '' && !key.ctrl && !key.alt) {
    return { state: overwritten(state, key.text) };
  }
  if (vi.mode === 'replace' && key.name === 'backspace') {
    return { state: moved(state, previousGrapheme(state.text, state.cursor)) };
  }
  return state === undefined ? undefined : passedOn(state, vi);
}

/** A key that is recorded and goes on to the ordinary table: there is nothing more to do here. */
function passedOn(_state: EditorState, _vi: ViState): undefined {
  return undefined;
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

function normalKey(
  state: EditorState,
  vi: ViState,
  key: Key,
  again: (state: EditorState, key: Key) => EditorState,
): EditResult | undefined {
  if (key.name === 'escape' || (key.ctrl && key.name === '[')) {
    return { state: inMode(state, 'normal') };
  }
  const sign = signOf(key, vi.typed);
  if (sign === undefined) return undefined;
  const typed = [...vi.typed, sign];
  const mode = selectionOf(state) === undefined ? 'normal' : 'visual';
  const command = readCommand(typed, mode);
  if (command === 'incomplete') {
    return { state: withVi(state, { typed, recording: recordingOf(vi, key) }) };
  }
  const ready = withVi(state, { typed: [], recording: undefined });
  if (command === 'unknown') return { state: ready };
  if (command.kind === 'simple' && command.name === '.') {
    return { state: repeated(ready, command.count, again) };
  }
  const done = perform(ready, command);
  return { state: remembered({ before: state, done, command, keys: recordingOf(vi, key) }) };
}

function recordingOf({ typed, recording }: ViState, key: Key): readonly Key[] {
  return typed.length === 0 ? [key] : [...(recording ?? []), key];
}

/** A change is kept for `.`: at once, or when the insertion it began has ended. */
function remembered({
  before,
  done,
  command,
  keys,
}: {
  readonly before: EditorState;
  readonly done: EditorState;
  readonly command: ViCommand;
  readonly keys: readonly Key[];
}): EditorState {
  const isInserting = done.vi?.mode === 'insert' || done.vi?.mode === 'replace';
  if (isInserting && done.search === undefined) return withVi(done, { recording: keys });
  const isUndo = command.kind === 'simple' && /^(?:u|ctrl-r)$/.test(command.name);
  const isChange = done.text !== before.text && !isUndo && command.kind !== 'motion';
  return isChange ? withVi(done, { change: keys }) : done;
}

function repeated(
  state: EditorState,
  count: number,
  again: (state: EditorState, key: Key) => EditorState,
): EditorState {
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
  const find =
    /^[fFtT]$/.test(motion.name) && motion.character !== ''
      ? { find: { kind: motion.name, character: motion.character } as ViState['find'] }
      : {};
  const to = move(state, motion);
  if (to === undefined) return withVi(inputBeyond(state, motion), find);
  const isVertical = motion.name === 'j' || motion.name === 'k';
  const cursor = Math.max(0, to.to);
  const next = isVertical ? verticalMove(state, motion) : moved(state, cursor);
  const { mode = 'normal' } = state.vi ?? {};
  return withVi(mode === 'normal' ? inMode(next, 'normal') : next, find);
}

/** Keeps the column the cursor wants to be in. */
function verticalMove(state: EditorState, motion: Motion): EditorState {
  const to = move(state, motion);
  const goal = state.goalCols ?? state.cursor - lineStart(state.text, state.cursor);
  return to === undefined ? state : { ...moved(state, to.to), goalCols: goal };
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
