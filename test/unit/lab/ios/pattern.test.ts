import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../src/lab/ios/pattern.ts';

function matches(pattern: string, line: string): boolean | undefined {
  return compilePattern(pattern)?.(line);
}

describe('filter patterns', () => {
  it('agree with the regular expressions people know', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '[a-c]', '^', '$', '(a|b)', '(ab)');
    const piece = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?')).map(([one, mark]) => {
      // A repeated anchor is a mistake to some engines.
      return one === '^' || one === '$' ? one : one + mark;
    });
    const pattern = fc
      .array(fc.array(piece, { maxLength: 4 }), { minLength: 1, maxLength: 3 })
      .map((ways) => ways.map((way) => way.join('')).join('|'));
    const line = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, line, (source, text) => {
        expect(matches(source, text)).toBe(new RegExp(source).test(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('know the underscore as a boundary between words', () => {
    expect(matches('_10_', '65000 10 20')).toBe(true);
    expect(matches('_10_', '10')).toBe(true);
    expect(matches('_10_', '110 101')).toBe(false);
  });

  it('read escapes', () => {
    expect(matches('1\\.1', '1.1')).toBe(true);
    expect(matches('1\\.1', '1x1')).toBe(false);
  });

  it.each(['(', ')', '[', '*a', 'a(b', '[a', '\\'])('refuse %j', (source) => {
    expect(compilePattern(source)).toBeUndefined();
  });
});
