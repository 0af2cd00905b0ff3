import { describe, expect, it } from 'vitest';
import { isHostOperation } from '../../../../src/repl/link/host-operation.ts';

describe('an operation from the kernel', () => {
  it.each([
    { kind: 'mode', mode: 'exec' },
    { kind: 'config', lines: ['a'], mode: undefined },
    { kind: 'save' },
    { kind: 'commit', comment: 'x', confirmed: 5 },
    { kind: 'abort' },
    { kind: 'break' },
    { kind: 'redispatch', platform: 'cisco_ios' },
    { kind: 'send', text: '', expect: { source: 'a', flags: '' }, timing: 5, secret: true },
    { kind: 'send', text: 'x', answers: ['a', { secret: 'b' }, { when: 'c', send: 'd' }] },
    { kind: 'wait-for', pattern: 'x' },
    { kind: 'write', data: Uint8Array.of(1) },
    { kind: 'read', until: 'x', quietMs: 5 },
  ])('is taken: %j', (operation) => {
    expect(isHostOperation(operation)).toBe(true);
  });

  it.each([
    null,
    'save',
    {},
    { kind: 'toString' },
    { kind: '__proto__' },
    { kind: 'mode' },
    { kind: 'config', lines: 'a' },
    { kind: 'config', lines: [1] },
    { kind: 'commit', confirmed: '5' },
    { kind: 'send' },
    { kind: 'send', text: 'x', expect: 5 },
    { kind: 'send', text: 'x', answers: [5] },
    { kind: 'send', text: 'x', answers: [{ when: 'c' }] },
    { kind: 'send', text: 'x', timing: 'long' },
    { kind: 'wait-for', pattern: { source: 'a' } },
    { kind: 'write', data: [1, 2] },
    { kind: 'read', until: 1 },
  ])('is dropped: %j', (operation) => {
    expect(isHostOperation(operation)).toBe(false);
  });
});
