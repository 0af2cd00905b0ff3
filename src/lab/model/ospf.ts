import { type DeviceConfig, type InterfaceConfig, isLoopback, isPassive } from './config.ts';
import type { DeviceFacts, InterfaceState } from './interfaces.ts';
import { type Ipv4, prefixOf } from './ipv4.ts';
import { type Segment, segmentOf } from './segment.ts';

/** An interface on which OSPF runs (RFC 2328, section 9). */
export interface OspfInterface {
  readonly device: string;
  readonly processId: number;
  readonly routerId: Ipv4;
  readonly name: string;
  readonly address: Ipv4;
  readonly length: number;
  readonly area: number;
  readonly cost: number;
  readonly priority: number;
  readonly isPassive: boolean;
  readonly kind: 'loopback' | 'broadcast' | 'point-to-point';
  /** The segment it is plugged into; undefined for loopbacks. */
  readonly segment: string | undefined;
}

/** Two interfaces that hear each other and agree. `key` is the same whichever end asks. */
export interface Pairing {
  readonly key: string;
  readonly ends: readonly [OspfInterface, OspfInterface];
}

/** The interfaces of a device on which OSPF is up. */
export function ospfInterfaces(
  device: DeviceFacts,
  states: readonly InterfaceState[],
  segments: readonly Segment[],
): OspfInterface[] {
  const { config, routerId } = device;
  const { ospf } = config;
  if (!ospf || routerId === undefined) return [];
  return states.flatMap(({ config: one, protocol }): OspfInterface[] => {
    const area = areaOf(config, one);
    if (protocol !== 'up' || !one.address || area === undefined) return [];
    const kind = isLoopback(one.name) ? 'loopback' : (one.ospfNetwork ?? 'broadcast');
    return [
      {
        device: device.name,
        processId: ospf.processId,
        routerId,
        name: one.name,
        address: one.address.address,
        length: one.address.length,
        area,
        cost: one.ospfCost ?? defaultCost(one.name),
        priority: one.ospfPriority,
        isPassive: isPassive(ospf, one.name),
        kind,
        segment: segmentOf(segments, device.name, one.name)?.name,
      },
    ];
  });
}

/** The router ID a starting process takes: the configured one, else the highest loopback, else the highest address. */
export function chooseRouterId(config: DeviceConfig): Ipv4 | undefined {
  if (!config.ospf) return undefined;
  if (config.ospf.routerId !== undefined) return config.ospf.routerId;
  const usable = config.interfaces.filter((one) => one.address && !one.isShutdown);
  const loopbacks = usable.filter((one) => isLoopback(one.name));
  const addresses = (loopbacks.length > 0 ? loopbacks : usable).map(
    (one) => one.address?.address ?? 0,
  );
  return addresses.length === 0 ? undefined : Math.max(...addresses);
}

/** All pairs that may become neighbours: same segment, subnet, area and network type, neither passive. */
export function pairings(interfaces: readonly OspfInterface[]): Pairing[] {
  const talking = interfaces.filter((one) => !one.isPassive && one.segment !== undefined);
  const found: Pairing[] = [];
  for (const [index, first] of talking.entries()) {
    for (const second of talking.slice(index + 1)) {
      if (agree(first, second)) {
        found.push({ key: pairKey(first, second), ends: [first, second] });
      }
    }
  }
  return found;
}

/** The designated router and its backup on a segment (RFC 2328, section 9.4, from a cold start). */
export function electDesignated(members: readonly OspfInterface[]): {
  readonly designated: OspfInterface | undefined;
  readonly backup: OspfInterface | undefined;
} {
  const ranked = members
    .filter((one) => one.priority > 0)
    .sort((a, b) => b.priority - a.priority || b.routerId - a.routerId);
  return { designated: ranked[0], backup: ranked[1] };
}

function areaOf(config: DeviceConfig, one: InterfaceConfig): number | undefined {
  const { ospf } = config;
  if (!ospf || !one.address) return undefined;
  if (one.ospfArea)
    return one.ospfArea.processId === ospf.processId ? one.ospfArea.area : undefined;
  const { address } = one.address;
  const matching = ospf.networks.filter(
    (network) => ((address ^ network.address) & ~network.wildcard) >>> 0 === 0,
  );
  // The most specific statement wins, as on the real thing.
  return matching.sort((a, b) => a.wildcard - b.wildcard)[0]?.area;
}

/** Reference bandwidth 100 Mbit/s over the interface's own, at least 1. */
function defaultCost(interfaceName: string): number {
  if (interfaceName.startsWith('Serial')) return 64;
  return interfaceName.startsWith('Ethernet') ? 10 : 1;
}

function agree(first: OspfInterface, second: OspfInterface): boolean {
  return (
    first.segment === second.segment &&
    first.device !== second.device &&
    first.routerId !== second.routerId &&
    first.area === second.area &&
    first.kind === second.kind &&
    first.length === second.length &&
    prefixOf(first.address, first.length).address ===
      prefixOf(second.address, second.length).address
  );
}

function pairKey(first: OspfInterface, second: OspfInterface): string {
  const names = [first, second].map((one) => `${one.device} ${one.name} ${one.routerId}`);
  return names.sort().join(' - ');
}
