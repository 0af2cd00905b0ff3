import type { Key } from '../../core/key.ts';
import type { EditorState, Snapshot } from './editor.ts';
import { previousGrapheme } from './graphemes.ts';

/** Ctrl-R: the latest input that contains what is typed. */
export interface HistorySearch {
  readonly query: string;
  /** Where in the history the shown input is. */
  readonly index: number;
  readonly isFound: boolean;
  /** What was being typed before. */
  readonly draft: Snapshot;
}

export type SearchStep =
  | { readonly status: 'stays' | 'runs'; readonly state: EditorState }
  /** The search is over and the key means what it always does. */
  | { readonly status: 'over'; readonly state: EditorState };

/** Begins to look back through the history; what was typed comes back when it is given up. */
export function startSearch(state: EditorState): EditorState {
  const { text, cursor, history } = state;
  const draft = { text, cursor };
  const search = { query: '', index: history.length, isFound: true, draft };
  return { ...state, search, browse: undefined };
}

/** A key while searching: text narrows, Ctrl-R and Ctrl-S go on, Enter runs, Escape and Ctrl-G give up. */
export function editSearch(state: EditorState, search: HistorySearch, key: Key): SearchStep {
  const { query, index } = search;
  if (key.ctrl && key.name === 'r') return stays(find(state, search, { query, before: index }));
  if (key.ctrl && key.name === 's') return stays(findNewer(state, search));
  if (key.name === 'escape' || (key.ctrl && key.name === 'g')) {
    return stays({ ...state, ...search.draft, search: undefined });
  }
  const accepted = { ...state, search: undefined };
  if (key.name === 'enter') return { status: 'runs', state: accepted };
  if (key.name === 'backspace' || (key.ctrl && key.name === 'h')) {
    const shorter = query.slice(0, previousGrapheme(query, query.length));
    return stays(find(state, search, { query: shorter, before: state.history.length }));
  }
  if (key.text !== '' && !key.ctrl && !key.alt && key.name !== 'tab') {
    return stays(find(state, search, { query: query + key.text, before: index + 1 }));
  }
  return { status: 'over', state: accepted };
}

function stays(state: EditorState): SearchStep {
  return { status: 'stays', state };
}

function find(
  state: EditorState,
  search: HistorySearch,
  { query, before }: { readonly query: string; readonly before: number },
): EditorState {
  if (query === '')
    return { ...state, ...search.draft, search: { ...search, query, isFound: true } };
  const index = state.history.findLastIndex(
    (input, place) => place < before && input.includes(query),
  );
  return shown(state, { ...search, query }, index);
}

function findNewer(state: EditorState, search: HistorySearch): EditorState {
  const index = state.history.findIndex(
    (input, place) => place > search.index && input.includes(search.query),
  );
  return shown(state, search, index);
}

/** Nothing found leaves the last found input where it is. */
function shown(state: EditorState, search: HistorySearch, index: number): EditorState {
  const text = state.history[index];
  if (text === undefined) return { ...state, search: { ...search, isFound: false } };
  const cursor = text.indexOf(search.query) + search.query.length;
  return { ...state, text, cursor, search: { ...search, index, isFound: true } };
}
