import { isPassive } from '../../model/config.ts';
import { formatIpv4 } from '../../model/ipv4.ts';
import { neighboursOf } from '../../model/neighbours.ts';
import { formatAge } from '../../model/time.ts';
import type { Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';

export const showIpProtocolsCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'show ip protocols',
    help: 'IP routing protocol process parameters and statistics',
    show: showProtocols,
  },
];

function showProtocols({ device, network }: View): string {
  const { ospf, interfaces } = device.config;
  if (!ospf) return '*** IP Routing is NSF aware ***\n';
  const passive = interfaces.filter((one) => isPassive(ospf, one.name));
  const explicit = interfaces.filter((one) => one.ospfArea);
  const sources = neighboursOf(network, device.name);
  return [
    '*** IP Routing is NSF aware ***',
    '',
    `Routing Protocol is "ospf ${ospf.processId}"`,
    '  Outgoing update filter list for all interfaces is not set',
    '  Incoming update filter list for all interfaces is not set',
    `  Router ID ${formatIpv4(device.routerId ?? 0)}`,
    '  Number of areas in this router is 1. 1 normal 0 stub 0 nssa',
    '  Maximum path: 4',
    '  Routing for Networks:',
    ...ospf.networks.map(
      (one) => `    ${formatIpv4(one.address)} ${formatIpv4(one.wildcard)} area ${one.area}`,
    ),
    ...(explicit.length === 0
      ? []
      : [
          '  Routing on Interfaces Configured Explicitly:',
          ...explicit.map((one) => `    ${one.name}`),
        ]),
    ...(passive.length === 0
      ? []
      : ['  Passive Interface(s):', ...passive.map((one) => `    ${one.name}`)]),
    '  Routing Information Sources:',
    '    Gateway         Distance      Last Update',
    ...sources.map(
      ({ far, upForMs }) =>
        `    ${formatIpv4(far.routerId).padEnd(16)}     110      ${formatAge(upForMs)}`,
    ),
    '  Distance: (default is 110)',
    '',
  ].join('\n');
}
