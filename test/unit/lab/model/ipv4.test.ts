import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  formatIpv4,
  formatPrefix,
  lengthOfMask,
  maskOf,
  parseIpv4,
  prefixOf,
} from '../../../../src/lab/model/ipv4.ts';

const address = fc.nat({ max: 0xffffffff });

describe('IPv4 addresses', () => {
  it('read back what they print', () => {
    fc.assert(fc.property(address, (one) => parseIpv4(formatIpv4(one)) === one));
  });

  it.each(['1.2.3', '1.2.3.256', '1.2.3.4.5', 'a.b.c.d', '1.2.3.', ''])('refuse %j', (text) => {
    expect(parseIpv4(text)).toBeUndefined();
  });

  it('know the length of every mask, and refuse masks with gaps', () => {
    for (let length = 0; length <= 32; length++) expect(lengthOfMask(maskOf(length))).toBe(length);
    expect(lengthOfMask(parseIpv4('255.0.255.0') ?? 0)).toBeUndefined();
  });

  it('lie in their own prefix of any length', () => {
    fc.assert(
      fc.property(address, fc.nat({ max: 32 }), (one, length) =>
        covers(prefixOf(one, length), one),
      ),
    );
    expect(formatPrefix(prefixOf(parseIpv4('10.1.2.3') ?? 0, 24))).toBe('10.1.2.0/24');
  });
});
