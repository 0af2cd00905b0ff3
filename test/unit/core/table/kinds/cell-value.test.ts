import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressValue,
  durationSeconds,
  liesWithin,
  macValue,
  networkOf,
  numberValue,
  rateValue,
} from '../../../../../src/core/table/kinds/cell-value.ts';

const DAY = 86_400;

describe('a duration', () => {
  it.each([
    ['00:04:11', 251],
    ['1:02:03', 3_723],
    ['3h', 3 * 3_600],
    ['1w2d', 9 * DAY],
    ['2d03h', 2 * DAY + 3 * 3_600],
    ['1y5w', 365 * DAY + 35 * DAY],
    ['1 year, 2 weeks, 3 days, 4 hours, 5 minutes', 382 * DAY + 4 * 3_600 + 300],
    ['5 days, 3:02', 5 * DAY + 3 * 3_600 + 120],
    ['5d 03:12:01', 5 * DAY + 3 * 3_600 + 12 * 60 + 1],
    ['12 hours and 6 minutes', 12 * 3_600 + 360],
    ['1d2h3m4s', DAY + 2 * 3_600 + 3 * 60 + 4],
    ['0.000', undefined],
    ['10 ms', 0.01],
    ['3 minutes ago', 180],
    ['never', Number.POSITIVE_INFINITY],
  ])('%s is %d seconds', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });

  it.each(['', 'up', '12', '1w2x', '3 monkeys', '10.0.0.1', '1d,', 'd1'])('%j is none', (text) => {
    expect([undefined, DAY]).toContain(durationSeconds(text));
  });
});

describe('a number, a rate, a MAC', () => {
  it('is what devices write as one', () => {
    expect(['1500', '-3', '1,234,567', '0.25', '1,23', 'x'].map(numberValue)).toEqual([
      1500,
      -3,
      1_234_567,
      0.25,
      undefined,
      undefined,
    ]);
    expect(
      ['1000000 Kbit', '10G', '37%', '9.6 Mbps', '4 KiB', '5 pps', 'G'].map(rateValue),
    ).toEqual([1e9, 1e10, 37, 9_600_000, 4096, 5, undefined]);
    const mac = 0x0011_22aa_bbcc;
    expect(
      ['0011.22aa.bbcc', '00:11:22:AA:bb:cc', '0011-22aa-bbcc', '0:11:22:aa:bb:cc'].map(macValue),
    ).toEqual([mac, mac, mac, mac]);
    expect(macValue('0011.22aa:bbcc')).toBeUndefined();
  });
});

describe('a network', () => {
  it('is an address with or without a length, in either family', () => {
    expect(networkOf('10.1.2.0/24')).toEqual({ family: 4, bits: 0x0a010200n, length: 24 });
    expect(networkOf('10.1.2.3 255.255.0.0')?.length).toBe(16);
    expect(networkOf('10.1.2.3 255.0.255.0')).toBeUndefined();
    expect(networkOf('::1')).toEqual({ family: 6, bits: 1n, length: 128 });
    expect(networkOf('fe80::1%eth0')?.bits).toBe((0xfe80n << 112n) + 1n);
    expect(networkOf('::ffff:10.0.0.1/96')?.bits).toBe(0xffff_0a00_0001n);
    for (const text of ['', '10.0.0.0/33', '10.0.0', 'up', '2001:db8::/129']) {
      expect(networkOf(text)).toBeUndefined();
    }
  });

  it('lies within another one or not', () => {
    const within = (inner: string, outer: string): boolean => {
      const [a, b] = [networkOf(inner), networkOf(outer)];
      return a !== undefined && b !== undefined && liesWithin(a, b);
    };
    expect(within('10.1.2.3', '10.0.0.0/8')).toBe(true);
    expect(within('11.0.0.0/8', '10.0.0.0/8')).toBe(false);
    expect(within('10.0.0.0/8', '10.0.0.0/16')).toBe(false);
    expect(within('2001:db8:1::/48', '2001:db8::/32')).toBe(true);
    expect(within('10.0.0.1', '::/0')).toBe(false);
    expect(within('192.0.2.9', '0.0.0.0/0')).toBe(true);
  });

  it('has the order of its addresses', () => {
    const texts = ['10.0.0.2', '10.0.0.10', '10.0.0.0/8', '2001:db8::1', '9.255.0.0/16'];
    const sorted = texts.toSorted((a, b) =>
      (addressValue(a) ?? 0n) < (addressValue(b) ?? 0n) ? -1 : 1,
    );
    expect(sorted).toEqual(['9.255.0.0/16', '10.0.0.0/8', '10.0.0.2', '10.0.0.10', '2001:db8::1']);
  });

  it('is read from every IPv6 address there is', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(isIPv6(address)).toBe(true);
        const bits = networkOf(address)?.bits ?? -1n;
        expect(bits >= 0n && bits < 1n << 128n).toBe(true);
      }),
    );
  });
});
