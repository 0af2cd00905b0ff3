import { describe, expect, it } from 'vitest';
import { isCellRange, readCellRange } from '../../../../src/repl/magic-parts/cell-ranges.ts';

const END = Number.POSITIVE_INFINITY;

describe('a word that names cells', () => {
  it.each([
    ['3', 0, { kind: 'numbers', from: 3, to: 3 }],
    ['3-9', 0, { kind: 'numbers', from: 3, to: 9 }],
    ['3-', 0, { kind: 'numbers', from: 3, to: END }],
    ['-5', 0, { kind: 'last', count: 5 }],
    ['~1', 1, { kind: 'numbers', from: 1, to: END }],
    ['~2/', 2, { kind: 'numbers', from: 1, to: END }],
    ['~1/3-5', 1, { kind: 'numbers', from: 3, to: 5 }],
    ['~1/-4', 1, { kind: 'last', count: 4 }],
    ['~0/2', 0, { kind: 'numbers', from: 2, to: 2 }],
  ])('is read: %s', (word, back, pick) => {
    expect(readCellRange(word)).toEqual({ word, back, pick });
  });

  it.each(['', '-', 'a', '3-a', '~', '~x/1', '3..5', '--force', '-f', '1/2', '~1~2', 'x.ts'])(
    'is told from others: %j',
    (word) => {
      expect(isCellRange(word)).toBe(false);
      expect(() => readCellRange(word)).toThrow('names no cells');
    },
  );

  it('does not end before it begins', () => {
    expect(() => readCellRange('9-3')).toThrow('9-3 ends before it begins');
  });
});
