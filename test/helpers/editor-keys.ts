import type { Key } from '../../src/core/key.ts';
import { editKey } from '../../src/repl/editor/edit-key.ts';
import { type EditorState, emptyEditor } from '../../src/repl/editor/editor.ts';

/** `ctrl-a`, `alt-backspace`, `enter`; a single character types itself, a capital with Shift. */
export function keyOf(word: string): Key {
  const [, held = '', name = ''] = /^((?:ctrl-|alt-|shift-)*)(.+)$/s.exec(word) ?? [];
  const isText = held === '' && ([...name].length === 1 || /[^\w]/.test(name));
  const isCapital = isText && name.length === 1 && name !== name.toLowerCase();
  return {
    name: name === ' ' ? 'space' : isCapital ? name.toLowerCase() : name,
    ctrl: held.includes('ctrl-'),
    alt: held.includes('alt-'),
    shift: held.includes('shift-') || isCapital,
    text: isText ? name : '',
  };
}

/** A picture of the editor: the text with `|` at the cursor. */
export function picture({ text, cursor }: EditorState): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

/** An editor from its picture. */
export function at(shown: string, history: readonly string[] = []): EditorState {
  const cursor = shown.indexOf('|');
  return { ...emptyEditor(history), text: shown.replace('|', ''), cursor };
}

export function press(state: EditorState, ...words: string[]): EditorState {
  return words.reduce((before, word) => editKey(before, keyOf(word)).state, state);
}

/** Whether an offset is between two graphemes of a text. */
export function isBetweenGraphemes(text: string, offset: number): boolean {
  if (offset === text.length) return true;
  return [...new Intl.Segmenter().segment(text)].some(({ index }) => index === offset);
}
