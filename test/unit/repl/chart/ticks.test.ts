import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { valueAxis } from '../../../../src/repl/chart/ticks.ts';
import { timeTicks } from '../../../../src/repl/chart/time-ticks.ts';

beforeAll(() => {
  process.env['TZ'] = 'UTC';
});

it('gives every range an axis around it, with few ticks that rise and read differently', () => {
  const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 2, max: 12 }), (a, b, count) => {
      const min = Math.min(a, b);
      const max = Math.max(a, b);
      fc.pre(max === min || max - min > Math.abs(max) * 1e-9);
      const { from, to, ticks } = valueAxis({ min, max, count });
      const slack = (max - min) * 1e-9 + Math.abs(max) * 1e-9 + 1e-199;
      expect(from).toBeLessThanOrEqual(min + slack);
      expect(to).toBeGreaterThanOrEqual(max - slack);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(count + 3);
      expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
      for (const [i, { at }] of ticks.entries())
        if (i > 0) expect(at).toBeGreaterThan(ticks[i - 1]?.at ?? 0);
    }),
  );
});

it('stands on round numbers, and on zero where that is near', () => {
  const { ticks } = valueAxis({ min: 130, max: 970, count: 6 });
  expect(ticks.map(({ text }) => text)).toEqual(['0', '200', '400', '600', '800', '1k']);
  expect(valueAxis({ min: 9_990, max: 10_010, count: 5 }).from).toBe(9_990);
});

it('stands on round times of the clock', () => {
  const from = Date.UTC(2026, 0, 2, 12, 3, 4);
  const texts = (ms: number) =>
    timeTicks({ from, to: from + ms, count: 4 }).map(({ text }) => text);
  expect(texts(20_000)).toEqual(['12:03:05', '12:03:10', '12:03:15', '12:03:20']);
  expect(texts(3_600_000)).toEqual(['12:15', '12:30', '12:45', '13:00']);
  expect(texts(3 * 86_400_000)).toEqual(['01-03', '01-04', '01-05']);
});
