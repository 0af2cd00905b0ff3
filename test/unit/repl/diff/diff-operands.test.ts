import { describe, expect, it } from 'vitest';
import { diffOperands } from '../../../../src/repl/diff/diff-operands.ts';

const known = {
  isSnapshot: (word: string) => ['before', 'after', 'r2'].includes(word),
  isHost: (word: string) => ['r1', 'r2', 'r3'].includes(word),
  isKept: (word: string) => ['r1', 'r3', 'r9'].includes(word),
};

describe('what %diff is to compare', () => {
  it.each([
    ['', { kind: 'values', before: '__', after: '_' }],
    ['x y', { kind: 'values', before: 'x', after: 'y' }],
    [
      'before',
      { kind: 'snapshot', before: 'before', after: undefined, hosts: undefined, commands: [] },
    ],
    [
      'before now',
      { kind: 'snapshot', before: 'before', after: undefined, hosts: undefined, commands: [] },
    ],
    [
      'before after',
      { kind: 'snapshot', before: 'before', after: 'after', hosts: undefined, commands: [] },
    ],
    [
      'before r1',
      { kind: 'snapshot', before: 'before', after: undefined, hosts: 'r1', commands: [] },
    ],
    [
      'before @core',
      { kind: 'snapshot', before: 'before', after: undefined, hosts: '@core', commands: [] },
    ],
    [
      'before after r1',
      { kind: 'snapshot', before: 'before', after: 'after', hosts: 'r1', commands: [] },
    ],
    ['before r1 r3', { kind: 'within', snapshot: 'before', hosts: ['r1', 'r3'], commands: [] }],
    [
      'before r9',
      { kind: 'snapshot', before: 'before', after: undefined, hosts: 'r9', commands: [] },
    ],
    [
      'before r1,r3 show ip route; show version',
      {
        ...{ kind: 'snapshot', before: 'before', after: undefined, hosts: 'r1,r3' },
        commands: ['show ip route', 'show version'],
      },
    ],
    [
      'r1 r3 -c show version -c show clock',
      { kind: 'hosts', hosts: ['r1', 'r3'], commands: ['show version', 'show clock'] },
    ],
    ['r1 r3 ping -c 1 r9', { kind: 'hosts', hosts: ['r1', 'r3'], commands: ['ping -c 1 r9'] }],
    [
      'before r1 r3 show version',
      { kind: 'within', snapshot: 'before', hosts: ['r1', 'r3'], commands: ['show version'] },
    ],
    [
      'before show version',
      {
        ...{ kind: 'snapshot', before: 'before', after: undefined, hosts: undefined },
        commands: ['show version'],
      },
    ],
    ['r1 r3', { kind: 'hosts', hosts: ['r1', 'r3'], commands: [] }],
    [
      'r1 r3 show ip route; show version',
      { kind: 'hosts', hosts: ['r1', 'r3'], commands: ['show ip route', 'show version'] },
    ],
  ])('%s', (text, operands) => {
    expect(diffOperands(text === '' ? [] : text.split(' '), known)).toEqual(operands);
  });

  it.each(['nothing', 'x before', 'x y z'])('is nothing that can be compared: %s', (text) => {
    expect(diffOperands(text.split(' '), known)).toBeUndefined();
  });
});
