import { describe, expect, it } from 'vitest';
import type { Key } from '../../../src/core/key.ts';
import type { Choice, Dialog } from '../../../src/state/state.ts';
import { pickChoices } from '../../../src/ui/fuzzy.ts';
import { type DialogStep, dialogKey, dialogPaste } from '../../../src/ui/keys/dialog-keys.ts';

function key(name: string, held: Partial<Key> = {}): Key {
  const text = name.length === 1 && held.ctrl !== true ? name : '';
  return { name, ctrl: false, alt: false, shift: false, text, ...held };
}

function typed(dialog: Dialog, keys: readonly Key[]): DialogStep {
  let step: DialogStep = { kind: 'changed', dialog };
  for (const one of keys) step = step.kind === 'changed' ? dialogKey(step.dialog, one) : step;
  return step;
}

const COMMANDS: readonly Choice[] = [
  'show ip route',
  'show ip interface brief',
  'show version',
].map((label) => ({ value: label, label, detail: '' }));

describe('picking from a list', () => {
  const first = (text: string) => pickChoices(COMMANDS, text)[0]?.label;

  it('knows abbreviations the way network people type them', () => {
    expect(first('sh ip int br')).toBe('show ip interface brief');
    expect(first('sh ver')).toBe('show version');
  });

  it('still finds a misspelt name', () => {
    expect(first('show verison')).toBe('show version');
  });

  it('offers everything while nothing is typed, and nothing for nonsense', () => {
    expect(pickChoices(COMMANDS, '')).toHaveLength(3);
    expect(pickChoices(COMMANDS, 'zzzzzzzz')).toHaveLength(0);
  });

  it('answers with the chosen one, or with what was typed when nothing fits', () => {
    const pick: Dialog = {
      kind: 'pick',
      id: 'd1',
      title: '',
      placeholder: '',
      verb: 'opens',
      choices: COMMANDS,
      text: '',
      selected: 0,
    };
    expect(typed(pick, [key('down'), key('enter')])).toEqual({
      kind: 'answered',
      answer: 'show ip interface brief',
    });
    const address = [...'10.9.9.9'].map((character) => key(character));
    expect(typed(pick, [...address, key('enter')])).toEqual({
      kind: 'answered',
      answer: '10.9.9.9',
    });
  });
});

describe('a secret', () => {
  const secret: Dialog = {
    kind: 'secret',
    id: 'd1',
    title: 'r1',
    lines: ['password'],
    echo: false,
    text: '',
  };

  it('is answered with Enter, even when it is empty', () => {
    expect(typed(secret, [key('p'), key('w'), key('enter')])).toEqual({
      kind: 'answered',
      answer: 'pw',
    });
    expect(typed(secret, [key('enter')])).toEqual({ kind: 'answered', answer: '' });
  });

  it('can be corrected and cancelled', () => {
    expect(typed(secret, [key('p'), key('x'), key('backspace'), key('enter')])).toEqual({
      kind: 'answered',
      answer: 'p',
    });
    expect(typed(secret, [key('p'), key('escape')])).toEqual({ kind: 'cancelled' });
    expect(typed(secret, [key('c', { ctrl: true })])).toEqual({ kind: 'cancelled' });
  });

  it('takes the first line of a paste and does not send itself', () => {
    expect(dialogPaste(secret, 'hunter2\nreload\n')).toMatchObject({
      kind: 'changed',
      dialog: { text: 'hunter2' },
    });
  });
});
