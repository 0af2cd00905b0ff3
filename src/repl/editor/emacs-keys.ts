import { type EditorState, erase, insertNewline, moved, redo, undo } from './editor.ts';
import { newerInput, newestInput, olderInput, oldestInput } from './editor-history.ts';
import { downLine, lineEnd, lineStart, upLine } from './editor-lines.ts';
import {
  nextGrapheme,
  nextWord,
  previousBlankWord,
  previousGrapheme,
  previousWord,
} from './graphemes.ts';
import { dedentLine, tabPressed } from './indent.ts';
import { kill, yank, yankOlder } from './kill-ring.ts';
import { insertLastWord } from './last-word.ts';
import { takeSuggestedWord, takeSuggestion } from './suggestion.ts';
import { capitalised, changeWord, transposeGraphemes, transposeWords } from './word-changes.ts';

/** A key's effect. `request` is for the caller: the editor cannot run, complete or draw. */
export interface EditResult {
  readonly state: EditorState;
  readonly request?: EditRequest;
}

export type EditRequest =
  | 'submit'
  /** Run it, then show the input that followed it in the history. */
  | 'submit-and-next'
  | 'complete'
  | 'search-history'
  | 'clear-screen'
  /** Have the text edited in the person's own editor. */
  | 'edit-outside'
  | 'unhandled';

export type EditorCommand = (state: EditorState) => EditorState | EditResult;

/** Keys and what they do: the editor's behaviour and its documentation in one. */
export interface EditorKey {
  /** `ctrl-a`, `alt-backspace`, `ctrl-x ctrl-e`. */
  readonly keys: readonly string[];
  readonly does: string;
  readonly command: EditorCommand;
}

const request =
  (name: EditRequest): EditorCommand =>
  (state) => ({ state, request: name });

/** The keys of readline, and those everybody expects of arrows and the like. */
export const EMACS_KEYS: readonly EditorKey[] = [
  {
    keys: ['enter', 'ctrl-j'],
    does: 'run the input, or begin a line where it is not whole yet',
    command: request('submit'),
  },
  { keys: ['alt-enter', 'shift-enter'], does: 'begin a new line', command: insertNewline },
  { keys: ['tab'], does: 'complete; on a blank line indent', command: tabPressed },
  {
    keys: ['shift-tab'],
    does: 'take a step of indentation off the line',
    command: dedentLine,
  },
  {
    keys: ['left', 'ctrl-b'],
    does: 'one character back',
    command: (state) => moved(state, previousGrapheme(state.text, state.cursor)),
  },
  {
    keys: ['right', 'ctrl-f'],
    does: 'one character on; at the end take the suggestion',
    command: (state) => takeSuggestion(state, moved(state, nextGrapheme(state.text, state.cursor))),
  },
  {
    keys: ['ctrl-left', 'alt-left', 'alt-b'],
    does: 'one word back',
    command: (state) => moved(state, previousWord(state.text, state.cursor)),
  },
  {
    keys: ['ctrl-right', 'alt-right', 'alt-f'],
    does: 'one word on; at the end take a word of the suggestion',
    command: (state) => takeSuggestedWord(state, moved(state, nextWord(state.text, state.cursor))),
  },
  {
    keys: ['home', 'ctrl-a'],
    does: 'start of the line',
    command: (state) => moved(state, lineStart(state.text, state.cursor)),
  },
  {
    keys: ['end', 'ctrl-e'],
    does: 'end of the line; at the end take the suggestion',
    command: (state) => takeSuggestion(state, moved(state, lineEnd(state.text, state.cursor))),
  },
  { keys: ['ctrl-home'], does: 'start of the input', command: (state) => moved(state, 0) },
  {
    keys: ['ctrl-end'],
    does: 'end of the input',
    command: (state) => moved(state, state.text.length),
  },
  {
    keys: ['up', 'ctrl-p'],
    does: 'line above; from the first one the older input that begins the same',
    command: (state) => upLine(state) ?? olderInput(state),
  },
  {
    keys: ['down', 'ctrl-n'],
    does: 'line below; from the last one the newer input',
    command: (state) => downLine(state) ?? newerInput(state),
  },
  { keys: ['alt-p'], does: 'older input, from any line', command: olderInput },
  { keys: ['alt-n'], does: 'newer input, from any line', command: newerInput },
  { keys: ['alt-<'], does: 'oldest input', command: oldestInput },
  { keys: ['alt->'], does: 'back to what was being typed', command: newestInput },
  { keys: ['ctrl-r'], does: 'search the history', command: request('search-history') },
  {
    keys: ['backspace', 'ctrl-h'],
    does: 'take the character before the cursor away',
    command: (state) => erase(state, previousGrapheme(state.text, state.cursor)),
  },
  {
    keys: ['delete', 'ctrl-d'],
    does: 'take the character at the cursor away',
    command: deleteForward,
  },
  {
    keys: ['ctrl-k'],
    does: 'cut to the end of the line',
    command: (state) => kill(state, killEnd(state)),
  },
  {
    keys: ['ctrl-u'],
    does: 'cut to the start of the line',
    command: (state) => kill(state, lineStart(state.text, state.cursor)),
  },
  {
    keys: ['ctrl-w'],
    does: 'cut the word before the cursor, up to a blank',
    command: (state) => kill(state, previousBlankWord(state.text, state.cursor)),
  },
  {
    keys: ['alt-backspace', 'ctrl-alt-h'],
    does: 'cut the word before the cursor',
    command: (state) => kill(state, previousWord(state.text, state.cursor)),
  },
  {
    keys: ['alt-d'],
    does: 'cut the word behind the cursor',
    command: (state) => kill(state, nextWord(state.text, state.cursor)),
  },
  { keys: ['ctrl-y'], does: 'put in what was cut last', command: yank },
  { keys: ['alt-y'], does: 'right after that: what was cut before it instead', command: yankOlder },
  {
    keys: ['alt-.', 'alt-_'],
    does: 'put in the last word of the input before; again, of the one before that',
    command: insertLastWord,
  },
  { keys: ['ctrl-t'], does: 'exchange two characters', command: transposeGraphemes },
  { keys: ['alt-t'], does: 'exchange two words', command: transposeWords },
  {
    keys: ['alt-u'],
    does: 'word in capitals',
    command: (state) => changeWord(state, (word) => word.toUpperCase()),
  },
  {
    keys: ['alt-l'],
    does: 'word in small letters',
    command: (state) => changeWord(state, (word) => word.toLowerCase()),
  },
  {
    keys: ['alt-c'],
    does: 'word with a capital first letter',
    command: (state) => changeWord(state, capitalised),
  },
  { keys: ['ctrl-_', 'ctrl-/', 'ctrl-x ctrl-u'], does: 'undo', command: undo },
  { keys: ['alt-/', 'ctrl-x ctrl-r'], does: 'redo', command: redo },
  {
    keys: ['ctrl-x ctrl-e'],
    does: 'edit the input in $VISUAL or $EDITOR',
    command: request('edit-outside'),
  },
  {
    keys: ['ctrl-o'],
    does: 'run the input, then show the one that followed it in the history',
    command: request('submit-and-next'),
  },
  {
    keys: ['ctrl-v'],
    does: 'put in the next key as it is',
    command: (state) => ({ ...state, pending: 'quoted' }),
  },
  { keys: ['ctrl-l'], does: 'clear the transcript', command: request('clear-screen') },
];

/** On an empty line Ctrl-D is for the caller. */
function deleteForward(state: EditorState): EditorState | EditResult {
  return state.text === ''
    ? { state, request: 'unhandled' }
    : erase(state, nextGrapheme(state.text, state.cursor));
}

/** To the line's end; at the end of a line, the line break itself. */
function killEnd({ text, cursor }: EditorState): number {
  const end = lineEnd(text, cursor);
  return end === cursor ? Math.min(text.length, cursor + 1) : end;
}
