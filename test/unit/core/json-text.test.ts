import { expect, it } from 'vitest';
import { jsonText } from '../../../src/core/json-text.ts';

const HIDDEN = [
  '\x1b]0;x\x07',
  '\x7f',
  '\u009b2J',
  '\u202e',
  '\u200d',
  '\u2028',
  '\ufffa',
  '\u{e0041}',
];

it.each(HIDDEN)('writes what may not be shown as an escape, and loses none of it: %j', (word) => {
  const text = jsonText({ word: `a${word}b` });
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(JSON.parse(text)).toEqual({ word: `a${word}b` });
});

it('leaves ordinary text of any language as it is', () => {
  expect(jsonText('Grüße 東京 ✓')).toBe('"Grüße 東京 ✓"\n');
});
