import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grepLines } from '../../../src/core/grep-lines.ts';

const lines = ['a', 'x', 'b', 'c', 'd', 'x', 'x', 'e'];
const test = (line: string) => line === 'x';

describe('lines found', () => {
  it('come with those around them, each once, and gaps marked', () => {
    const shown = grepLines(lines, { test, before: 1, after: 0 });
    expect(shown.map(({ text, number }) => `${number}${text}`)).toEqual([
      '1a',
      '2x',
      '5d',
      '6x',
      '7x',
    ]);
    expect(shown.map(({ isAfterGap }) => isAfterGap)).toEqual([false, false, true, false, false]);
    expect(shown.filter(({ isFound }) => isFound)).toHaveLength(3);
  });

  it('are those that filter finds, in their order, whatever is around', () => {
    const around = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'y')), around, around, (given, before, after) => {
        const shown = grepLines(given, { test, before, after });
        expect(shown.filter(({ isFound }) => isFound).map(({ text }) => text)).toEqual(
          given.filter(test),
        );
        const numbers = shown.map(({ number }) => number);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      }),
    );
  });
});
