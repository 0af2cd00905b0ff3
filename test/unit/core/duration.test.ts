import { expect, it } from 'vitest';
import { clockedDuration, spokenDuration } from '../../../src/core/duration.ts';

it.each([
  [-5_000, '0 s'],
  [400, '0 s'],
  [41_600, '42 s'],
  [60_000, '1 min'],
  [192_000, '3 min 12 s'],
  [3_900_000, '1 h 5 min'],
  [86_400_000, '1 d'],
  [183_600_000, '2 d 3 h'],
])('%d ms are spoken as %s', (ms, words) => {
  expect(spokenDuration(ms)).toBe(words);
});

it.each([
  [-1, '0:00'],
  [42_900, '0:42'],
  [723_000, '12:03'],
  [3_723_000, '1:02:03'],
])('%d ms run as %s', (ms, clocked) => {
  expect(clockedDuration(ms)).toBe(clocked);
});
