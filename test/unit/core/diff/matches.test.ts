import fc, { array, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Match, matchesOf } from '../../../../src/core/diff/matches.ts';

const items = array(integer({ min: 0, max: 5 }), { maxLength: 24 });

describe('what two lists have in common', () => {
  it('is the same items in the same order in both', () => {
    fc.assert(
      property(items, items, integer({ min: 0, max: 6 }), (a, b, maxDifferences) => {
        expectRuns(a, b, matchesOf(a, b, { maxDifferences }));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is as much as there can be where there are few items', () => {
    fc.assert(
      property(items, items, (a, b) => {
        expect(lengthOf(matchesOf(a, b))).toBe(longestCommon(a, b));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is everything where the lists are equal, as one run', () => {
    expect(matchesOf([3, 1, 2], [3, 1, 2])).toEqual([{ a: 0, b: 0, length: 3 }]);
    expect(matchesOf([], [])).toEqual([]);
  });

  it('is found in lists that differ nearly everywhere without looking for the best', () => {
    const a = Array.from({ length: 40_000 }, (_, at) => (at * 7_919) % 104_729);
    const b = a.toReversed();
    b.splice(10_000, 0, ...a.slice(20_000, 20_500));
    expectRuns(a, b, matchesOf(a, b));
  });

  it('keeps the lines that both have once when too much differs between them', () => {
    const marks = Array.from({ length: 50 }, (_, at) => 1_000_000 + at);
    const spread = (noise: number): number[] =>
      marks.flatMap((mark, at) => [
        mark,
        ...Array.from({ length: 100 }, (_, of) => noise + at * 100 + of),
      ]);
    const [a, b] = [spread(0), spread(500_000)];
    const matches = matchesOf(a, b);
    expect(lengthOf(matches)).toBe(50);
    expectRuns(a, b, matches);
  });
});

function expectRuns(a: readonly number[], b: readonly number[], runs: readonly Match[]): void {
  let [atA, atB] = [0, 0];
  for (const run of runs) {
    expect(run.length).toBeGreaterThan(0);
    expect(run.a).toBeGreaterThanOrEqual(atA);
    expect(run.b).toBeGreaterThanOrEqual(atB);
    atA = run.a + run.length;
    atB = run.b + run.length;
    expect(a.slice(run.a, atA)).toEqual(b.slice(run.b, atB));
  }
  expect(atA).toBeLessThanOrEqual(a.length);
  expect(atB).toBeLessThanOrEqual(b.length);
}

function lengthOf(runs: readonly Match[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0);
}

function longestCommon(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    const next = [0];
    for (const [at, other] of b.entries()) {
      next.push(item === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
