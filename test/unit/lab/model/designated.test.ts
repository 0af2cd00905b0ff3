import { describe, expect, it } from 'vitest';
import { changeInterface } from '../../../../src/lab/model/config.ts';
import { formatIpv4 } from '../../../../src/lab/model/ipv4.ts';
import { neighboursOf } from '../../../../src/lab/model/neighbours.ts';
import { FORMING_MS, Network } from '../../../../src/lab/model/network.ts';
import { bootable } from '../../../../src/lab/topology/bootable.ts';
import { loadTopology } from '../../../../src/lab/topology/load.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

function lan(): { readonly network: Network; readonly clock: FakeClock } {
  const topology = loadTopology('lan', undefined);
  const clock = new FakeClock();
  const network = new Network({ chassis: bootable(topology), segments: topology.segments, clock });
  return { network, clock };
}

function states(network: Network, device: string): string[] {
  return neighboursOf(network, device).map(
    ({ far, state }) => `${formatIpv4(far.routerId)} ${state}`,
  );
}

function shut(network: Network, device: string, isShutdown: boolean): void {
  network.configure(network.device(device), (config) =>
    changeInterface(config, 'GigabitEthernet0/0', { isShutdown }),
  );
}

describe('designated routers on a LAN', () => {
  it('are the two highest router IDs; the others stay two-way with each other', () => {
    const { network } = lan();
    expect(states(network, 'r1')).toEqual([
      '4.4.4.4 FULL/DR',
      '3.3.3.3 FULL/BDR',
      '2.2.2.2 2WAY/DROTHER',
    ]);
  });

  it('hand over to the backup, and do not take it back', () => {
    const { network, clock } = lan();
    shut(network, 'r4', true);
    clock.advance(FORMING_MS);
    expect(states(network, 'r1')).toEqual(['3.3.3.3 FULL/DR', '2.2.2.2 FULL/BDR']);
    shut(network, 'r4', false);
    clock.advance(FORMING_MS);
    expect(states(network, 'r1')).toEqual([
      '4.4.4.4 2WAY/DROTHER',
      '3.3.3.3 FULL/DR',
      '2.2.2.2 FULL/BDR',
    ]);
    expect(network.operation.tables.get('r1')?.some((route) => route.metric === 2)).toBe(true);
  });

  it('are never routers of priority 0', () => {
    const { network, clock } = lan();
    network.configure(network.device('r4'), (config) =>
      changeInterface(config, 'GigabitEthernet0/0', { ospfPriority: 0 }),
    );
    clock.advance(FORMING_MS);
    expect(states(network, 'r1')[0]).toBe('4.4.4.4 2WAY/DROTHER');
  });
});
