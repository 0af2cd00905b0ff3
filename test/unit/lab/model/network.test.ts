import { describe, expect, it } from 'vitest';
import { changeInterface } from '../../../../src/lab/model/config.ts';
import { echo, sourceFor, walk } from '../../../../src/lab/model/forward.ts';
import { formatIpv4, formatPrefix, parseIpv4 } from '../../../../src/lab/model/ipv4.ts';
import { neighboursOf } from '../../../../src/lab/model/neighbours.ts';
import { FORMING_MS, type Network, RELOAD_MS } from '../../../../src/lab/model/network.ts';
import { square } from '../square.ts';

function ip(text: string): number {
  return parseIpv4(text) ?? Number.NaN;
}

function shut(network: Network, device: string, name: string, isShutdown: boolean): void {
  network.configure(network.device(device), (config) =>
    changeInterface(config, name, { isShutdown }),
  );
}

function gateways(network: Network, device: string, prefix: string): string[] {
  const table = network.operation.tables.get(device) ?? [];
  const route = table.find((one) => formatPrefix(one.prefix) === prefix);
  return (route?.nextHops ?? []).map(({ address }) => formatIpv4(address ?? 0));
}

function states(network: Network, device: string): string[] {
  return neighboursOf(network, device).map(
    ({ far, state }) => `${formatIpv4(far.routerId)} ${state}`,
  );
}

function ping(network: Network, device: string, to: string): string {
  const source = sourceFor(network.operation, device, ip(to)) ?? 0;
  return echo(network.operation, device, { source, destination: ip(to) }).outcome;
}

function messages(network: Network, device: string): string[] {
  return network.device(device).log.entries.map((entry) => entry.message);
}

describe('the square at rest', () => {
  it('has full neighbours on both sides of every router, the higher router ID designated', () => {
    const { network } = square();
    expect(states(network, 'r1')).toEqual(['4.4.4.4 FULL/DR', '2.2.2.2 FULL/DR']);
    expect(states(network, 'r4')).toEqual(['3.3.3.3 FULL/BDR', '1.1.1.1 FULL/BDR']);
  });

  it('knows two equal ways to the far corner', () => {
    const { network } = square();
    expect(gateways(network, 'r1', '3.3.3.3/32')).toEqual(['10.0.41.1', '10.0.12.2']);
  });

  it('answers pings from everywhere to everywhere', () => {
    const { network } = square();
    for (const { name } of network.devices) {
      for (const to of ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4', '10.3.0.1']) {
        expect(`${name} ${to} ${ping(network, name, to)}`).toBe(`${name} ${to} replied`);
      }
    }
  });

  it('keeps no timer', () => {
    expect(square().clock.pending).toBe(0);
  });

  it('counts dead timers down from forty seconds, and renews them', () => {
    const { network, clock } = square();
    for (let second = 0; second < 100; second++) {
      for (const { deadInMs } of neighboursOf(network, 'r1')) {
        expect(deadInMs).toBeGreaterThan(30_000 - 1);
        expect(deadInMs).toBeLessThanOrEqual(40_000);
      }
      clock.advance(1_000);
    }
  });
});

describe('shutting an interface', () => {
  it('takes the far end down, the neighbour away and the routes the other way', () => {
    const { network } = square();
    shut(network, 'r1', 'GigabitEthernet0/1', true);
    const far = network.operation.interfaces.get('r2')?.[0];
    expect([far?.status, far?.protocol]).toEqual(['down', 'down']);
    expect(states(network, 'r1')).toEqual(['4.4.4.4 FULL/DR']);
    expect(states(network, 'r2')).toEqual(['3.3.3.3 FULL/DR']);
    expect(gateways(network, 'r1', '2.2.2.2/32')).toEqual(['10.0.41.1']);
    const way = walk(network.operation, 'r1', {
      source: ip('10.0.41.2'),
      destination: ip('2.2.2.2'),
    });
    expect(way.hops.map((hop) => hop.device)).toEqual(['r4', 'r3', 'r2']);
  });

  it('is logged on both sides', () => {
    const { network } = square();
    const before = messages(network, 'r1').length;
    shut(network, 'r1', 'GigabitEthernet0/1', true);
    expect(messages(network, 'r1').slice(before)).toEqual([
      '%OSPF-5-ADJCHG: Process 1, Nbr 2.2.2.2 on GigabitEthernet0/1 from FULL to DOWN, Neighbor Down: Interface down or detached',
      '%LINK-5-CHANGED: Interface GigabitEthernet0/1, changed state to administratively down',
      '%LINEPROTO-5-UPDOWN: Line protocol on Interface GigabitEthernet0/1, changed state to down',
    ]);
    expect(messages(network, 'r2').slice(-2)).toEqual([
      '%LINK-3-UPDOWN: Interface GigabitEthernet0/0, changed state to down',
      '%LINEPROTO-5-UPDOWN: Line protocol on Interface GigabitEthernet0/0, changed state to down',
    ]);
  });

  it('cuts a router off when both its ways are gone, and pings are lost', () => {
    const { network } = square();
    shut(network, 'r1', 'GigabitEthernet0/0', true);
    shut(network, 'r1', 'GigabitEthernet0/1', true);
    expect(ping(network, 'r1', '3.3.3.3')).toBe('lost');
    expect(ping(network, 'r3', '1.1.1.1')).toBe('lost');
    expect(ping(network, 'r3', '2.2.2.2')).toBe('replied');
  });

  it('heals: neighbours form in steps, then routes and log are back', () => {
    const { network, clock } = square();
    shut(network, 'r1', 'GigabitEthernet0/1', true);
    shut(network, 'r1', 'GigabitEthernet0/1', false);
    expect(states(network, 'r1')[1]).toMatch(/^2\.2\.2\.2 INIT/);
    expect(gateways(network, 'r1', '2.2.2.2/32')).toEqual(['10.0.41.1']);
    clock.advance(FORMING_MS);
    expect(states(network, 'r1')[1]).toBe('2.2.2.2 FULL/DR');
    expect(gateways(network, 'r1', '2.2.2.2/32')).toEqual(['10.0.12.2']);
    expect(messages(network, 'r2').at(-1)).toBe(
      '%OSPF-5-ADJCHG: Process 1, Nbr 1.1.1.1 on GigabitEthernet0/0 from LOADING to FULL, Loading Done',
    );
    expect(clock.pending).toBe(0);
  });

  it('leaves the age of untouched routes and renews that of moved ones', () => {
    const { network, clock } = square();
    clock.advance(60_000);
    shut(network, 'r1', 'GigabitEthernet0/1', true);
    clock.advance(5_000);
    expect(network.routeAgeMs('r1', '2.2.2.2/32')).toBe(5_000);
    expect(network.routeAgeMs('r1', '4.4.4.4/32')).toBeGreaterThan(60_000);
  });
});

describe('a reload', () => {
  it('is seen by the neighbours, and brings back what was saved', () => {
    const { network, clock } = square();
    const r2 = network.device('r2');
    network.configure(r2, (config) => ({ ...config, hostname: 'unsaved' }));
    const power: boolean[] = [];
    network.onPower.on((device) => power.push(device.isUp));
    network.reload(r2);
    expect(states(network, 'r1')).toEqual(['4.4.4.4 FULL/DR']);
    expect(ping(network, 'r1', '2.2.2.2')).toBe('lost');
    clock.advance(RELOAD_MS + FORMING_MS);
    expect(power).toEqual([false, true]);
    expect(r2.config.hostname).toBe('r2');
    expect(states(network, 'r1')).toHaveLength(2);
    expect(ping(network, 'r1', '2.2.2.2')).toBe('replied');
  });

  it('does not wake a closed network', () => {
    const { network, clock } = square();
    network.reload(network.device('r2'));
    network.close();
    network.close();
    expect(clock.pending).toBe(0);
  });
});
