import type { Ipv4 } from './ipv4.ts';
import type { Operation } from './operation.ts';
import { lookUp, type Route } from './routing-table.ts';
import { segmentOf } from './segment.ts';

/** A packet's way through the network, hop by hop. */
export interface Walk {
  /** The devices after the first, each with the address it was entered by. */
  readonly hops: readonly Hop[];
  readonly end: 'delivered' | 'no-route' | 'no-answer' | 'looped';
  /** The device at which it ended. */
  readonly at: string;
}

export interface Hop {
  readonly device: string;
  readonly address: Ipv4;
}

/** How an echo request and its reply fare. `delivered` only when both find their way. */
export interface EchoOutcome {
  readonly forward: Walk;
  readonly outcome: 'replied' | 'unreachable' | 'lost';
}

const MAX_HOPS = 64;
const MAX_RECURSION = 8;

/** Walks a packet from a device by its and every following routing table. */
export function walk(operation: Operation, from: string, flow: Flow): Walk {
  const hops: Hop[] = [];
  let at = from;
  while (hops.length < MAX_HOPS) {
    if (owns(operation, at, flow.destination)) return { hops, end: 'delivered', at };
    const exit = exitFor(operation.tables.get(at) ?? [], flow);
    if (!exit) return { hops, end: 'no-route', at };
    const next = neighbourAt(operation, at, exit);
    if (!next) return { hops, end: 'no-answer', at };
    hops.push({ device: next, address: exit.gateway });
    at = next;
  }
  return { hops, end: 'looped', at };
}

export interface Flow {
  readonly source: Ipv4;
  readonly destination: Ipv4;
}

/** Sends an echo request and walks the reply back to the source address. */
export function echo(operation: Operation, from: string, flow: Flow): EchoOutcome {
  const forward = walk(operation, from, flow);
  const hasWayBack = (device: string): boolean => {
    const back = walk(operation, device, { source: flow.destination, destination: flow.source });
    return back.end === 'delivered' && back.at === from;
  };
  if (forward.end === 'delivered') {
    return { forward, outcome: hasWayBack(forward.at) ? 'replied' : 'lost' };
  }
  const isTold = forward.end === 'no-route' && forward.at !== from && hasWayBack(forward.at);
  return { forward, outcome: isTold ? 'unreachable' : 'lost' };
}

/** The address a device sends from towards a destination: that of the interface it leaves by. */
export function sourceFor(
  operation: Operation,
  device: string,
  destination: Ipv4,
): Ipv4 | undefined {
  if (owns(operation, device, destination)) return destination;
  const flow = { source: 0, destination };
  const exit = exitFor(operation.tables.get(device) ?? [], flow);
  const state = operation.interfaces
    .get(device)
    ?.find((one) => one.config.name === exit?.interface);
  return state?.config.address?.address;
}

interface Exit {
  readonly interface: string;
  readonly gateway: Ipv4;
}

function exitFor(table: readonly Route[], flow: Flow): Exit | undefined {
  let target = flow.destination;
  for (let depth = 0; depth < MAX_RECURSION; depth++) {
    const route = lookUp(table, target);
    if (!route || route.nextHops.length === 0) return undefined;
    // Equal paths are shared per flow, so one conversation always takes one way.
    const hop = route.nextHops[hashOf(flow) % route.nextHops.length];
    if (!hop) return undefined;
    if (hop.interface !== undefined) {
      return { interface: hop.interface, gateway: hop.address ?? target };
    }
    if (hop.address === undefined || hop.address === target) return undefined;
    target = hop.address;
  }
  return undefined;
}

function neighbourAt(operation: Operation, device: string, exit: Exit): string | undefined {
  const segment = segmentOf(operation.segments, device, exit.interface);
  const end = segment?.ends.find((one) => {
    if (one.device === device) return false;
    const states = operation.interfaces.get(one.device) ?? [];
    const state = states.find(({ config }) => config.name === one.interface);
    return state?.protocol === 'up' && state.config.address?.address === exit.gateway;
  });
  return end?.device;
}

function owns(operation: Operation, device: string, address: Ipv4): boolean {
  const states = operation.interfaces.get(device) ?? [];
  return states.some(
    ({ config, protocol }) => protocol === 'up' && config.address?.address === address,
  );
}

function hashOf(flow: Flow): number {
  return (Math.imul(flow.source ^ (flow.destination * 31), 0x9e3779b1) >>> 8) % 65_536;
}
