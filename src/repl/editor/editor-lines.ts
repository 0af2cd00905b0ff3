import { widthOf } from '../../core/width.ts';
import type { EditorState } from './editor.ts';
import { nextGrapheme } from './graphemes.ts';

/** Where the line that holds this offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where it ends: the offset of its line end, or of the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** One line up, keeping to the column; undefined on the first line. */
export function upLine(state: EditorState): EditorState | undefined {
  const start = lineStart(state.text, state.cursor);
  return start === 0 ? undefined : toLine(state, lineStart(state.text, start - 1));
}

/** One line down, keeping to the column; undefined on the last line. */
export function downLine(state: EditorState): EditorState | undefined {
  const end = lineEnd(state.text, state.cursor);
  return end === state.text.length ? undefined : toLine(state, end + 1);
}

function toLine(state: EditorState, start: number): EditorState {
  const { text, cursor } = state;
  const goalCols = state.goalCols ?? widthOf(text.slice(lineStart(text, cursor), cursor));
  const end = lineEnd(text, start);
  let at = start;
  let cols = 0;
  while (at < end) {
    const next = nextGrapheme(text, at);
    cols += widthOf(text.slice(at, next));
    if (cols > goalCols) break;
    at = next;
  }
  return { ...state, cursor: at, goalCols, lastEdit: 'other' };
}
