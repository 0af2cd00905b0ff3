import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOf,
  isCounterName,
  isTroubleName,
  rateBetween,
} from '../../../../src/repl/watch/counters.ts';

const reading = (count: bigint | number, atMs: number) => ({ count: BigInt(count), atMs });

describe('a rate', () => {
  it('is what was counted in the time that passed', () => {
    expect(rateBetween(reading(100, 0), reading(600, 2_500))).toEqual({
      kind: 'rate',
      perSecond: 200,
    });
  });

  it('goes on over the end of 32 bits', () => {
    const rate = rateBetween(reading(2 ** 32 - 100, 0), reading(100, 1_000));
    expect(rate).toEqual({ kind: 'rate', perSecond: 200 });
  });

  it('goes on over the end of 64 bits, to the last unit', () => {
    const rate = rateBetween(reading((1n << 64n) - 1n, 0), reading(4n, 1_000));
    expect(rate).toEqual({ kind: 'rate', perSecond: 5 });
  });

  it('is not known where the counter was set back', () => {
    expect(rateBetween(reading(1_000, 0), reading(3, 1_000))).toEqual({ kind: 'reset' });
  });

  it('is not known where no time has passed', () => {
    expect(rateBetween(reading(1, 5), reading(2, 5))).toEqual({ kind: 'unknown' });
  });

  it('is never negative', () => {
    const count = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 1e9 }), (a, b, ms) => {
        const rate = rateBetween(reading(a, 0), reading(b, ms));
        if (rate.kind === 'rate') expect(rate.perSecond).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

it.each([
  ['123', 123n],
  ['1,234,567', 1_234_567n],
  ['18446744073709551615', (1n << 64n) - 1n],
  ['-1', undefined],
  ['1.5', undefined],
  ['n/a', undefined],
])('reads %j as a count', (text, count) => {
  expect(countOf(text)).toBe(count);
});

it.each([
  'input_packets',
  'output_bytes',
  'in_errors',
  'crc',
  'rx_octets',
  'output_drops',
  'msg_rcvd',
  'hits',
])('takes %s for a counter', (name) => {
  expect(isCounterName(name)).toBe(true);
});

it.each([
  'mtu',
  'bandwidth',
  'input_rate',
  'packets_per_second',
  'memory_used',
  'vlan_id',
  'as',
  'bytes_free',
  'metric',
])('takes %s for no counter', (name) => {
  expect(isCounterName(name)).toBe(false);
});

it('knows what counts trouble', () => {
  expect(isTroubleName('input_errors')).toBe(true);
  expect(isTroubleName('input_packets')).toBe(false);
});
