import {
  changeInterface,
  type DeviceConfig,
  type InterfaceConfig,
  newOspf,
  type OspfNetworkType,
} from '../../model/config.ts';
import { formatIpv4, lengthOfMask, maskOf, parseIpv4, prefixOf } from '../../model/ipv4.ts';
import { readArea } from '../area.ts';
import type { Args, Command, Configured } from '../command.ts';
import { CONFIG_IF, type Place } from '../mode.ts';

export const interfaceCommands: readonly Command[] = [
  setting(
    'description <text:line>',
    ['Interface specific description', 'Up to 200 characters describing this interface'],
    (args) => ({
      description: (args['text'] ?? '').slice(0, 200),
    }),
  ),
  setting('no description', ['Interface specific description'], () => ({ description: '' })),
  setting('shutdown', ['Shutdown the selected interface'], () => ({ isShutdown: true })),
  setting('no shutdown', ['Shutdown the selected interface'], () => ({ isShutdown: false })),
  {
    modes: CONFIG_IF,
    path: 'ip address <address:ip> <mask:mask>',
    help: ['Set the IP address of an interface', 'IP address', 'IP subnet mask'],
    configure: setAddress,
  },
  setting('no ip address', ['Set the IP address of an interface'], () => ({ address: undefined })),
  setting('no ip address <address:ip> <mask:mask>', ['IP address', 'IP subnet mask'], () => ({
    address: undefined,
  })),
  setting('ip ospf cost <cost:1-65535>', ['Interface cost', 'Cost'], (args) => ({
    ospfCost: Number(args['cost']),
  })),
  setting('no ip ospf cost', ['Interface cost'], () => ({ ospfCost: undefined })),
  setting('ip ospf priority <priority:0-255>', ['Router priority', 'Priority'], (args) => ({
    ospfPriority: Number(args['priority']),
  })),
  setting('no ip ospf priority', ['Router priority'], () => ({ ospfPriority: 1 })),
  networkType('broadcast', 'Specify OSPF broadcast multi-access network'),
  networkType('point-to-point', 'Specify OSPF point-to-point network'),
  setting('no ip ospf network', ['Network type'], () => ({ ospfNetwork: undefined })),
  {
    modes: CONFIG_IF,
    path: 'ip ospf <process:1-65535> area <area:area>',
    help: ['Process ID', 'Set the OSPF area ID', 'OSPF area ID as a decimal value'],
    configure: setArea,
  },
  setting(
    'no ip ospf <process:1-65535> area <area:area>',
    ['Process ID', 'Set the OSPF area ID', 'OSPF area ID'],
    () => ({
      ospfArea: undefined,
    }),
  ),
  setting(
    'duplex auto',
    ['Configure duplex operation', 'Enable AUTO duplex configuration'],
    () => ({}),
  ),
  setting(
    'speed auto',
    ['Configure speed operation', 'Enable AUTO speed configuration'],
    () => ({}),
  ),
];

function setting(
  path: string,
  help: readonly string[],
  change: (args: Args) => Partial<InterfaceConfig>,
): Command {
  return {
    modes: CONFIG_IF,
    path,
    help,
    configure: (config, args, place) => ({
      config: changeInterface(config, nameOf(place), change(args)),
    }),
  };
}

function networkType(type: OspfNetworkType, help: string): Command {
  return setting(`ip ospf network ${type}`, ['Network type', help], () => ({ ospfNetwork: type }));
}

function setAddress(config: DeviceConfig, args: Args, place: Place): Configured {
  const address = parseIpv4(args['address'] ?? '') ?? 0;
  const length = lengthOfMask(parseIpv4(args['mask'] ?? '') ?? 0) ?? 0;
  const name = nameOf(place);
  const network = prefixOf(address, length);
  const last = (network.address | ~maskOf(length)) >>> 0;
  if (length < 31 && (address === network.address || address === last)) {
    return { note: `Bad mask /${length} for address ${formatIpv4(address)}` };
  }
  for (const other of config.interfaces) {
    if (other.name === name || !other.address) continue;
    const shorter = Math.min(length, other.address.length);
    if (prefixOf(address, shorter).address === prefixOf(other.address.address, shorter).address) {
      return { note: `% ${formatIpv4(network.address)} overlaps with ${other.name}` };
    }
  }
  return { config: changeInterface(config, name, { address: { address, length } }) };
}

/** Naming an area on an interface starts the process if it does not run yet. */
function setArea(config: DeviceConfig, args: Args, place: Place): Configured {
  const processId = Number(args['process']);
  const area = readArea(args['area'] ?? '0');
  const started = config.ospf ? config : { ...config, ospf: newOspf(processId) };
  return { config: changeInterface(started, nameOf(place), { ospfArea: { processId, area } }) };
}

function nameOf(place: Place): string {
  return place.mode === 'interface' ? place.interface : '';
}
