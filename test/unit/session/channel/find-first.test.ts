import { describe, expect, it } from 'vitest';
import { UTF_8 } from '../../../../src/core/charset.ts';
import { firstFinder } from '../../../../src/session/channel/find-first.ts';
import { HeardText } from '../../../../src/session/channel/heard-text.ts';

describe('the first of several patterns', () => {
  it('is the one that stands first, of two at one place the one named first', () => {
    const find = firstFinder(['b', /(?<all>a.)/g, 'ab']);
    expect(find('xxabb')).toEqual({
      ...{ index: 1, at: 2, text: 'ab', groups: ['ab'], named: { all: 'ab' } },
    });
    expect(find('xxb')).toMatchObject({ index: 0, at: 2, text: 'b', groups: [] });
    expect(find('')).toBeUndefined();
    expect(find('zzz')).toBeUndefined();
  });

  it('looks the same each time', () => {
    const find = firstFinder([/a/y, /a/g]);
    expect([find('xa')?.at, find('xa')?.at]).toEqual([1, 1]);
  });

  it('refuses what cannot be looked for, and what takes for ever', () => {
    expect(() => firstFinder([''])).toThrow('nothing to wait for');
    expect(() => firstFinder([/(a+)+$/])(`${'a'.repeat(50)}!`)).toThrow('takes too long');
  });
});

describe('text that was heard', () => {
  it('has no escape sequences, wherever it is cut, and obeys backspaces', () => {
    const heard = new HeardText(UTF_8.openDecoder());
    const bytes = Buffer.from('\u001b[1mLogin\u001b[0m:\r\nab\bc ü\u001b]0;title\u0007!');
    for (const byte of bytes) heard.feed([Uint8Array.of(byte)]);
    expect(heard.text).toBe('Login:\nac ü!');
    heard.drop(7);
    expect(heard.text).toBe('ac ü!');
  });

  it('is bounded', () => {
    const heard = new HeardText(UTF_8.openDecoder());
    for (let at = 0; at < 50; at++) heard.feed([Buffer.alloc(20_000, 0x61)]);
    expect(heard.text.length).toBe(256_000);
  });
});
