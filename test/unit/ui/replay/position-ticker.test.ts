import { expect, it } from 'vitest';
import { PositionTicker } from '../../../../src/ui/replay/position-ticker.ts';
import type { TransportLook } from '../../../../src/ui/replay/transport-look.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

function tickerOver(lengthS: number) {
  const clock = new FakeClock();
  const counts = { bars: 0, titles: 0 };
  let state: TransportLook['state'] = 'playing';
  const ticker = new PositionTicker({
    clock,
    look: () => ({
      ...{ state, atS: clock.nowMs() / 1_000, lengthS, speed: 1, idleMostS: undefined },
      clock: String(Math.floor(clock.nowMs() / 1_000)),
      ...{ day: '', ticks: [], chapterCount: '', chapter: '', search: undefined },
      charset: 'unicode',
    }),
    cols: () => 80,
    repaintBar: () => (counts.bars += 1),
    repaintTitles: () => (counts.titles += 1),
  });
  return { clock, counts, ticker, pause: () => (state = 'paused') };
}

it('repaints a long recording once a second, and titles with it', () => {
  const { clock, counts, ticker } = tickerOver(36_000);
  ticker.moved();
  clock.advance(9_900);
  expect(counts).toEqual({ bars: 10, titles: 10 });
});

it('repaints a short one at most four times a second, however often it moves', () => {
  const { clock, counts, ticker } = tickerOver(10);
  for (let ms = 0; ms < 5_000; ms += 10) {
    ticker.passed();
    clock.advance(10);
  }
  expect(counts.bars).toBeGreaterThan(15);
  expect(counts.bars).toBeLessThanOrEqual(21);
  expect(counts.titles).toBe(6);
});

it('runs no timer while nothing plays', () => {
  const { clock, counts, ticker, pause } = tickerOver(600);
  ticker.moved();
  pause();
  clock.advance(250);
  const before = { ...counts };
  clock.advance(60_000);
  expect(counts).toEqual(before);
});
