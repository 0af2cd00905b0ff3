import { type EditorState, replaceRange } from './editor.ts';
import { nextGrapheme, nextWord, previousGrapheme, previousWord } from './graphemes.ts';

/** Changes the word at or behind the cursor, from the cursor on, and goes behind it. */
export function changeWord(state: EditorState, change: (word: string) => string): EditorState {
  const { text, cursor } = state;
  const to = nextWord(text, cursor);
  const by = change(text.slice(cursor, to));
  return to === cursor ? state : replaceRange(state, { from: cursor, to, by });
}

/** `ABC def` of `aBC def`: the first letter large, the others small. */
export function capitalised(word: string): string {
  const lower = word.toLowerCase();
  return lower.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}

/** Exchanges the graphemes around the cursor; at a line's end the two before it. */
export function transposeGraphemes(state: EditorState): EditorState {
  const { text, cursor } = state;
  const isAtEnd = cursor === text.length || text[cursor] === '\n';
  const middle = isAtEnd ? previousGrapheme(text, cursor) : cursor;
  const from = previousGrapheme(text, middle);
  const to = nextGrapheme(text, middle);
  const [left, right] = [text.slice(from, middle), text.slice(middle, to)];
  if (left === '' || right === '' || left === '\n' || right === '\n') return state;
  return replaceRange(state, { from, to, by: right + left });
}

/** Exchanges the word before the cursor and the one behind it; at the end the last two. */
export function transposeWords(state: EditorState): EditorState {
  const { text, cursor } = state;
  const to = nextWord(text, cursor);
  const second = previousWord(text, to);
  const first = previousWord(text, second);
  const firstEnd = nextWord(text, first);
  if (first === second || firstEnd > second) return state;
  const by = text.slice(second, to) + text.slice(firstEnd, second) + text.slice(first, firstEnd);
  return replaceRange(state, { from: first, to, by });
}
