import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENERAL_RULES } from '../../../../src/core/secrets/general-rules.ts';
import { requiredWords } from '../../../../src/core/secrets/required-words.ts';
import { PLANTED } from '../../../helpers/planted-secrets.ts';

const EXAMPLES = new Map([
  ['abc', 'abc'],
  ['(?:def|ghi)', 'ghi'],
  ['[mno]', 'm'],
  ['\\d', '1'],
  ['.', '-'],
]);

describe('words that every match of a pattern holds', () => {
  it.each([
    ['\\bsnmp.{0,20} community', [' community']],
    ['(?:pass|secret) key', ['pass', 'secret']],
    ['(?:pw|secret) key', [' key']],
    ['(?:password|secret) k', ['password', 'secret']],
    ['(?:password|x) k', []],
    ['(?:password)?', []],
    ['abcd|efgh', ['abcd', 'efgh']],
    ['abc?d', []],
    ['abcd{0,3}', ['abc']],
    ['abc[xyz]def\\d', ['abc']],
    ['(?<secret>abcde)', ['abcde']],
    ['(?!never)some', ['some']],
    ['\\$\\$\\$a', ['$$$a']],
  ])('%s', (source, words) => {
    expect(requiredWords(source)).toEqual(words);
  });

  it('are on every line that a general rule matches', () => {
    const lines = Object.values(PLANTED)
      .flat()
      .flatMap((text) => text.split('\n'));
    const wrong = GENERAL_RULES.flatMap(({ pattern }) => {
      const words = requiredWords(pattern.source);
      return lines.filter((line) => {
        pattern.lastIndex = 0;
        const lower = line.toLowerCase();
        return (
          pattern.test(line) && words.length > 0 && !words.some((word) => lower.includes(word))
        );
      });
    });
    expect(wrong).toEqual([]);
  });

  it('never are a word that a match can do without', () => {
    const piece = fc.constantFrom(
      'abc',
      'x?',
      '(?:def|ghi)',
      '(?:jkl)?',
      '[mno]',
      '\\d',
      'p{0,2}',
      '.',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        fc.string({ maxLength: 30 }),
        (pieces, noise) => {
          const source = pieces.join('');
          const example = pieces.map((one) => EXAMPLES.get(one) ?? '').join('');
          const text = `${noise}${example}`;
          if (!new RegExp(source).test(text)) return;
          const words = requiredWords(source);
          expect(
            words.length === 0 || words.some((word) => text.toLowerCase().includes(word)),
          ).toBe(true);
        },
      ),
    );
  });
});
