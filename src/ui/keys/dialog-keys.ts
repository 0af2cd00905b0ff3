import type { Key } from '../../core/key.ts';
import type { Dialog } from '../../state/state.ts';
import { pickChoices } from '../fuzzy.ts';

/** What a key makes of a dialog: another state of it, or an end with an answer. */
export type DialogStep =
  | { readonly kind: 'changed'; readonly dialog: Dialog }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'ignored' };

/** What a key does to a dialog: changes it, answers it, leaves it, or nothing. */
export function dialogKey(dialog: Dialog, key: Key): DialogStep {
  if (key.name === 'escape' || (key.ctrl && (key.name === 'c' || key.name === 'd'))) {
    return { kind: 'cancelled' };
  }
  switch (dialog.kind) {
    case 'help':
      return helpKey(dialog, key);
    case 'message':
      return key.name === 'enter' || key.name === 'q' ? { kind: 'cancelled' } : IGNORED;
    case 'confirm':
      return key.name === 'enter' ? { kind: 'answered', answer: 'yes' } : IGNORED;
    case 'pick':
      return pickKey(dialog, key);
    case 'input':
    case 'host-key':
    case 'secret':
      return textKey(dialog, key);
  }
}

/** Pasted text goes where typing would go, up to its first line end. */
export function dialogPaste(dialog: Dialog, text: string): DialogStep {
  if (!('text' in dialog)) return IGNORED;
  const [line = ''] = text.split(/[\r\n]/);
  return changed({ ...dialog, text: dialog.text + line });
}

const IGNORED: DialogStep = { kind: 'ignored' };

function helpKey(dialog: Extract<Dialog, { kind: 'help' }>, key: Key): DialogStep {
  const move: Readonly<Record<string, number>> = {
    up: -1,
    k: -1,
    down: 1,
    j: 1,
    pageup: -10,
    pagedown: 10,
    space: 10,
  };
  const step = move[key.name];
  if (step !== undefined) return changed({ ...dialog, top: Math.max(0, dialog.top + step) });
  return key.name === 'q' || key.name === '?' || key.name === 'enter'
    ? { kind: 'cancelled' }
    : IGNORED;
}

function pickKey(dialog: Extract<Dialog, { kind: 'pick' }>, key: Key): DialogStep {
  const choices = pickChoices(dialog.choices, dialog.text);
  const move = (step: number): DialogStep =>
    changed({
      ...dialog,
      selected: Math.max(0, Math.min(choices.length - 1, dialog.selected + step)),
    });
  if (key.name === 'up' || (key.ctrl && key.name === 'p')) return move(-1);
  if (key.name === 'down' || key.name === 'tab' || (key.ctrl && key.name === 'n')) return move(1);
  if (key.name === 'pageup') return move(-10);
  if (key.name === 'pagedown') return move(10);
  if (key.name === 'enter') {
    const choice = choices[Math.min(dialog.selected, choices.length - 1)];
    // Nothing in the list fits: what was typed is the answer itself, such as a new address.
    const answer = choice?.value ?? dialog.text.trim();
    return answer === '' ? IGNORED : { kind: 'answered', answer };
  }
  const text = typed(dialog.text, key);
  return text === undefined ? IGNORED : changed({ ...dialog, text, selected: 0 });
}

function textKey(dialog: Extract<Dialog, { text: string }>, key: Key): DialogStep {
  if (key.name === 'enter') return { kind: 'answered', answer: dialog.text };
  const text = typed(dialog.text, key);
  return text === undefined ? IGNORED : changed({ ...dialog, text });
}

/** The text after a key, undefined if the key does not write. */
function typed(text: string, key: Key): string | undefined {
  if (key.name === 'backspace') return [...text].slice(0, -1).join('');
  if (key.ctrl && key.name === 'u') return '';
  if (key.ctrl && key.name === 'w') return text.replace(/\S*\s*$/, '');
  return key.text === '' || key.ctrl || key.alt ? undefined : text + key.text;
}

function changed(dialog: Dialog): DialogStep {
  return { kind: 'changed', dialog };
}
