import { describe, expect, it } from 'vitest';
import { byteSize } from '../../../../src/core/byte-size.ts';
import { readKeepPolicy } from '../../../../src/journal/keep/keep-policy.ts';

const DAY_MS = 86_400_000;

describe('what is kept', () => {
  it.each([
    ['90d 20GB', { ageMs: 90 * DAY_MS, bytes: 20e9 }],
    [' 500mb, 2w ', { ageMs: 14 * DAY_MS, bytes: 500e6 }],
    ['1.5GiB', { bytes: 1.5 * 2 ** 30 }],
    ['12h', { ageMs: DAY_MS / 2 }],
    ['1y', { ageMs: 365 * DAY_MS }],
    ['all', {}],
    ['ALL', {}],
  ])('reads %j', (text, policy) => {
    expect(readKeepPolicy(text, 'keepRecordings')).toEqual(policy);
  });

  it.each([
    ['', /'' is neither an age nor a size/],
    ['ninety days', /'ninety' is neither/],
    ['90', /'90' is neither/],
    ['90d all', /'all' is neither/],
    ['90d 30d', /has two ages/],
    ['1GB 2TB', /has two sizes/],
    ['0d', /'0d' keeps nothing/],
    ['-1d', /neither/],
    ['1constructor', /neither/],
    ['9'.repeat(400), /neither/],
  ])('refuses %j in one line', (text, message) => {
    expect(() => readKeepPolicy(text, 'keepRecordings')).toThrow(message);
    expect(() => readKeepPolicy(text, 'keepRecordings')).toThrow(/^keepRecordings: /);
  });
});

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [1_449, '1.4 kB'],
    [9_960, '10 kB'],
    [999_400, '999 kB'],
    [999_600, '1 MB'],
    [20e9, '20 GB'],
    [3e18, '3000 PB'],
  ])('%d is %s', (bytes, text) => {
    expect(byteSize(bytes)).toBe(text);
  });
});
