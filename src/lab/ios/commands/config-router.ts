import type { DeviceConfig, OspfConfig, OspfNetwork } from '../../model/config.ts';
import { parseIpv4 } from '../../model/ipv4.ts';
import { readArea } from '../area.ts';
import type { Args, Command } from '../command.ts';
import { CONFIG_ROUTER } from '../mode.ts';

const NETWORK = 'network <address:ip> <wildcard:wildcard> area <area:area>';
const NETWORK_HELP = [
  'Enable routing on an IP network',
  'Network number',
  'OSPF wild card bits',
  'Set the OSPF area ID',
  'OSPF area ID as a decimal value',
];

export const routerCommands: readonly Command[] = [
  setting(NETWORK, NETWORK_HELP, (ospf, args) => {
    const network = readNetwork(args);
    const others = ospf.networks.filter((one) => !isSameNetwork(one, network));
    return { networks: [...others, network] };
  }),
  setting(`no ${NETWORK}`, NETWORK_HELP, (ospf, args) => {
    const network = readNetwork(args);
    return { networks: ospf.networks.filter((one) => !isSameNetwork(one, network)) };
  }),
  {
    modes: CONFIG_ROUTER,
    path: 'router-id <id:ip>',
    help: ['router-id for this OSPF process', 'OSPF router-id in IP address format'],
    configure: (config, args) => {
      const routerId = parseIpv4(args['id'] ?? '');
      const note = '% OSPF: Reload or use "clear ip ospf process" command, for this to take effect';
      const isNew = config.ospf?.routerId !== routerId;
      const changed = change(config, () => ({ routerId }));
      return isNew ? { config: changed, note } : { config: changed };
    },
  },
  setting('no router-id', ['router-id for this OSPF process'], () => ({ routerId: undefined })),
  setting(
    'passive-interface default',
    ['Suppress routing updates on an interface', 'Suppress routing updates on all interfaces'],
    () => ({
      isPassiveByDefault: true,
      passiveExceptions: [],
    }),
  ),
  setting(
    'no passive-interface default',
    ['Suppress routing updates on an interface', 'Suppress routing updates on all interfaces'],
    () => ({
      isPassiveByDefault: false,
      passiveExceptions: [],
    }),
  ),
  setting(
    'passive-interface <interface:interface>',
    ['Suppress routing updates on an interface', ''],
    (ospf, args) => except(ospf, args['interface'] ?? '', !ospf.isPassiveByDefault),
  ),
  setting(
    'no passive-interface <interface:interface>',
    ['Suppress routing updates on an interface', ''],
    (ospf, args) => except(ospf, args['interface'] ?? '', ospf.isPassiveByDefault),
  ),
  setting('log-adjacency-changes', ['Log changes in adjacency state'], () => ({})),
];

function setting(
  path: string,
  help: readonly string[],
  set: (ospf: OspfConfig, args: Args) => Partial<OspfConfig>,
): Command {
  return {
    modes: CONFIG_ROUTER,
    path,
    help,
    configure: (config, args) => ({ config: change(config, (ospf) => set(ospf, args)) }),
  };
}

function change(
  config: DeviceConfig,
  set: (ospf: OspfConfig) => Partial<OspfConfig>,
): DeviceConfig {
  return config.ospf ? { ...config, ospf: { ...config.ospf, ...set(config.ospf) } } : config;
}

function except(ospf: OspfConfig, name: string, isException: boolean): Partial<OspfConfig> {
  const others = ospf.passiveExceptions.filter((one) => one !== name);
  return { passiveExceptions: isException ? [...others, name] : others };
}

function readNetwork(args: Args): OspfNetwork {
  const wildcard = parseIpv4(args['wildcard'] ?? '') ?? 0;
  const address = ((parseIpv4(args['address'] ?? '') ?? 0) & ~wildcard) >>> 0;
  return { address, wildcard, area: readArea(args['area'] ?? '0') };
}

function isSameNetwork(first: OspfNetwork, second: OspfNetwork): boolean {
  return first.address === second.address && first.wildcard === second.wildcard;
}
