import { describe, expect, it } from 'vitest';
import { bastionsText, wayText } from '../../../src/ui/way-text.ts';
import { testHost } from '../../helpers/test-host.ts';

describe('the way to a host', () => {
  it('names the hosts on it in order, made safe', () => {
    expect(wayText(testHost())).toBe('');
    const via = [testHost({ name: 'jump1' }), testHost({ name: 'jump\u001b2' })];
    expect(wayText(testHost({ via }))).toBe('via jump1 › jump␛2');
  });
});

describe('the jump hosts in the status line', () => {
  const up = { name: 'jump1', state: 'up', step: 'jump1: logging in', devices: 14 } as const;

  it('are nothing where there are none', () => {
    expect(bastionsText([])).toBe('');
  });

  it('tell how many sessions they carry, or what those wait for', () => {
    expect(bastionsText([up])).toBe('jump1 up for 14');
    expect(bastionsText([{ ...up, state: 'connecting' }])).toBe('jump1: logging in, 14 wait');
    const behind = { ...up, name: 'jump2', state: 'connecting', devices: 3 } as const;
    expect(bastionsText([{ ...up, state: 'connecting', devices: 1 }, behind])).toBe(
      'jump1: logging in, 1 waits',
    );
  });

  it('count together where a device takes one connection per login', () => {
    expect(
      bastionsText([
        { ...up, devices: 1 },
        { ...up, devices: 1 },
      ]),
    ).toBe('jump1 up for 2');
  });

  it('are two at most', () => {
    const four = ['a', 'b', 'c', 'd'].map((name) => ({ ...up, name }));
    expect(bastionsText(four)).toBe('a up for 14 · b up for 14 · +2 jump hosts');
  });
});
