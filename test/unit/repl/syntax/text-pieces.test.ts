import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUnquoted, splitUnquoted } from '../../../../src/repl/syntax/text-pieces.ts';

describe('a text', () => {
  it.each([
    ['a; b;c', ['a', 'b', 'c']],
    [' ; ;', []],
    ['a "b; c" d', ['a "b; c" d']],
    ["a 'b; c'; d", ["a 'b; c'", 'd']],
    ["don't; can't", ["don't; can't"]],
    ["don't; go", ["don't", 'go']],
    ['a "b; c', ['a "b', 'c']],
    ['a\\; b', ['a\\; b']],
    ['a "b\\"; c" ; d', ['a "b\\"; c"', 'd']],
    ['"a\n"; b', ['"a\n"; b'.split(';')[0] ?? '', 'b']],
  ])('%j falls into %j', (text, pieces) => {
    expect(splitUnquoted(text, ';').map((piece) => piece.text)).toEqual(pieces);
  });

  const words = fc.string({ unit: fc.constantFrom(...'ab;"\'\\ |>\n'), maxLength: 30 });

  it('is split into pieces that stand where they say, in their order, with nothing lost between but blanks and separators', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(';', '|>'), (text, separator) => {
        let at = 0;
        let between = '';
        for (const piece of splitUnquoted(text, separator)) {
          expect(text.startsWith(piece.text, piece.at)).toBe(true);
          expect(piece.text).toBe(piece.text.trim());
          expect(piece.at).toBeGreaterThanOrEqual(at);
          between += text.slice(at, piece.at);
          at = piece.at + piece.text.length;
        }
        between += text.slice(at);
        expect(between.split(separator).join('').trim()).toBe('');
      }),
    );
  });

  it('gives the same pieces when they are put together again', () => {
    fc.assert(
      fc.property(words, (text) => {
        const pieces = splitUnquoted(text, ';').map((piece) => piece.text);
        // A backslash at the end would take the separator with it, and a quote left open one that comes later.
        fc.pre(!pieces.some((piece) => /["'\\]/.test(piece)));
        expect(splitUnquoted(pieces.join(' ; '), ';').map((piece) => piece.text)).toEqual(pieces);
      }),
    );
  });

  it('has no mark within its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab|>; ') }), words, (inner, before) => {
        fc.pre(!/["'\\]/.test(before) && !before.includes('|>'));
        expect(findUnquoted(`${before}"${inner}" x`, '|>')).toBe(-1);
        expect(findUnquoted(`${before}"${inner}" |> x`, '|>')).toBe(
          before.length + inner.length + 3,
        );
      }),
    );
  });
});
