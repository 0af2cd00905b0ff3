import { describe, expect, it } from 'vitest';
import { grepWishOf } from '../../../../src/repl/kernel/grep-wish.ts';
import { StageError } from '../../../../src/repl/kernel/stage.ts';

const LINES = ['interface Gi0/1', ' description to a+b', '-v', 'GI0/1x', '12'];
const found = (...args: unknown[]): string[] => [...grepWishOf(args).found(LINES)];

describe('what grep is asked for', () => {
  it.each([
    ['Gi0/1', ['interface Gi0/1']],
    ['-i gi0/1', ['interface Gi0/1', 'GI0/1x']],
    ['-i -w gi0/1', ['interface Gi0/1']],
    ['-F a+b', [' description to a+b']],
    ['-- -v', ['-v']],
    ['-e -v', ['-v']],
    ['-v 12', ['12']],
    ["'to a'", [' description to a+b']],
    ['/GI/i', ['interface Gi0/1', 'GI0/1x']],
    ['description to', [' description to a+b']],
  ])('%s', (text, lines) => {
    expect(found(text)).toEqual(lines);
  });

  it('is options, together or apart, and a method may say them', () => {
    expect(grepWishOf(['-vi -A2 -B 1 x'])).toMatchObject({ isInverted: true, after: 2, before: 1 });
    expect(grepWishOf(['-C 3 x'])).toMatchObject({ after: 3, before: 3 });
    expect(grepWishOf(['-c x'])).toMatchObject({ counts: true });
    expect(grepWishOf(['x', { invert: true, context: 2 }])).toMatchObject({
      isInverted: true,
      after: 2,
    });
    expect(found(/gi/i)).toHaveLength(2);
  });

  it.each([[''], ['-v'], ['-Z x'], ['-A x'], ['('], [undefined], ['-i [']])(
    '%s is wrong',
    (text) => {
      expect(() => grepWishOf([text])).toThrow(StageError);
    },
  );
});
