import { describe, expect, it } from 'vitest';
import { statisticsOf, timeText } from '../../../../src/repl/timing/statistics.ts';
import { timeIt } from '../../../../src/repl/timing/time-it.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

it('takes the middle, the least, and what nine of ten reach', () => {
  expect(statisticsOf([5, 1, 3, 2, 4, 6, 8, 7, 10, 9])).toEqual({
    runs: 10,
    min: 1,
    median: 5.5,
    p90: 9,
  });
  expect(statisticsOf([2])).toEqual({ runs: 1, min: 2, median: 2, p90: 2 });
});

it.each([
  [0, '0 ns'],
  [0.000_012, '12 ns'],
  [0.0123, '12.3 µs'],
  [1.2, '1.2 ms'],
  [1_240, '1.24 s'],
  [192_000, '3 min 12 s'],
])('writes %d ms as %s', (ms, text) => {
  expect(timeText(ms)).toBe(text);
});

describe('timing something', () => {
  /** Evaluations that take a given time on a clock of the test's. */
  function timed(
    eachMs: number,
    { asks = false, ...wish }: { asks?: boolean; loops?: number; runs?: number } = {},
  ) {
    const clock = new FakeClock();
    const calls: number[] = [];
    const evaluate = async (loops: number) => {
      calls.push(loops);
      clock.advance(eachMs * loops);
    };
    const timing = timeIt({
      ...{ clock, evaluate, asksHosts: () => asks },
      ...{ loops: wish.loops, runs: wish.runs },
    });
    return { timing, calls };
  }

  it('loops what is too short to be measured', async () => {
    const { timing } = timed(0.01);
    expect(await timing).toMatchObject({ runs: 7, loops: 4_000 });
    expect((await timing).median).toBeCloseTo(0.01);
  });

  it('asks hosts once a run and seven times at most', async () => {
    const { timing, calls } = timed(1, { asks: true });
    expect(await timing).toMatchObject({ runs: 7, loops: 1 });
    expect(calls).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('does as it is told', async () => {
    const { timing, calls } = timed(3_000, { loops: 2, runs: 3 });
    expect(await timing).toMatchObject({ runs: 3, loops: 2, median: 3_000 });
    expect(calls).toEqual([2, 2, 2]);
  });

  it('comes to an end with what takes long', async () => {
    const { timing } = timed(3_000);
    expect((await timing).runs).toBe(2);
  });

  it('says what it measured on one line', async () => {
    const { timing } = timed(20, { loops: 1_000, runs: 2 });
    expect(String(await timing)).toBe('median 20 ms, min 20 ms, p90 20 ms (2 runs of 1,000)');
  });
});
