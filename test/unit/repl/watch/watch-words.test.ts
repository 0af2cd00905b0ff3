import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topLevel } from '../../../../src/repl/watch/top-level.ts';
import { everyMsOf, watchWish } from '../../../../src/repl/watch/watch-words.ts';

it.each([
  ['5s @core show clock', { everyMs: 5_000, source: '@core show clock' }],
  ['@core show clock', { everyMs: 2_000, source: '@core show clock' }],
  ['1m30s r1.run("a")', { everyMs: 90_000, source: 'r1.run("a")' }],
  [
    '5s @core show ip bgp summary |> where state != Established until: count == 0 for: 10m times: 20',
    {
      everyMs: 5_000,
      source: '@core show ip bgp summary |> where state != Established',
      until: 'count == 0',
      forMs: 600_000,
      times: 20,
    },
  ],
  [
    '2s @r1 show interfaces |> where a > 1 |> chart line y: rate by host until: count > 3',
    {
      everyMs: 2_000,
      source: '@r1 show interfaces |> where a > 1',
      chart: 'line y: rate by host',
      until: 'count > 3',
    },
  ],
  ['2s x |> chart', { everyMs: 2_000, source: 'x', chart: '' }],
  ['2s f({ until: 1, for: 2 })', { everyMs: 2_000, source: 'f({ until: 1, for: 2 })' }],
  ["2s f('a |> chart until: b')", { everyMs: 2_000, source: "f('a |> chart until: b')" }],
  [
    "2s @r1 show | i don't until: count == 0",
    { everyMs: 2_000, source: "@r1 show | i don't", until: 'count == 0' },
  ],
  ['until: count == 0', { everyMs: 2_000, source: '', until: 'count == 0' }],
  ['3', { everyMs: 3_000, source: '' }],
])('reads %j', (text, wish) => {
  expect(watchWish(text)).toEqual(wish);
});

it.each([
  ['100ms x', 'the shortest interval of a watch is 200 ms'],
  ['25h x', 'the longest interval of a watch is a day'],
  ['2s x times: many', "times: takes a number, not 'many'"],
  ['2s x for: ever', "for: takes a time span, not 'ever'"],
  ['2s x until: ', 'until: says nothing'],
])('says what is wrong with %j', (text, message) => {
  expect(() => watchWish(text)).toThrow(message);
});

it('takes intervals of methods in milliseconds or in words', () => {
  expect(everyMsOf(1_500)).toBe(1_500);
  expect(everyMsOf('1m')).toBe(60_000);
  expect(() => everyMsOf('soon')).toThrow("'soon' is no interval");
});

describe('the top level of a text', () => {
  it('is outside of brackets and quotes, and everything where something is left open', () => {
    const flags = (text: string) => [...text].filter((_, at) => topLevel(text)[at]).join('');
    expect(flags('a(b)c"d"e')).toBe('a(c"e');
    expect(flags("it's (a) b")).toBe("it's ( b");
    expect(flags('a ( b')).toBe('a ( b');
  });

  it('has a flag for each unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(topLevel(text)).toHaveLength(text.length);
      }),
    );
  });
});
