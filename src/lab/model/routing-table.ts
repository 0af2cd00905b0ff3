import type { DeviceConfig } from './config.ts';
import type { InterfaceState } from './interfaces.ts';
import { covers, formatPrefix, type Ipv4, type Prefix, prefixOf } from './ipv4.ts';
import type { OspfRoute } from './ospf-routes.ts';
import type { NextHop } from './spf.ts';

/** One line of a routing table. */
export interface Route {
  readonly source: 'connected' | 'local' | 'static' | 'ospf' | 'ospf-inter';
  readonly prefix: Prefix;
  readonly distance: number;
  readonly metric: number;
  readonly nextHops: readonly NextHop[];
}

/** The routing table of a device: per prefix the source with the lowest distance; sorted by prefix. */
export function routingTable(
  config: DeviceConfig,
  states: readonly InterfaceState[],
  ospf: readonly OspfRoute[],
): Route[] {
  const learnt = [...connectedRoutes(states), ...ospf.filter(hasWay).map(fromOspf)];
  const best = bestOf(learnt);
  const usable = config.staticRoutes.flatMap((one): Route[] => {
    const isUp = one.interface === undefined || isInterfaceUp(states, one.interface);
    const isReachable =
      one.nextHop === undefined || best.some((route) => covers(route.prefix, one.nextHop ?? 0));
    if (!isUp || !isReachable) return [];
    const nextHops = [{ address: one.nextHop, interface: one.interface }];
    return [{ source: 'static', prefix: one.prefix, distance: one.distance, metric: 0, nextHops }];
  });
  return bestOf([...best, ...usable]).sort(
    (a, b) => a.prefix.address - b.prefix.address || a.prefix.length - b.prefix.length,
  );
}

/** The longest match for an address. */
export function lookUp(table: readonly Route[], address: Ipv4): Route | undefined {
  let found: Route | undefined;
  for (const route of table) {
    const isLonger = !found || route.prefix.length > found.prefix.length;
    if (isLonger && covers(route.prefix, address)) found = route;
  }
  return found;
}

function connectedRoutes(states: readonly InterfaceState[]): Route[] {
  return states.flatMap(({ config, protocol }): Route[] => {
    if (protocol !== 'up' || !config.address) return [];
    const { address, length } = config.address;
    const shared = {
      distance: 0,
      metric: 0,
      nextHops: [{ address: undefined, interface: config.name }],
    };
    const connected: Route = { source: 'connected', prefix: prefixOf(address, length), ...shared };
    // A /32 is its own network: only the connected line is shown.
    if (length === 32) return [connected];
    return [connected, { source: 'local', prefix: prefixOf(address, 32), ...shared }];
  });
}

function hasWay(route: OspfRoute): boolean {
  return route.nextHops.length > 0;
}

function fromOspf(route: OspfRoute): Route {
  return {
    source: route.kind === 'intra' ? 'ospf' : 'ospf-inter',
    prefix: route.prefix,
    distance: 110,
    metric: route.cost,
    nextHops: route.nextHops,
  };
}

function bestOf(routes: readonly Route[]): Route[] {
  const best = new Map<string, Route>();
  for (const route of routes) {
    const key = formatPrefix(route.prefix);
    const known = best.get(key);
    if (!known || route.distance < known.distance) best.set(key, route);
    else if (
      route.source === 'static' &&
      known.source === 'static' &&
      route.distance === known.distance
    ) {
      best.set(key, { ...known, nextHops: [...known.nextHops, ...route.nextHops] });
    }
  }
  return [...best.values()];
}

function isInterfaceUp(states: readonly InterfaceState[], name: string): boolean {
  return states.some((one) => one.config.name === name && one.protocol === 'up');
}
