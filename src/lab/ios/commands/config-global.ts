import {
  type DeviceConfig,
  isLoopback,
  newInterface,
  newOspf,
  type StaticRoute,
} from '../../model/config.ts';
import { keptSecret } from '../../model/enable-secret.ts';
import { formatPrefix, lengthOfMask, parseIpv4, prefixOf } from '../../model/ipv4.ts';
import type { Args, Command, Configured, RunContext } from '../command.ts';
import { CONFIG } from '../mode.ts';

/** Said and kept by IOS, but without effect in the lab. */
const ACCEPTED = [
  'version <number:word>',
  'service <rest:line>',
  'no service <rest:line>',
  'boot-start-marker',
  'boot-end-marker',
  'ip cef',
  'no ip domain lookup',
  'no ip domain-lookup',
  'ip domain lookup',
  'ip forward-protocol nd',
  'ip ssh version <version:1-2>',
  'logging <rest:line>',
  'no logging <rest:line>',
];

export const globalCommands: readonly Command[] = [
  {
    modes: CONFIG,
    path: 'hostname <name:word>',
    help: ["Set system's network name", "This system's network name"],
    configure: (config, args) => {
      const name = args['name'] ?? '';
      if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/.test(name)) {
        return { config: { ...config, hostname: name } };
      }
      return { note: '% Hostname contains one or more illegal characters.' };
    },
  },
  {
    modes: CONFIG,
    path: 'enable secret <secret:line>',
    help: ['Modify enable password parameters', 'Assign the privileged level secret', 'The secret'],
    configure: (config, args) => ({
      config: { ...config, enableSecret: keptSecret(args['secret'] ?? '') },
    }),
  },
  {
    modes: CONFIG,
    path: 'no enable secret',
    help: 'Assign the privileged level secret',
    configure: (config) => ({ config: { ...config, enableSecret: '' } }),
  },
  {
    modes: CONFIG,
    path: 'no hostname',
    help: "Set system's network name",
    configure: (config) => ({ config: { ...config, hostname: 'Router' } }),
  },
  {
    modes: CONFIG,
    path: 'ip domain name <name:word>',
    help: ['Define the default domain name', 'Default domain name'],
    configure: (config, args) => ({ config: { ...config, domainName: args['name'] ?? '' } }),
  },
  {
    modes: CONFIG,
    path: 'interface <interface:any-interface>',
    help: ['Select an interface to configure', ''],
    configure: (config, args) => {
      const name = args['interface'] ?? '';
      const place = { mode: 'interface', interface: name } as const;
      if (config.interfaces.some((one) => one.name === name)) return { place };
      return {
        config: { ...config, interfaces: [...config.interfaces, newInterface(name)] },
        place,
      };
    },
  },
  {
    modes: CONFIG,
    path: 'no interface <interface:interface>',
    help: ['Select an interface to configure', ''],
    configure: (config, args) => {
      const name = args['interface'] ?? '';
      if (!isLoopback(name)) return { note: '% Removal of physical interfaces is not permitted' };
      return {
        config: { ...config, interfaces: config.interfaces.filter((one) => one.name !== name) },
      };
    },
  },
  {
    modes: CONFIG,
    path: 'router ospf <process:1-65535>',
    help: ['Open Shortest Path First (OSPF)', 'Process ID'],
    configure: (config, args) => {
      const processId = Number(args['process']);
      const place = { mode: 'router', processId } as const;
      if (config.ospf?.processId === processId) return { place };
      if (config.ospf)
        return { note: `% Only one OSPF process: ospf ${config.ospf.processId} is running` };
      return { config: { ...config, ospf: newOspf(processId) }, place };
    },
  },
  {
    modes: CONFIG,
    path: 'no router ospf <process:1-65535>',
    help: ['Open Shortest Path First (OSPF)', 'Process ID'],
    configure: (config, args) =>
      config.ospf?.processId === Number(args['process'])
        ? { config: { ...config, ospf: undefined } }
        : {},
  },
  ...staticRouteCommands('ip route <prefix:ip> <mask:mask>'),
  {
    modes: CONFIG,
    path: 'banner motd <text:line>',
    help: ['Set Message of the Day banner', "c banner-text c, where 'c' is a delimiting character"],
    run: readBanner,
  },
  {
    modes: CONFIG,
    path: 'no banner motd',
    help: 'Set Message of the Day banner',
    configure: (config) => ({ config: { ...config, motd: '' } }),
  },
  {
    modes: CONFIG,
    path: 'line <type:word> <first:0-15>',
    help: ['Configure a terminal line', 'con, aux or vty', 'First line number'],
    configure: enterLine,
  },
  {
    modes: CONFIG,
    path: 'line <type:word> <first:0-15> <last:0-15>',
    help: 'Last line number',
    configure: enterLine,
  },
  ...ACCEPTED.map((path): Command => ({ modes: CONFIG, path, help: '', configure: () => ({}) })),
];

function enterLine(_config: unknown, args: Args): Configured {
  if (!/^(con|aux|vty)/.test(args['type'] ?? '')) return { note: '% Invalid line type' };
  return { place: { mode: 'line', line: `${args['type']} ${args['first']}` } };
}

function staticRouteCommands(start: string): Command[] {
  const ways = [
    { path: '<nextHop:ip>', help: "Forwarding router's address" },
    { path: '<interface:interface>', help: '' },
    { path: '<interface:interface> <nextHop:ip>', help: "Forwarding router's address" },
  ];
  return ways.flatMap((way): Command[] => [
    {
      modes: CONFIG,
      path: `${start} ${way.path}`,
      help: [
        'Establish static routes',
        'Destination prefix',
        'Destination prefix mask',
        ...Array(way.path.split(' ').length).fill(way.help),
      ],
      configure: addStaticRoute,
    },
    {
      modes: CONFIG,
      path: `${start} ${way.path} <distance:1-255>`,
      help: 'Distance metric for this route',
      configure: addStaticRoute,
    },
    {
      modes: CONFIG,
      path: `no ${start} ${way.path}`,
      help: way.help,
      configure: removeStaticRoute,
    },
  ]);
}

function addStaticRoute(config: DeviceConfig, args: Args): Configured {
  const route = readRoute(args);
  if (!route) return { note: '%Inconsistent address and mask' };
  const others = config.staticRoutes.filter((one) => !isSameRoute(one, route));
  return { config: { ...config, staticRoutes: [...others, route] } };
}

function removeStaticRoute(config: DeviceConfig, args: Args): Configured {
  const route = readRoute(args);
  const kept = config.staticRoutes.filter((one) => !route || !isSameRoute(one, route));
  if (kept.length === config.staticRoutes.length) return { note: '%No matching route to delete' };
  return { config: { ...config, staticRoutes: kept } };
}

/** Undefined when the prefix has host bits outside its mask. */
function readRoute(args: Args): StaticRoute | undefined {
  const address = parseIpv4(args['prefix'] ?? '') ?? 0;
  const length = lengthOfMask(parseIpv4(args['mask'] ?? '') ?? 0) ?? 0;
  const prefix = prefixOf(address, length);
  if (prefix.address !== address) return undefined;
  return {
    prefix,
    nextHop: args['nextHop'] === undefined ? undefined : parseIpv4(args['nextHop']),
    interface: args['interface'],
    distance: Number(args['distance'] ?? 1),
  };
}

function isSameRoute(first: StaticRoute, second: StaticRoute): boolean {
  return (
    formatPrefix(first.prefix) === formatPrefix(second.prefix) &&
    first.nextHop === second.nextHop &&
    first.interface === second.interface
  );
}

/** The first character is the delimiter; without a second one on the line more lines are asked for. */
async function readBanner({ terminal, network, device }: RunContext, args: Args): Promise<void> {
  const text = args['text'] ?? '';
  const delimiter = text.startsWith('^C') ? '^C' : text.slice(0, 1);
  let body = text.slice(delimiter.length);
  if (!body.includes(delimiter)) {
    terminal.write(`Enter TEXT message.  End with the character '${delimiter}'.\n`);
    while (!body.includes(delimiter)) {
      const line = await terminal.ask('');
      if (line === undefined) return;
      body += `\n${line}`;
    }
  }
  const motd = (body.split(delimiter)[0] ?? '').replace(/^\n|\n$/g, '');
  network.configure(device, (config) => ({ ...config, motd }));
}
