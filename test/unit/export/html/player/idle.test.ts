import { describe, expect, it } from 'vitest';
import { afterIdle, idleSpans } from '../../../../../src/export/html/player/idle.ts';

describe('pauses', () => {
  const spans = idleSpans([Float64Array.of(0, 1_000, 20_000), Float64Array.of(9_000)], 30_000);

  it('are where no session says anything, without their first and last half second', () => {
    expect(spans).toEqual([
      { fromMs: 1_500, toMs: 8_500 },
      { fromMs: 9_500, toMs: 19_500 },
      { fromMs: 20_500, toMs: 29_500 },
    ]);
  });

  it('are left out by going on behind them', () => {
    expect(
      [0, 1_499, 1_500, 5_000, 8_600, 9_500, 29_900].map((at) => afterIdle(spans, at)),
    ).toEqual([0, 1_499, 8_500, 8_500, 8_600, 19_500, 29_900]);
  });
});
