import { type EditorState, replaceRange } from './editor.ts';

/** Puts in the last word of the input before; again, that of the one before it. */
export function insertLastWord(state: EditorState): EditorState {
  const isAgain = state.lastEdit === 'last-word' && state.inserted !== undefined;
  const from = isAgain ? (state.inserted?.from ?? 0) : state.cursor;
  const below = isAgain ? (state.inserted?.index ?? 0) : state.history.length;
  const index = state.history.findLastIndex(
    (input, place) => place < below && lastWordOf(input) !== '',
  );
  if (index < 0) return state;
  const by = lastWordOf(state.history[index] ?? '');
  const next = replaceRange(state, { from, to: state.cursor, by });
  const undo = isAgain ? state.undo : next.undo;
  return { ...next, undo, lastEdit: 'last-word', inserted: { from, index } };
}

function lastWordOf(input: string): string {
  return /(\S+)\s*$/.exec(input)?.[1] ?? '';
}
