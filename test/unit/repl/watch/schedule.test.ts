import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextRoundMs, otherInterval } from '../../../../src/repl/watch/schedule.ts';

it('has rounds at whole intervals, however long each takes', () => {
  const at = (nowMs: number) => nextRoundMs({ startedMs: 100, everyMs: 1_000, nowMs });
  expect([at(100), at(150), at(1_099), at(1_100), at(4_250)]).toEqual([
    1_100, 1_100, 1_100, 2_100, 5_100,
  ]);
});

it('never drifts, and never has a round in the past', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 200, max: 1e6 }),
      fc.integer({ min: 0, max: 1e9 }),
      (startedMs, everyMs, passed) => {
        const next = nextRoundMs({ startedMs, everyMs, nowMs: startedMs + passed });
        expect(next).toBeGreaterThan(startedMs + passed);
        expect((next - startedMs) % everyMs).toBe(0);
        expect(next - startedMs - passed).toBeLessThanOrEqual(everyMs);
      },
    ),
  );
});

it('changes intervals in steps people choose', () => {
  expect(otherInterval(2_000, 'longer')).toBe(3_000);
  expect(otherInterval(2_000, 'shorter')).toBe(1_000);
  expect(otherInterval(7_000, 'longer')).toBe(10_000);
  expect(otherInterval(200, 'shorter')).toBe(200);
  expect(otherInterval(86_400_000, 'longer')).toBe(86_400_000);
});
