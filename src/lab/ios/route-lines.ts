import { classfulLength, formatIpv4, formatPrefix, type Prefix, prefixOf } from '../model/ipv4.ts';
import type { Route } from '../model/routing-table.ts';
import { formatAge } from '../model/time.ts';

/** A routing table as IOS 15 prints it: grouped by classful network, subnets indented below their line. */
export function routeLines(routes: readonly Route[], ageMs: (route: Route) => number): string[] {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const key = formatPrefix(majorOf(route.prefix));
    groups.set(key, [...(groups.get(key) ?? []), route]);
  }
  return [...groups].flatMap(([major, members]) => groupLines(major, members, ageMs));
}

/** The line above the routes in `show ip route`. */
export function gatewayOfLastResort(routes: readonly Route[]): string {
  const route = routes.find(({ prefix }) => prefix.length === 0);
  const [hop] = route?.nextHops ?? [];
  if (!hop) return 'Gateway of last resort is not set';
  return `Gateway of last resort is ${formatIpv4(hop.address ?? 0)} to network 0.0.0.0`;
}

/** One route in full, as `show ip route A.B.C.D` tells it. */
export function describeRoute(
  route: Route,
  { ageMs, processId }: { readonly ageMs: number; readonly processId: number },
): string {
  const isOspf = route.source.startsWith('ospf');
  const known = isOspf ? `ospf ${processId}` : route.source;
  const interArea = route.source === 'ospf-inter' ? 'inter' : 'intra';
  const type = isOspf ? `, type ${interArea} area` : '';
  const via = route.source === 'connected' ? ' (connected, via interface)' : type;
  const ago = isOspf ? `, ${formatAge(ageMs)} ago` : '';
  const [newest] = route.nextHops;
  return [
    `Routing entry for ${formatPrefix(route.prefix)}`,
    `  Known via "${known}", distance ${route.distance}, metric ${route.metric}${via}`,
    ...(isOspf && newest?.address !== undefined
      ? [`  Last update from ${formatIpv4(newest.address)} on ${newest.interface}${ago}`]
      : []),
    '  Routing Descriptor Blocks:',
    ...route.nextHops.flatMap(({ address, interface: name }, index) => {
      const mark = index === 0 ? '*' : ' ';
      const way =
        address === undefined
          ? `directly connected, via ${name}`
          : `${formatIpv4(address)}${isOspf ? `, from ${formatIpv4(address)}${ago}` : ''}${name === undefined ? '' : `, via ${name}`}`;
      return [
        `  ${mark} ${way}`,
        `      Route metric is ${route.metric}, traffic share count is 1`,
      ];
    }),
  ].join('\n');
}

function majorOf(prefix: Prefix): Prefix {
  const length = Math.min(prefix.length, classfulLength(prefix.address));
  return prefixOf(prefix.address, length);
}

function groupLines(
  major: string,
  members: readonly Route[],
  ageMs: (route: Route) => number,
): string[] {
  const [only] = members;
  if (members.length === 1 && only && formatPrefix(only.prefix) === major) {
    return entryLines({ route: only, name: major, indent: 6, ageMs });
  }
  const lengths = new Set(members.map(({ prefix }) => prefix.length));
  const isUniform = lengths.size === 1;
  const network = major.split('/')[0];
  const count = `${members.length} subnets`;
  const header = isUniform
    ? `      ${network}/${[...lengths][0]} is subnetted, ${count}`
    : `      ${major} is variably subnetted, ${count}, ${lengths.size} masks`;
  const entries = members.flatMap((route) => {
    const name = isUniform ? formatIpv4(route.prefix.address) : formatPrefix(route.prefix);
    return entryLines({ route, name, indent: 9, ageMs });
  });
  return [header, ...entries];
}

function entryLines(entry: {
  readonly route: Route;
  readonly name: string;
  readonly indent: number;
  readonly ageMs: (route: Route) => number;
}): string[] {
  const { route, name, indent, ageMs } = entry;
  const start = `${codeOf(route).padEnd(indent)}${name}`;
  if (route.source === 'connected' || route.source === 'local') {
    return [`${start} is directly connected, ${route.nextHops[0]?.interface}`];
  }
  const isOspf = route.source.startsWith('ospf');
  return route.nextHops.map(({ address, interface: leaving }, index) => {
    const lead = index === 0 ? start : ' '.repeat(start.length);
    if (address === undefined) return `${lead} is directly connected, ${leaving}`;
    const age = isOspf ? `, ${formatAge(ageMs(route))}` : '';
    const through = leaving === undefined ? '' : `, ${leaving}`;
    return `${lead} [${route.distance}/${route.metric}] via ${formatIpv4(address)}${age}${through}`;
  });
}

function codeOf(route: Route): string {
  const star = route.prefix.length === 0 ? '*' : '';
  switch (route.source) {
    case 'connected':
      return 'C';
    case 'local':
      return 'L';
    case 'static':
      return `S${star}`;
    case 'ospf':
      return `O${star}`;
    case 'ospf-inter':
      return `O${star === '' ? ' ' : star}IA`;
  }
}
