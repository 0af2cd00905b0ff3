import type { EditorState } from './editor.ts';

/** The next older input that begins as what stands before the cursor; the same state when there is none. */
export function olderInput(state: EditorState): EditorState {
  const { text, cursor, history } = state;
  const browse = state.browse ?? {
    prefix: text.slice(0, cursor),
    index: history.length,
    draft: { text, cursor },
  };
  const index = history.findLastIndex(
    (input, place) =>
      place < browse.index && input.startsWith(browse.prefix) && input !== state.text,
  );
  return index < 0 ? state : shown(state, { ...browse, index });
}

/** The next newer one; after the newest, what was being typed. */
export function newerInput(state: EditorState): EditorState {
  const { browse, history } = state;
  if (!browse) return state;
  const index = history.findIndex(
    (input, place) =>
      place > browse.index && input.startsWith(browse.prefix) && input !== state.text,
  );
  if (index >= 0) return shown(state, { ...browse, index });
  return { ...state, ...browse.draft, browse: undefined, goalCols: undefined, lastEdit: 'other' };
}

/** The oldest input that begins as what stands before the cursor. */
export function oldestInput(state: EditorState): EditorState {
  const { text, cursor, history } = state;
  const prefix = state.browse?.prefix ?? text.slice(0, cursor);
  const draft = state.browse?.draft ?? { text, cursor };
  const index = history.findIndex((input) => input.startsWith(prefix) && input !== text);
  return index < 0 ? state : shown(state, { prefix, draft, index });
}

/** What was being typed before going through the history. */
export function newestInput(state: EditorState): EditorState {
  const { browse } = state;
  if (!browse) return state;
  return { ...state, ...browse.draft, browse: undefined, goalCols: undefined, lastEdit: 'other' };
}

function shown(state: EditorState, browse: NonNullable<EditorState['browse']>): EditorState {
  const text = state.history[browse.index] ?? '';
  const next = { ...state, text, cursor: text.length, browse };
  return { ...next, goalCols: undefined, lastEdit: 'other' };
}
