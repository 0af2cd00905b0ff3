import { describe, expect, it } from 'vitest';
import { key } from '../../../../../src/input/key.ts';
import type { AgainView } from '../../../../../src/state/again-view.ts';
import { againKey, againPaste } from '../../../../../src/ui/replay/again/again-key.ts';
import { stepsOf, summaryOf } from '../../../../../src/ui/replay/again/again-steps.ts';

const STEPS = stepsOf(
  ['show clock', 'show ip route', 'reload'].map((command, at) => ({
    kind: 'block',
    session: 'r1',
    host: 'r1',
    platform: 'cisco_ios',
    mode: 'privileged',
    command,
    by: 'person',
    startedAtMs: 0,
    elapsedMs: 0,
    outcome: 'ok',
    from: 0,
    to: 0,
    place: { line: 0, bytes: 0 },
    number: at + 1,
    atS: at,
    endS: at,
  })),
);

const AGAIN: AgainView = {
  ...{ from: 'r1', to: 'r7', warning: '', steps: STEPS, next: 0, shown: 0, top: 0 },
  ...{ text: 'show clock', keys: 'choose', pace: 'step', message: '' },
};

function afterKeys(again: AgainView, ...names: readonly string[]): AgainView {
  let now = again;
  for (const name of names) {
    const step = againKey(now, key(name, { text: name.length === 1 ? name : '' }));
    if (step.kind === 'changed') now = { ...now, ...step.change };
  }
  return now;
}

describe('the keys while commands are run again', () => {
  it('send with Enter only, and end with q', () => {
    expect(againKey(AGAIN, key('enter'))).toEqual({ kind: 'send' });
    expect(againKey(AGAIN, key('q', { text: 'q' }))).toEqual({ kind: 'end' });
    expect(againKey(AGAIN, key('x', { text: 'x' }))).toEqual({ kind: 'ignored' });
  });

  it('skip a command, and go back to it', () => {
    const skipped = afterKeys(AGAIN, 's');
    expect(skipped).toMatchObject({ next: 1, text: 'show ip route' });
    expect(skipped.steps[0]?.state).toBe('skipped');
    expect(afterKeys(skipped, 'b')).toMatchObject({ next: 0, text: 'show clock' });
  });

  it('write the command as it will be sent; Escape takes it back', () => {
    const edited = afterKeys(AGAIN, 'e', 'backspace', 's', 'q');
    expect(edited).toMatchObject({ keys: 'edit', text: 'show clocsq' });
    expect(afterKeys(edited, 'enter')).toMatchObject({ keys: 'choose', text: 'show clocsq' });
    expect(afterKeys(edited, 'escape')).toMatchObject({ keys: 'choose', text: 'show clock' });
    expect(againPaste(edited, ' a\nreload')).toEqual({ text: 'show clocsq a' });
    expect(againPaste(AGAIN, 'reload')).toBeUndefined();
  });

  it('ask for y, and for nothing else, before a change', () => {
    const asked: AgainView = { ...AGAIN, keys: 'confirm' };
    expect(againKey(asked, key('enter'))).toEqual({ kind: 'ignored' });
    expect(againKey(asked, key('y', { text: 'y' }))).toEqual({ kind: 'confirmed' });
    expect(afterKeys(asked, 'n')).toMatchObject({ keys: 'choose', message: 'it was not sent' });
  });

  it('only stop and scroll while the device has not answered', () => {
    const waiting: AgainView = { ...AGAIN, keys: 'wait' };
    expect(againKey(waiting, key('enter'))).toEqual({ kind: 'ignored' });
    expect(againKey(waiting, key('c', { ctrl: true }))).toEqual({ kind: 'interrupt' });
  });

  it('send nothing more when all is done', () => {
    const done = afterKeys(AGAIN, 's', 's', 's');
    expect(done.next).toBe(3);
    expect(againKey(done, key('enter'))).toEqual({ kind: 'ignored' });
    expect(summaryOf(done)).toBe('r1 again on r7: 3 skipped');
  });
});
