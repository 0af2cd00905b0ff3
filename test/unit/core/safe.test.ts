import { describe, expect, it } from 'vitest';
import { isSafeCodePoint, safe, safeLines } from '../../../src/core/safe.ts';

describe('safe', () => {
  it('leaves plain text alone', () => {
    expect(safe('GigabitEthernet0/0 · Zürich 你好 👍')).toBe('GigabitEthernet0/0 · Zürich 你好 👍');
  });

  it('makes every terminal control visible', () => {
    for (let code = 0; code < 0x20; code++) {
      expect(safe(String.fromCharCode(code))).toBe(String.fromCharCode(0x2400 + code));
    }
    for (let code = 0x80; code < 0xa0; code++) {
      expect(safe(String.fromCharCode(code))).toBe('\ufffd');
    }
    expect(safe('\x1b]52;c;AAAA\x07\x7f')).toBe('␛]52;c;AAAA␇␡');
  });

  it('marks what hides or reorders text', () => {
    for (const hidden of [
      '\u202e',
      '\u200b',
      '\u2028',
      '\u{e0041}',
      '\ufffe',
      '\ufeff',
      '\ud800',
    ]) {
      expect(safe(`a${hidden}b`)).toBe('a\ufffdb');
    }
  });

  it('caps the length', () => {
    expect(safe('x'.repeat(50), 10)).toBe(`${'x'.repeat(10)}…`);
  });

  it('keeps lines and expands tabs when asked for lines', () => {
    expect(safeLines('a\tb\r\nc\x1b[31md')).toBe('a       b\nc␛[31md');
  });

  it('agrees with the test for single code points', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      const isKept = safe(character) === character && codePoint !== 0xfffd;
      if (isKept !== isSafeCodePoint(codePoint) && codePoint !== 0xfffd) {
        expect.fail(`U+${codePoint.toString(16)}: safe ${isKept}`);
      }
    }
  });
});
