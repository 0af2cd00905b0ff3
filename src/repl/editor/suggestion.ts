import { holdsSecret } from '../history/secrets/hide-secrets.ts';
import { readSelectorLine } from '../syntax/selector-lines.ts';
import { type EditorState, insertText } from './editor.ts';
import { nextWord } from './graphemes.ts';

const MAX_TEXT = 1_000;
/** So many inputs are looked through for the same command on other hosts. */
const MAX_LOOKED_AT = 3_000;

/** What is suggested depends on. */
export type Suggested = Pick<EditorState, 'text' | 'cursor' | 'history' | 'browse'>;

/**
 * Finds how the text might go on: the rest of the newest input that begins with it; failing that, of the newest command begun the same
 * on other hosts. While more is typed it looks on from where it has found the last one, for newer inputs did not begin so before either.
 */
export class Suggester {
  #inputs: Search = NOT_BEGUN;
  #commands: Search = NOT_BEGUN;
  #history: readonly string[] = [];
  /** The last whole text that was looked at for secrets, and whether it holds one. */
  #checked = { text: '', holdsSecret: false };

  /** '' for nothing, while browsing, and where a secret may be typed. */
  suggest({ text, cursor, history, browse }: Suggested): string {
    if (history !== this.#history) {
      this.#history = history;
      this.#inputs = NOT_BEGUN;
      this.#commands = NOT_BEGUN;
    }
    if (text.trim() === '' || cursor !== text.length || text.length > MAX_TEXT) return '';
    if (browse !== undefined) return '';
    const rest = this.#restOfInput(text) || this.#restOfCommand(text);
    return rest === '' || this.#holdsSecret(text + rest) ? '' : rest;
  }

  #restOfInput(text: string): string {
    const from = this.#inputs.begins(text) ? this.#inputs.at : this.#history.length - 1;
    let at = from;
    while (at >= 0 && !isLonger(this.#history[at] ?? '', text)) at--;
    this.#inputs = new Search(text, at);
    return (this.#history[at] ?? '').slice(text.length);
  }

  /** `@r1 show ip r` goes on as `@core show ip route` did. */
  #restOfCommand(text: string): string {
    const typed = text.includes('@') ? readSelectorLine(text)?.command : undefined;
    if (typed === undefined || typed.length < 3 || /\s$/.test(text)) return '';
    const last = this.#history.length - 1;
    const oldest = Math.max(0, last - MAX_LOOKED_AT);
    let at = this.#commands.begins(typed) ? this.#commands.at : last;
    while (at >= oldest && restOf(this.#history[at] ?? '', typed) === '') at--;
    const found = at < oldest ? -1 : at;
    this.#commands = new Search(typed, found);
    return found < 0 ? '' : restOf(this.#history[found] ?? '', typed);
  }

  /** Looking for secrets costs more than all the rest of a key, and while a suggestion is typed the whole stays the same. */
  #holdsSecret(text: string): boolean {
    if (this.#checked.text !== text) this.#checked = { text, holdsSecret: holdsSecret(text) };
    return this.#checked.holdsSecret;
  }
}

/** How far a search for a text has come: the place it was found at, -1 for nowhere. */
class Search {
  readonly at: number;
  readonly #text: string;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  /** Whether it was for the beginning of this text. */
  begins(text: string): boolean {
    return this.#text !== '' && text.startsWith(this.#text);
  }
}

const NOT_BEGUN = new Search('', -1);

function isLonger(input: string, text: string): boolean {
  return input.length > text.length && input.startsWith(text);
}

/** The rest of an input's command that begins as the typed one. */
function restOf(input: string, typed: string): string {
  if (!input.includes(typed) || input.includes('\n')) return '';
  const command = readSelectorLine(input)?.command ?? '';
  return command.startsWith(typed) ? command.slice(typed.length) : '';
}

/** Takes the whole suggestion where one is shown; `otherwise` is what the key does without. */
export function takeSuggestion(state: EditorState, otherwise: EditorState): EditorState {
  return isSuggestionShown(state) ? take(state, state.suggestion) : otherwise;
}

/** Takes a word of it. */
export function takeSuggestedWord(state: EditorState, otherwise: EditorState): EditorState {
  if (!isSuggestionShown(state)) return otherwise;
  return take(state, state.suggestion.slice(0, nextWord(state.suggestion, 0)));
}

/** Whether there is one to be seen: it stands behind the end of the text, with the cursor before it. */
export function isSuggestionShown({ text, cursor, suggestion }: EditorState): boolean {
  return suggestion !== '' && cursor === text.length;
}

function take(state: EditorState, text: string): EditorState {
  return { ...insertText({ ...state, lastEdit: 'other' }, text), lastEdit: 'other' };
}
