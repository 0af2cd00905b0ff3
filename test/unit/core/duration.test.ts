import { expect, it } from 'vitest';
import {
  clockedDuration,
  durationMs,
  shortDuration,
  spokenDuration,
} from '../../../src/core/duration.ts';

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

it.each([
  ['500ms', 500],
  ['5s', 5_000],
  ['5', 5_000],
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['2d', 172_800_000],
  ['', undefined],
  ['5 apples', undefined],
  ['s', undefined],
  ['-5s', undefined],
])('reads what a person writes for a time span: %j', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

it.each([
  [200, '200ms'],
  [1_500, '1.5s'],
  [60_000, '1m'],
  [90_000, '1m30s'],
  [7_200_000, '2h'],
])('writes %d ms as a person would type it', (ms, text) => {
  expect(shortDuration(ms)).toBe(text);
  expect(durationMs(text)).toBe(ms);
});
