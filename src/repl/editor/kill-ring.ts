import { type EditorState, erase, replaceRange } from './editor.ts';

const MAX_KILLS = 60;

/** Cuts to `other` into the ring; cuts in a row are kept together. */
export function kill(state: EditorState, other: number): EditorState {
  if (other === state.cursor) return state;
  const isBackward = other < state.cursor;
  const cut = isBackward
    ? state.text.slice(other, state.cursor)
    : state.text.slice(state.cursor, other);
  const isRun = state.lastEdit === 'killing';
  const before = isRun ? (state.kills.at(-1) ?? '') : '';
  const kept = isRun ? state.kills.slice(0, -1) : state.kills;
  const next = withKill(
    { ...erase(state, other), kills: kept },
    isBackward ? cut + before : before + cut,
  );
  return { ...next, lastEdit: 'killing' };
}

/** The ring with a text more. */
export function withKill(state: EditorState, text: string): EditorState {
  return text === '' ? state : { ...state, kills: [...state.kills, text].slice(-MAX_KILLS) };
}

/** Puts in what was cut last. */
export function yank(state: EditorState): EditorState {
  const text = state.kills.at(-1);
  if (text === undefined) return state;
  const { cursor: from } = state;
  const next = replaceRange(state, { from, to: from, by: text });
  return { ...next, lastEdit: 'yanking', inserted: { from, index: state.kills.length - 1 } };
}

/** Right after a yank: what was cut before it in its place, round and round. */
export function yankOlder(state: EditorState): EditorState {
  const { inserted, kills, cursor, lastEdit } = state;
  if (lastEdit !== 'yanking' || inserted === undefined) return state;
  const index = (inserted.index - 1 + kills.length) % kills.length;
  const { from } = inserted;
  const next = replaceRange(state, { from, to: cursor, by: kills[index] ?? '' });
  // One step of undo for the whole yank.
  return { ...next, undo: state.undo, lastEdit: 'yanking', inserted: { from, index } };
}
