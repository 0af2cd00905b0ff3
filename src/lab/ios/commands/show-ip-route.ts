import { formatPrefix, parseIpv4 } from '../../model/ipv4.ts';
import { lookUp, type Route } from '../../model/routing-table.ts';
import type { Args, Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';
import { describeRoute, gatewayOfLastResort, routeLines } from '../route-lines.ts';

const CODES = `Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP
       D - EIGRP, EX - EIGRP external, O - OSPF, IA - OSPF inter area 
       N1 - OSPF NSSA external type 1, N2 - OSPF NSSA external type 2
       E1 - OSPF external type 1, E2 - OSPF external type 2
       i - IS-IS, su - IS-IS summary, L1 - IS-IS level-1, L2 - IS-IS level-2
       ia - IS-IS inter area, * - candidate default, U - per-user static route
       o - ODR, P - periodic downloaded static route, H - NHRP, l - LISP
       a - application route
       + - replicated route, % - next hop override, p - overrides from PfR
`;

export const showIpRouteCommands: readonly Command[] = [
  table('show ip route', 'IP routing table', () => true),
  table('show ip route connected', 'Connected', ({ source }) => source === 'connected'),
  table('show ip route static', 'Static routes', ({ source }) => source === 'static'),
  table('show ip route ospf', 'Open Shortest Path First (OSPF)', ({ source }) =>
    source.startsWith('ospf'),
  ),
  {
    modes: EXEC,
    path: 'show ip route <address:ip>',
    help: 'Network to display information about or hostname',
    show: showOne,
  },
];

function table(path: string, help: string, isShown: (route: Route) => boolean): Command {
  return {
    modes: EXEC,
    path,
    help,
    show: ({ network, device }) => {
      const all = network.operation.tables.get(device.name) ?? [];
      const age = (route: Route): number =>
        network.routeAgeMs(device.name, formatPrefix(route.prefix));
      const lines = routeLines(all.filter(isShown), age);
      return [CODES, gatewayOfLastResort(all), '', ...lines].join('\n');
    },
  };
}

function showOne({ network, device }: View, args: Args): string {
  const all = network.operation.tables.get(device.name) ?? [];
  const route = lookUp(
    all.filter((one) => one.prefix.length > 0 && one.source !== 'local'),
    parseIpv4(args['address'] ?? '') ?? 0,
  );
  if (!route) return '% Network not in table';
  return describeRoute(route, {
    ageMs: network.routeAgeMs(device.name, formatPrefix(route.prefix)),
    processId: device.config.ospf?.processId ?? 1,
  });
}
