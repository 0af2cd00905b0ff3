import { roleOf } from './designated.ts';
import { FORMING_MS, type Network } from './network.ts';
import type { OspfInterface, Pairing } from './ospf.ts';

/** One line of `show ip ospf neighbor`. */
export interface Neighbour {
  readonly near: OspfInterface;
  readonly far: OspfInterface;
  /** `FULL/DR`, `2WAY/DROTHER`, `FULL/  -`. */
  readonly state: string;
  /** Until the neighbour is given up, if no hello comes. */
  readonly deadInMs: number;
  readonly upForMs: number;
}

const HELLO_MS = 10_000;
const DEAD_MS = 40_000;

/** The OSPF neighbours of a device as they are now. */
export function neighboursOf(network: Network, device: string): Neighbour[] {
  return network.operation.pairings
    .flatMap((pairing) => {
      const [first, second] = pairing.ends;
      if (first.device === device) return [neighbour(network, pairing, [first, second])];
      return second.device === device ? [neighbour(network, pairing, [second, first])] : [];
    })
    .sort((a, b) => b.far.routerId - a.far.routerId);
}

/** How many of an interface's neighbours are full, and how many there are. */
export function countNeighbours(network: Network, one: OspfInterface): [number, number] {
  const mine = network.operation.pairings.filter(({ ends }) =>
    ends.some((end) => end.device === one.device && end.name === one.name),
  );
  return [mine.filter((pairing) => network.isFull(pairing)).length, mine.length];
}

function neighbour(network: Network, pairing: Pairing, [near, far]: Pairing['ends']): Neighbour {
  const heardForMs = network.heardForMs(pairing);
  // Each sender's hellos have their own rhythm, taken from its router ID.
  const sinceHelloMs = (network.nowMs + ((far.routerId * 7919) % HELLO_MS)) % HELLO_MS;
  return {
    near,
    far,
    state: `${stateAt(network, pairing, heardForMs)}/${roleOf(far, network.designations)}`,
    deadInMs: DEAD_MS - sinceHelloMs,
    upForMs: heardForMs,
  };
}

function stateAt(network: Network, pairing: Pairing, heardForMs: number): string {
  const progress = heardForMs / FORMING_MS;
  if (progress < 0.3) return 'INIT';
  if (progress < 0.5 || !network.isAdjacent(pairing)) return '2WAY';
  if (progress < 0.7) return 'EXSTART';
  return progress < 1 ? 'LOADING' : 'FULL';
}
