import { interfaceOf } from '../../model/config.ts';
import { formatIpv4 } from '../../model/ipv4.ts';
import type { Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';

export const showIpInterfaceCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'show ip interface brief',
    help: 'Brief summary of IP status and configuration',
    show: showBrief,
  },
];

function showBrief({ network, device }: View): string {
  const states = network.operation.interfaces.get(device.name) ?? [];
  const rows = states.map(({ config, status, protocol }) => {
    const { address } = config;
    const saved = interfaceOf(device.startup, config.name)?.address;
    const isSaved = saved?.address === address?.address && saved?.length === address?.length;
    return [
      config.name.padEnd(26),
      (address ? formatIpv4(address.address) : 'unassigned').padEnd(15),
      'YES',
      (address ? (isSaved ? 'NVRAM' : 'manual') : isSaved ? 'unset' : 'manual').padEnd(6),
      status.padEnd(21),
      protocol.padEnd(8),
    ].join(' ');
  });
  const header =
    'Interface                  IP-Address      OK? Method Status                Protocol';
  return [header, ...rows].join('\n');
}
