import { describe, expect, it } from 'vitest';
import { withAllowedLegacy } from '../../../src/cli/with-remembered.ts';
import { hostKeyOf, type RememberedHosts } from '../../../src/inventory/remembered-hosts.ts';
import { testHost } from '../../helpers/test-host.ts';

/** Remembers old algorithms as allowed for these places. */
function allowing(...keys: string[]): Pick<RememberedHosts, 'of'> {
  return {
    of: (host) => (keys.includes(hostKeyOf(host)) ? { legacy: true, atMs: 0 } : undefined),
  };
}

describe('old algorithms that a person has allowed', () => {
  const jump1 = testHost({ name: 'jump1', address: '10.0.0.1' });
  const jump2 = testHost({ name: 'jump2', address: '10.0.0.2', ssh: { keepaliveMs: 5 } });
  const host = testHost({ address: '10.0.0.9', via: [jump1, jump2] });
  const legacyOf = (...keys: string[]) => {
    const { ssh, via } = withAllowedLegacy(host, allowing(...keys));
    return [...via.map((hop) => hop.ssh?.legacy), ssh?.legacy];
  };

  it('are for the host behind its own jump hosts, and for no other', () => {
    expect(legacyOf('10.0.0.9:22 via 10.0.0.1:22, 10.0.0.2:22')).toEqual([
      ...[undefined, undefined, true],
    ]);
    expect(legacyOf('10.0.0.9:22')).toEqual([undefined, undefined, undefined]);
  });

  it('are for a host on the way by itself', () => {
    expect(legacyOf('10.0.0.1:22')).toEqual([true, undefined, undefined]);
    expect(legacyOf('10.0.0.2:22 via 10.0.0.1:22')).toEqual([undefined, true, undefined]);
    expect(legacyOf('10.0.0.2:22')).toEqual([undefined, undefined, undefined]);
  });

  it('leave everything else as it is', () => {
    expect(withAllowedLegacy(host, allowing())).toEqual(host);
    const { via } = withAllowedLegacy(host, allowing('10.0.0.2:22 via 10.0.0.1:22'));
    expect(via[1]?.ssh).toEqual({ keepaliveMs: 5, legacy: true });
  });
});
