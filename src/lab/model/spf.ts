import type { Ipv4 } from './ipv4.ts';
import type { OspfInterface, Pairing } from './ospf.ts';

/** Where a packet leaves: through an interface, to a gateway or straight to its destination. */
export interface NextHop {
  readonly address: Ipv4 | undefined;
  readonly interface: string | undefined;
}

/** How a router is reached from the root: its distance and all first hops of equal cost. */
export interface Reach {
  readonly distance: number;
  readonly nextHops: readonly NextHop[];
}

interface Edge {
  readonly to: string;
  readonly cost: number;
  /** The far interface when `to` is a router: its address is the gateway if the root is next to it. */
  readonly far: OspfInterface | undefined;
  /** The near interface when the edge starts at a router. */
  readonly near: OspfInterface | undefined;
}

/**
 * Shortest paths inside one area from one router (RFC 2328, section 16.1). A broadcast segment is a vertex of its own:
 * the way into it has the interface's cost, the way out of it none. Equal paths are all kept.
 */
export function shortestPaths(root: string, full: readonly Pairing[]): ReadonlyMap<string, Reach> {
  const graph = graphOf(full);
  const best = new Map<string, { distance: number; nextHops: NextHop[] }>();
  const done = new Set<string>();
  best.set(root, { distance: 0, nextHops: [] });
  for (let at = nearest(best, done); at !== undefined; at = nearest(best, done)) {
    done.add(at);
    const here = best.get(at);
    if (!here) break;
    for (const edge of graph.get(at) ?? []) {
      const distance = here.distance + edge.cost;
      const known = best.get(edge.to);
      if (done.has(edge.to) || (known && known.distance < distance)) continue;
      const nextHops = firstHops({ root, at, edge, inherited: here.nextHops });
      if (known?.distance === distance) {
        best.set(edge.to, { distance, nextHops: union(known.nextHops, nextHops) });
      } else best.set(edge.to, { distance, nextHops });
    }
  }
  return new Map([...best].filter(([vertex]) => !isSegment(vertex)));
}

/** The union of two sets of next hops, in a stable order: by gateway, highest first, as IOS lists them. */
export function union(first: readonly NextHop[], second: readonly NextHop[]): NextHop[] {
  const all = new Map<string, NextHop>();
  for (const hop of [...first, ...second]) all.set(`${hop.address} ${hop.interface}`, hop);
  return [...all.values()].sort((a, b) => (b.address ?? 0) - (a.address ?? 0));
}

function graphOf(full: readonly Pairing[]): Map<string, Edge[]> {
  const graph = new Map<string, Edge[]>();
  const seen = new Set<string>();
  const add = (from: string, edge: Edge): void => {
    const id = `${from} ${edge.to} ${edge.near?.name ?? ''} ${edge.far?.name ?? ''}`;
    if (seen.has(id)) return;
    seen.add(id);
    graph.set(from, [...(graph.get(from) ?? []), edge]);
  };
  for (const { ends } of full) {
    for (const [near, far] of [ends, [ends[1], ends[0]] as const]) {
      if (near.kind === 'point-to-point') {
        add(near.device, { to: far.device, cost: near.cost, far, near });
      } else {
        const segment = `segment ${near.segment}`;
        add(near.device, { to: segment, cost: near.cost, far: undefined, near });
        add(segment, { to: near.device, cost: 0, far: near, near: undefined });
      }
    }
  }
  return graph;
}

/** Segments come before routers at the same distance, or an equal path through one would be missed. */
function nearest(
  best: ReadonlyMap<string, { readonly distance: number }>,
  done: ReadonlySet<string>,
): string | undefined {
  let found: string | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  for (const [vertex, { distance }] of best) {
    if (done.has(vertex)) continue;
    if (distance < shortest || (distance === shortest && isSegment(vertex))) {
      found = vertex;
      shortest = distance;
    }
  }
  return found;
}

function firstHops(step: {
  readonly root: string;
  readonly at: string;
  readonly edge: Edge;
  readonly inherited: readonly NextHop[];
}): NextHop[] {
  const { root, at, edge, inherited } = step;
  if (at === root) return [{ address: edge.far?.address, interface: edge.near?.name }];
  if (!isSegment(at)) return [...inherited];
  // A segment next to the root knows only the way out; the router behind it is the gateway.
  return inherited.map((hop) =>
    hop.address === undefined ? { address: edge.far?.address, interface: hop.interface } : hop,
  );
}

function isSegment(vertex: string): boolean {
  return vertex.startsWith('segment ');
}
