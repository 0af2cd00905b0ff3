import { describe, expect, it } from 'vitest';
import type { OspfInterface, Pairing } from '../../../../src/lab/model/ospf.ts';
import { shortestPaths } from '../../../../src/lab/model/spf.ts';

/** A port of a router on a segment; its address is made of both. */
function port(
  device: string,
  segment: string,
  settings: Partial<OspfInterface> = {},
): OspfInterface {
  return {
    device,
    processId: 1,
    routerId: device.charCodeAt(0),
    name: `to-${segment}`,
    address: device.charCodeAt(0) * 1000 + segment.charCodeAt(0),
    length: 24,
    area: 0,
    cost: 1,
    priority: 1,
    isPassive: false,
    kind: 'broadcast',
    segment,
    ...settings,
  };
}

function pair(first: OspfInterface, second: OspfInterface): Pairing {
  return { key: `${first.device}${second.device}${first.segment}`, ends: [first, second] };
}

function distances(root: string, pairs: readonly Pairing[]): Record<string, number> {
  return Object.fromEntries(
    [...shortestPaths(root, pairs)].map(([device, { distance }]) => [device, distance]),
  );
}

describe('shortest paths', () => {
  it.each(['broadcast', 'point-to-point'] as const)('keep both ways round a %s square', (kind) => {
    const on = (device: string, segment: string): OspfInterface => port(device, segment, { kind });
    const pairs = [
      pair(on('a', 'x'), on('b', 'x')),
      pair(on('b', 'y'), on('c', 'y')),
      pair(on('c', 'z'), on('d', 'z')),
      pair(on('d', 'w'), on('a', 'w')),
    ];
    expect(distances('a', pairs)).toEqual({ a: 0, b: 1, c: 2, d: 1 });
    const hops = shortestPaths('a', pairs)
      .get('c')
      ?.nextHops.map((hop) => hop.interface);
    expect(hops?.sort()).toEqual(['to-w', 'to-x']);
  });

  it('take the cheaper way, and only the cost of going out counts', () => {
    const pairs = [
      pair(port('a', 'x', { cost: 10 }), port('b', 'x', { cost: 99 })),
      pair(port('a', 'y', { cost: 2 }), port('c', 'y')),
      pair(port('c', 'z', { cost: 3 }), port('b', 'z')),
    ];
    expect(distances('a', pairs)['b']).toBe(5);
    expect(shortestPaths('a', pairs).get('b')?.nextHops).toEqual([
      { address: port('c', 'y').address, interface: 'to-y' },
    ]);
  });

  it('reach everyone on a shared LAN in one step, each by its own address', () => {
    const [a, b, c] = [port('a', 'x'), port('b', 'x'), port('c', 'x')];
    const paths = shortestPaths('a', [pair(a, b), pair(a, c), pair(b, c)]);
    expect(paths.get('b')).toEqual({
      distance: 1,
      nextHops: [{ address: b.address, interface: 'to-x' }],
    });
    expect(paths.get('c')?.nextHops).toEqual([{ address: c.address, interface: 'to-x' }]);
  });

  it('leave out what cannot be reached', () => {
    const pairs = [pair(port('a', 'x'), port('b', 'x')), pair(port('c', 'y'), port('d', 'y'))];
    expect(distances('a', pairs)).toEqual({ a: 0, b: 1 });
  });
});
