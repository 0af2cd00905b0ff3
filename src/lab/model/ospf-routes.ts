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
  const areas = [...new Set(interfaces.map((one) => one.area))];
  const devices = [...new Set(interfaces.map((one) => one.device))];
  const reach = new Map<string, ReadonlyMap<string, Reach>>();
  const intra = new Map<string, Routes>();
  for (const area of areas) {
    const members = interfaces.filter((one) => one.area === area);
    const pairs = full.filter(({ ends }) => ends[0].area === area);
    for (const device of new Set(members.map((one) => one.device))) {
      const paths = shortestPaths(device, pairs);
      reach.set(at(device, area), paths);
      intra.set(at(device, area), intraRoutes(members, paths));
    }
  }
  const isIn = (device: string, area: number): boolean => intra.has(at(device, area));
  const borders = devices.filter(
    (device) =>
      isIn(device, BACKBONE) && areas.some((area) => area !== BACKBONE && isIn(device, area)),
  );

  /** Routes a device learns in one area from what the border routers there announce. */
  const learn = (
    device: string,
    area: number,
    announced: (border: string) => Iterable<OspfRoute>,
  ) => {
    const learnt: Routes = new Map();
    const paths = reach.get(at(device, area));
    for (const border of borders) {
      const path = border === device ? undefined : paths?.get(border);
      if (!path) continue;
      for (const route of announced(border)) {
        offer(learnt, {
          prefix: route.prefix,
          cost: path.distance + route.cost,
          kind: 'inter',
          nextHops: path.nextHops,
        });
      }
    }
    return learnt;
  };
  const othersOf = (border: string, except: number): OspfRoute[] =>
    areas.flatMap((area) =>
      area === except ? [] : [...(intra.get(at(border, area))?.values() ?? [])],
    );

  const overBackbone = new Map<string, Routes>();
  for (const device of devices) {
    if (isIn(device, BACKBONE)) {
      overBackbone.set(
        device,
        learn(device, BACKBONE, (border) => othersOf(border, BACKBONE)),
      );
    }
  }
  return new Map(
    devices.map((device) => {
      const all: Routes = new Map();
      for (const area of areas) {
        for (const route of intra.get(at(device, area))?.values() ?? []) offer(all, route);
      }
      const fromBackbone = overBackbone.get(device);
      for (const route of fromBackbone?.values() ?? []) offer(all, route);
      if (!fromBackbone) {
        for (const area of areas) {
          const learnt = learn(device, area, (border) => [
            ...othersOf(border, area),
            ...(overBackbone.get(border)?.values() ?? []),
          ]);
          for (const route of learnt.values()) offer(all, route);
        }
      }
      return [device, [...all.values()]];
    }),
  );
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
