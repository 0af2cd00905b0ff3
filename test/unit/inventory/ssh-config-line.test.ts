import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfigLine, splitWords } from '../../../src/inventory/ssh-config-line.ts';

describe('a line of ssh_config', () => {
  it.each([
    ['', undefined],
    ['  # Host r1', undefined],
    ['Host', undefined],
    [' HOST r1 r2 # both', { keyword: 'host', words: ['r1', 'r2'], text: 'r1 r2 # both' }],
    ['Port=22', { keyword: 'port', words: ['22'], text: '22' }],
    ['Port = 22\r', { keyword: 'port', words: ['22'], text: '22' }],
    ['User "a b"c \'d"e\'', { keyword: 'user', words: ['a bc', 'd"e'] }],
    ['User a\\ b "c\\"d" e\\f', { keyword: 'user', words: ['a b', 'c"d', 'e\\f'] }],
    ['User a#b ""', { keyword: 'user', words: ['a#b', ''] }],
  ])('%j is taken apart', (line, expected) => {
    if (expected === undefined) expect(parseConfigLine(line)).toBeUndefined();
    else expect(parseConfigLine(line)).toMatchObject(expected);
  });

  it('gives quoted words back as they were', () => {
    const word = fc.string().filter((text) => !/[\n\r]/.test(text));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const quoted = words.map((one) => `"${one.replace(/\\(?=['"\\]|$)|"/g, '\\$&')}"`);
        expect(splitWords(quoted.join(' '))).toEqual(words);
      }),
    );
  });
});
