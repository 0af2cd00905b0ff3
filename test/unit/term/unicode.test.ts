import { describe, expect, it } from 'vitest';
import { isSafeCodePoint } from '../../../src/core/safe.ts';
import { columnsOf, kindOf, TextCleaner, unicodeProvider } from '../../../src/term/unicode.ts';

describe('characters', () => {
  it.each([
    ['A', 'plain', 1],
    ['é', 'plain', 1],
    ['你', 'plain', 2],
    ['🪿', 'plain', 2],
    ['─', 'plain', 1],
    ['\u0301', 'mark', 0],
    ['\ufe0f', 'mark', 0],
    ['\u11a8', 'mark', 0],
    ['\u200d', 'hidden', 0],
    ['\u202e', 'hidden', 0],
    ['\ufeff', 'hidden', 0],
    ['\u{e0041}', 'hidden', 0],
    ['\u009b', 'unsafe', 1],
    ['\uffff', 'unsafe', 1],
    ['\u3164', 'unsafe', 1],
    ['\u00ad', 'unsafe', 1],
  ] as const)('%j is %s and takes %i columns', (character, kind, columns) => {
    const codePoint = character.codePointAt(0) ?? 0;

    expect([kindOf(codePoint), columnsOf(codePoint)]).toEqual([kind, columns]);
  });

  it('are shown as they are only when they are safe, in all of Unicode', () => {
    const wrong: number[] = [];
    for (let point = 0x80; point <= 0x10ffff; point++) {
      const isKept = kindOf(point) === 'plain' || kindOf(point) === 'mark';
      if (isKept !== isSafeCodePoint(point)) wrong.push(point);
    }
    expect(wrong).toEqual([]);
  });

  it('join the one before them only if they are marks and there is one', () => {
    const letter = unicodeProvider.charProperties(0x65, 0);
    const wide = unicodeProvider.charProperties(0x4f60, letter);

    expect(unicodeProvider.charProperties(0x301, letter)).toBe((1 << 1) | 1);
    expect(unicodeProvider.charProperties(0x301, wide)).toBe((2 << 1) | 1);
    expect(unicodeProvider.charProperties(0x301, 0)).toBe(1 << 1);
  });
});

describe('the cleaner', () => {
  it('hands on text that is clean already', () => {
    const text = 'r1# show clock │ 你好 é e\u0301\x1b[31m\r\n';

    expect(new TextCleaner().clean(text)).toBe(text);
  });

  it('drops what is hidden and marks what is unsafe', () => {
    expect(new TextCleaner().clean('a\u202eb\u009bc\uffffd\u{e0041}e')).toBe('ab\ufffdc\ufffdde');
  });

  it('keeps seven marks on a letter, also when they come in pieces', () => {
    const cleaner = new TextCleaner();
    const mark = '\u0301';

    expect(cleaner.clean(`e${mark.repeat(5)}`)).toBe(`e${mark.repeat(5)}`);
    expect(cleaner.clean(mark.repeat(5))).toBe(mark.repeat(2));
    expect(cleaner.clean(`a${mark}`)).toBe(`a${mark}`);
  });

  it('starts counting anew after text that needed no cleaning', () => {
    const cleaner = new TextCleaner();
    cleaner.clean(`e${'\u0301'.repeat(20)}`);

    cleaner.skip();

    expect(cleaner.clean('\u0301')).toBe('\u0301');
  });
});
