import type { Key } from '../../../core/key.ts';
import type { AgainView } from '../../../state/again-view.ts';
import { keyLabel } from '../../keys/key-label.ts';
import { isDone } from './again-keys.ts';

/** What a key does while commands are run again: another look, or something that only the desk can do. */
export type AgainKeyStep =
  | { readonly kind: 'changed'; readonly change: Partial<AgainView> }
  | { readonly kind: 'send' }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'end' }
  | { readonly kind: 'ignored' };

const IGNORED: AgainKeyStep = { kind: 'ignored' };

/** What a key does. Sending is the desk's: a command that changes things is asked about first. */
export function againKey(again: AgainView, key: Key): AgainKeyStep {
  const scrolled = again.keys === 'edit' ? undefined : scroll(again, key.name);
  if (scrolled !== undefined) return changed(scrolled);
  switch (again.keys) {
    case 'choose':
      return chooseKey(again, key);
    case 'edit':
      return editKey(again, key);
    case 'confirm':
      return confirmKey(key);
    case 'wait':
      return isStop(key) ? { kind: 'interrupt' } : IGNORED;
  }
}

/** The next step with its command as it was recorded; a step back is done again. */
export function atStep(again: AgainView, next: number): Partial<AgainView> {
  const to = Math.max(0, Math.min(again.steps.length, next));
  return { next: to, text: again.steps[to]?.command ?? '', keys: 'choose', pace: 'step' };
}

/** The first line goes to the end of the command that is being written. */
export function againPaste(again: AgainView, text: string): Partial<AgainView> | undefined {
  if (again.keys !== 'edit') return undefined;
  const [line = ''] = text.split(/[\r\n]/);
  return { text: again.text + line };
}

function chooseKey(again: AgainView, key: Key): AgainKeyStep {
  if (isStop(key)) return { kind: 'end' };
  if (key.ctrl || key.alt) return IGNORED;
  const label = keyLabel(key);
  switch (label) {
    case '[':
    case 'left':
      return shown(again, again.shown - 1);
    case ']':
    case 'right':
      return shown(again, again.shown + 1);
    case 'b':
      return changed({ ...atStep(again, again.next - 1), message: '' });
    case 'q':
    case 'escape':
      return { kind: 'end' };
    default:
      return isDone(again) ? IGNORED : stepKey(again, label);
  }
}

function stepKey(again: AgainView, label: string): AgainKeyStep {
  switch (label) {
    case 'enter':
      return { kind: 'send' };
    case 'e':
    case 'i':
      return changed({ keys: 'edit', message: '' });
    case 's': {
      const steps = again.steps.map((step, at) =>
        at === again.next ? { ...step, state: 'skipped' as const } : step,
      );
      return changed({ steps, ...atStep(again, again.next + 1), message: '' });
    }
    case 'r':
      return changed({ pace: 'run' });
    default:
      return IGNORED;
  }
}

function editKey(again: AgainView, key: Key): AgainKeyStep {
  const step = again.steps[again.next];
  if (key.name === 'enter') return changed({ keys: 'choose' });
  if (key.name === 'escape' || isStop(key)) {
    return changed({ keys: 'choose', text: step?.command ?? '' });
  }
  if (key.name === 'backspace') return changed({ text: [...again.text].slice(0, -1).join('') });
  if (key.ctrl && key.name === 'u') return changed({ text: '' });
  if (key.ctrl && key.name === 'w') return changed({ text: again.text.replace(/\S*\s*$/, '') });
  return key.text === '' || key.ctrl || key.alt
    ? IGNORED
    : changed({ text: again.text + key.text });
}

function confirmKey(key: Key): AgainKeyStep {
  if (key.name === 'y' && !key.ctrl) return { kind: 'confirmed' };
  const isNo = key.name === 'n' || key.name === 'escape' || key.name === 'q' || isStop(key);
  return isNo ? changed({ keys: 'choose', pace: 'step', message: 'it was not sent' }) : IGNORED;
}

function shown(again: AgainView, to: number): AgainKeyStep {
  const at = Math.max(0, Math.min(again.steps.length - 1, to));
  return changed({ shown: at, top: 0 });
}

function scroll({ top, steps, shown }: AgainView, name: string): Partial<AgainView> | undefined {
  const by = { up: -1, down: 1, pageup: -10, pagedown: 10 }[name];
  if (by === undefined) return undefined;
  const most = Math.max(0, (steps[shown]?.lines.length ?? 0) - 1);
  return { top: Math.max(0, Math.min(most, top + by)) };
}

function isStop({ ctrl, name }: Key): boolean {
  return ctrl && name === 'c';
}

function changed(change: Partial<AgainView>): AgainKeyStep {
  return { kind: 'changed', change };
}
