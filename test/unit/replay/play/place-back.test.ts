import { expect, it } from 'vitest';
import { placeBack } from '../../../../src/replay/play/place-back.ts';

const MB = 1_000_000;
/** A megabyte a second, and nothing between the tenth and the hundredth. */
const timeline = {
  placeAt: (atS: number) => Math.round((atS <= 10 ? atS : Math.max(10, atS - 90)) * MB),
};

it('finds a place so many bytes before another, by looking at times only', () => {
  const back = { until: 50 * MB, bytes: 2 * MB, fromS: 0, atS: 140 };
  const place = placeBack(timeline, back);
  expect(place).toBeGreaterThan(47 * MB);
  expect(place).toBeLessThanOrEqual(48 * MB);
});

it('finds it across a pause', () => {
  const place = placeBack(timeline, { until: 10.5 * MB, bytes: MB, fromS: 0, atS: 100.5 });
  expect(place).toBeGreaterThan(9 * MB);
  expect(place).toBeLessThanOrEqual(9.5 * MB);
});

it('is the beginning where that is nearer, and ends where no time tells places apart', () => {
  expect(placeBack(timeline, { until: MB, bytes: 2 * MB, fromS: 0, atS: 1 })).toBe(0);
  const atOnce = { placeAt: (atS: number) => (atS > 5 ? 90 * MB : 0) };
  expect(placeBack(atOnce, { until: 90 * MB, bytes: MB, fromS: 0, atS: 6 })).toBe(0);
});
