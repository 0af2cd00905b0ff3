import { expect, it } from 'vitest';
import { Backoff } from '../../../../src/session/life/backoff.ts';

it('waits one second, then half as much again each time, up to thirty', () => {
  const backoff = new Backoff({ random: () => 0.5 });
  const waits = Array.from({ length: 11 }, () => backoff.next());
  expect(waits.slice(0, 4)).toEqual([1_000, 1_500, 2_250, 3_375]);
  expect(waits.at(-1)).toBe(30_000);
  backoff.reset();
  expect(backoff.next()).toBe(1_000);
});

it.each([
  [0, 800],
  [0.999_999, 1_200],
])('spreads the waits of many by a fifth: with %d it waits %d ms', (random, waitMs) => {
  expect(new Backoff({ random: () => random }).next()).toBe(waitMs);
});
