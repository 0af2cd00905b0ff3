import { holdsSecret } from '../history/secrets/hide-secrets.ts';
import { readSelectorLine } from '../syntax/selector-lines.ts';
import { type EditorState, insertText } from './editor.ts';
import { nextWord } from './graphemes.ts';

const MAX_TEXT = 1_000;
const MAX_LOOKED_AT = 3_000;

/**
 * How the text might go on: the rest of the newest input that begins with it; failing that, of the newest command begun the
 * same on other hosts. '' for nothing, while browsing, and where a secret may be typed.
 */
export function suggestionFor(
  state: Pick<EditorState, 'text' | 'cursor' | 'history' | 'browse'>,
): string {
  const { text, cursor, history, browse } = state;
  if (text.trim() === '' || cursor !== text.length || text.length > MAX_TEXT) return '';
  if (browse !== undefined || holdsSecret(text)) return '';
  const found = history.findLast((input) => input.length > text.length && input.startsWith(text));
  const rest = found?.slice(text.length) ?? ofOtherHosts(text, history);
  return rest === '' || holdsSecret(text + rest) ? '' : rest;
}

/** `@r1 show ip r` goes on as `@core show ip route` did. */
function ofOtherHosts(text: string, history: readonly string[]): string {
  const typed = readSelectorLine(text)?.command;
  if (typed === undefined || typed.length < 3 || /\s$/.test(text)) return '';
  const from = Math.max(0, history.length - MAX_LOOKED_AT);
  for (let place = history.length - 1; place >= from; place--) {
    const input = history[place] ?? '';
    if (!input.includes(typed) || input.includes('\n')) continue;
    const command = readSelectorLine(input)?.command ?? '';
    if (command.length > typed.length && command.startsWith(typed))
      return command.slice(typed.length);
  }
  return '';
}

/** The next suggestion, found again only where the last one says nothing about it. */
export function suggestAgain(before: EditorState, state: EditorState): string {
  const { suggestion, text } = before;
  const isSame = before.history === state.history && before.browse === state.browse;
  const typed = state.text.slice(text.length);
  // The newest input that begins with a text is also the newest that begins with more of itself.
  const goesOn = isSame && suggestion.startsWith(typed) && typed !== '' && suggestion !== typed;
  const isWhole = state.cursor === state.text.length && before.cursor === text.length;
  if (goesOn && isWhole && state.text.startsWith(text)) {
    return holdsSecret(state.text) ? '' : suggestion.slice(typed.length);
  }
  return suggestionFor(state);
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
