import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex } from '../../../src/textfsm/compile-regex.ts';
import {
  beginningAt,
  firstCharacters,
  firstVisible,
  isWhite,
} from '../../../src/textfsm/first-characters.ts';
import { parseRegex } from '../../../src/textfsm/parse-regex.ts';

describe('the beginnings of an expression', () => {
  it('are narrow for what templates are made of', () => {
    const { root } = parseRegex('^\\s+Codes: (?:a|b)');
    expect(firstVisible(root)['C'.charCodeAt(0)]).toBe(1);
    expect(firstVisible(root)['D'.charCodeAt(0)]).toBe(0);
    expect(firstCharacters(parseRegex('^[A-C]x?').root)['D'.charCodeAt(0)]).toBe(0);
  });

  it('never leave out a line that matches', () => {
    const piece = fc.constantFrom(
      '\\s+',
      '\\s*',
      'a',
      '[ab]',
      '[^a]',
      '(?:a|\\s)',
      '(?:b|$)',
      '.',
      '\\d?',
      '$',
      '(?=a)',
      '(?!a)',
      '\\b',
      '(a)',
      '( b)?',
      '\\W',
      '[\\s-]',
      '(?i:A)',
      '(?:a|)',
      '\\x1f',
      '\u00e9',
      '\u00a0',
    );
    const line = fc.string({
      unit: fc.constantFrom('a', 'b', 'A', ' ', '\t', '1', '-', '\x1f', 'é', '\u00a0'),
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), line, (pieces, text) => {
        const regex = parseRegex(`^${pieces.join('')}`);
        const compiled = compileRegex(regex, new Set(), 'unicode');
        const isMatch =
          compiled.kind === 'native'
            ? compiled.pattern.test(text)
            : compiled.match(text) !== undefined;
        if (compiled.kind === 'native') compiled.pattern.lastIndex = 0;
        if (!isMatch) return;
        let visible = 0;
        while (visible < text.length && isWhite(text.charCodeAt(visible))) visible++;
        expect(firstCharacters(regex.root)[beginningAt(text, 0)]).toBe(1);
        expect(firstVisible(regex.root)[beginningAt(text, visible)]).toBe(1);
      }),
      { numRuns: 5_000 },
    );
  });
});
