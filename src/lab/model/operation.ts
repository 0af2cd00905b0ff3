import { type DeviceFacts, type InterfaceState, interfaceStates } from './interfaces.ts';
import { type OspfInterface, ospfInterfaces, type Pairing, pairings } from './ospf.ts';
import { ospfRoutes } from './ospf-routes.ts';
import { type Route, routingTable } from './routing-table.ts';
import type { Segment } from './segment.ts';

/** Everything that follows from the configurations and the cables at one moment. */
export interface Operation {
  readonly segments: readonly Segment[];
  readonly interfaces: ReadonlyMap<string, readonly InterfaceState[]>;
  readonly ospfInterfaces: readonly OspfInterface[];
  readonly pairings: readonly Pairing[];
  /** The keys of the pairings that have finished exchanging. */
  readonly full: ReadonlySet<string>;
  readonly tables: ReadonlyMap<string, readonly Route[]>;
}

/** Computes the whole network. `isFull` tells which pairs of neighbours have finished exchanging. */
export function operate(
  devices: readonly DeviceFacts[],
  segments: readonly Segment[],
  isFull: (pairing: Pairing) => boolean,
): Operation {
  const interfaces = new Map(
    devices.map((one) => [one.name, interfaceStates(one, devices, segments)] as const),
  );
  const running = devices.flatMap((one) =>
    ospfInterfaces(one, interfaces.get(one.name) ?? [], segments),
  );
  const pairs = pairings(running);
  const fullPairs = pairs.filter(isFull);
  const learnt = ospfRoutes(running, fullPairs);
  const tables = new Map(
    devices.map((one) => {
      const states = interfaces.get(one.name) ?? [];
      return [one.name, routingTable(one.config, states, learnt.get(one.name) ?? [])] as const;
    }),
  );
  const full = new Set(fullPairs.map(({ key }) => key));
  return { segments, interfaces, ospfInterfaces: running, pairings: pairs, full, tables };
}
