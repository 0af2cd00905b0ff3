import { formatPrefix, type Prefix, prefixOf } from './ipv4.ts';
import type { OspfInterface, Pairing } from './ospf.ts';
import { type NextHop, type Reach, shortestPaths, union } from './spf.ts';

/** A route OSPF found, inside an area or through area border routers. */
export interface OspfRoute {
  readonly prefix: Prefix;
  readonly cost: number;
  readonly kind: 'intra' | 'inter';
  readonly nextHops: readonly NextHop[];
}

type Routes = Map<string, OspfRoute>;

const BACKBONE = 0;

/**
 * The OSPF routes of every device: per area by shortest path, then between areas through routers that sit in the
 * backbone and another area (RFC 2328, section 16.2).
 */
export function ospfRoutes(
  interfaces: readonly OspfInterface[],
  full: readonly Pairing[],
): ReadonlyMap<string, readonly OspfRoute[]> {
  const areas = exploreAreas(interfaces, full);
  const devices = [...new Set(interfaces.map((one) => one.device))];
  const overBackbone = new Map<string, Routes>();
  for (const device of devices) {
    if (!areas.isIn(device, BACKBONE)) continue;
    const announced = (border: string) => areas.intraOutside(border, BACKBONE);
    overBackbone.set(device, learn(areas, { device, area: BACKBONE, announced }));
  }
  return new Map(
    devices.map((device) => {
      const all: Routes = new Map();
      for (const route of areas.intraOutside(device, undefined)) offer(all, route);
      for (const route of overBackbone.get(device)?.values() ?? []) offer(all, route);
      if (overBackbone.has(device)) return [device, [...all.values()]];
      const announcedIn = (area: number) => (border: string) => [
        ...areas.intraOutside(border, area),
        ...(overBackbone.get(border)?.values() ?? []),
      ];
      for (const area of areas.numbers) {
        const learnt = learn(areas, { device, area, announced: announcedIn(area) });
        for (const route of learnt.values()) offer(all, route);
      }
      return [device, [...all.values()]];
    }),
  );
}

/** What every device knows of the areas it sits in. */
interface Areas {
  readonly numbers: readonly number[];
  /** Devices that sit in the backbone and another area. */
  readonly borders: readonly string[];
  isIn(device: string, area: number): boolean;
  /** How a device reaches the others of an area. */
  reach(device: string, area: number): ReadonlyMap<string, Reach> | undefined;
  /** A device's own routes of all its areas but one. */
  intraOutside(device: string, except: number | undefined): readonly OspfRoute[];
}

function exploreAreas(interfaces: readonly OspfInterface[], full: readonly Pairing[]): Areas {
  const numbers = [...new Set(interfaces.map((one) => one.area))];
  const reach = new Map<string, ReadonlyMap<string, Reach>>();
  const intra = new Map<string, Routes>();
  for (const area of numbers) {
    const members = interfaces.filter((one) => one.area === area);
    const pairs = full.filter(({ ends }) => ends[0].area === area);
    for (const device of new Set(members.map((one) => one.device))) {
      const paths = shortestPaths(device, pairs);
      reach.set(at(device, area), paths);
      intra.set(at(device, area), intraRoutes(members, paths));
    }
  }
  const isIn = (device: string, area: number): boolean => intra.has(at(device, area));
  const isBorder = (device: string): boolean =>
    isIn(device, BACKBONE) && numbers.some((area) => area !== BACKBONE && isIn(device, area));
  return {
    numbers,
    borders: [...new Set(interfaces.map((one) => one.device))].filter(isBorder),
    isIn,
    reach: (device, area) => reach.get(at(device, area)),
    intraOutside: (device, except) =>
      numbers
        .filter((area) => area !== except)
        .flatMap((area) => [...(intra.get(at(device, area))?.values() ?? [])]),
  };
}

/** Routes a device learns in one area from what the border routers there announce. */
function learn(
  areas: Areas,
  by: {
    readonly device: string;
    readonly area: number;
    readonly announced: (border: string) => readonly OspfRoute[];
  },
): Routes {
  const learnt: Routes = new Map();
  const paths = areas.reach(by.device, by.area);
  for (const border of areas.borders) {
    const path = border === by.device ? undefined : paths?.get(border);
    if (!path) continue;
    for (const { prefix, cost } of by.announced(border)) {
      const { distance, nextHops } = path;
      offer(learnt, { prefix, cost: distance + cost, kind: 'inter', nextHops });
    }
  }
  return learnt;
}

function intraRoutes(members: readonly OspfInterface[], paths: ReadonlyMap<string, Reach>): Routes {
  const routes: Routes = new Map();
  for (const one of members) {
    const path = paths.get(one.device);
    if (!path) continue;
    // A loopback is announced as a host route whatever its mask.
    const prefix = prefixOf(one.address, one.kind === 'loopback' ? 32 : one.length);
    const cost = path.distance + one.cost;
    offer(routes, { prefix, cost, kind: 'intra', nextHops: path.nextHops });
  }
  return routes;
}

/** Keeps the better of two routes to a prefix: inside an area first, then the cheaper; equals are merged. */
function offer(routes: Routes, route: OspfRoute): void {
  const key = formatPrefix(route.prefix);
  const known = routes.get(key);
  if (!known || isBetter(route, known)) routes.set(key, route);
  else if (route.kind === known.kind && route.cost === known.cost) {
    routes.set(key, { ...known, nextHops: union(known.nextHops, route.nextHops) });
  }
}

function isBetter(route: OspfRoute, known: OspfRoute): boolean {
  if (route.kind !== known.kind) return route.kind === 'intra';
  return route.cost < known.cost;
}

function at(device: string, area: number): string {
  return `${device} ${area}`;
}
