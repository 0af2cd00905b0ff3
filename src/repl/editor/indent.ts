import { type EditorState, INDENT, insertText, replaceRange } from './editor.ts';
import { lineStart } from './editor-lines.ts';
import type { EditResult } from './emacs-keys.ts';

/** On a line that is still blank Tab indents. */
export function tabPressed(state: EditorState): EditorState | EditResult {
  const line = state.text.slice(lineStart(state.text, state.cursor), state.cursor);
  return line.trim() === '' ? insertText(state, INDENT) : { state, request: 'complete' };
}

/** Takes one step of indentation off the cursor's line. */
export function dedentLine(state: EditorState): EditorState {
  const start = lineStart(state.text, state.cursor);
  const blanks = /^[ \t]{0,2}/.exec(state.text.slice(start))?.[0].length ?? 0;
  if (blanks === 0) return state;
  const next = replaceRange(state, { from: start, to: start + blanks, by: '' });
  return { ...next, cursor: Math.max(start, state.cursor - blanks) };
}

/** A closing bracket that begins its line stands as far out as the line that opened it. */
export function typeText(state: EditorState, text: string): EditorState {
  const start = lineStart(state.text, state.cursor);
  const before = state.text.slice(start, state.cursor);
  const closes = /^[)\]}]$/.test(text) && start > 0 && before.trim() === '';
  if (!closes || !before.endsWith(INDENT)) return insertText(state, text);
  return replaceRange(state, { from: state.cursor - INDENT.length, to: state.cursor, by: text });
}
