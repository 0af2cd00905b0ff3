import {
  type DeviceConfig,
  type InterfaceConfig,
  isLoopback,
  type OspfConfig,
  type StaticRoute,
} from '../model/config.ts';
import { formatIpv4, maskOf } from '../model/ipv4.ts';

/** A configuration as the text a person would type to get it. */
export function renderConfig(config: DeviceConfig, version: string): string {
  return [
    '!',
    `version ${/^\d+\.\d+/.exec(version)?.[0] ?? version}`,
    'service timestamps debug datetime msec',
    'service timestamps log datetime msec',
    'no service password-encryption',
    '!',
    `hostname ${config.hostname}`,
    '!',
    ...(config.enableSecret === '' ? [] : [`enable secret ${config.enableSecret}`, '!']),
    'no ip domain lookup',
    `ip domain name ${config.domainName}`,
    'ip cef',
    '!',
    ...loopbacksFirst(config.interfaces).flatMap((one) => [...renderInterface(one), '!']),
    ...(config.ospf ? [...renderOspf(config.ospf), '!'] : []),
    ...config.staticRoutes.map(renderStatic),
    'ip forward-protocol nd',
    'ip ssh version 2',
    '!',
    ...(config.motd === '' ? [] : [`banner motd ^C\n${config.motd}\n^C`, '!']),
    'line con 0',
    ' logging synchronous',
    'line vty 0 15',
    ' logging synchronous',
    ' login local',
    ' transport input ssh',
    '!',
    'end',
  ].join('\n');
}

function loopbacksFirst(interfaces: readonly InterfaceConfig[]): InterfaceConfig[] {
  return [...interfaces].sort((a, b) => Number(isLoopback(b.name)) - Number(isLoopback(a.name)));
}

/** The lines of one interface, in IOS's order. */
export function renderInterface(one: InterfaceConfig): string[] {
  const { address, ospfArea } = one;
  const lines = [
    one.description && ` description ${one.description}`,
    address
      ? ` ip address ${formatIpv4(address.address)} ${formatIpv4(maskOf(address.length))}`
      : ' no ip address',
    one.ospfNetwork && ` ip ospf network ${one.ospfNetwork}`,
    one.ospfPriority !== 1 && ` ip ospf priority ${one.ospfPriority}`,
    ospfArea && ` ip ospf ${ospfArea.processId} area ${ospfArea.area}`,
    one.ospfCost !== undefined && ` ip ospf cost ${one.ospfCost}`,
    one.isShutdown && ' shutdown',
    !isLoopback(one.name) && ' duplex auto',
    !isLoopback(one.name) && ' speed auto',
  ];
  return [
    `interface ${one.name}`,
    ...lines.filter((line) => typeof line === 'string' && line !== ''),
  ].map(String);
}

function renderOspf(ospf: OspfConfig): string[] {
  const no = ospf.isPassiveByDefault ? 'no ' : '';
  return [
    `router ospf ${ospf.processId}`,
    ...(ospf.routerId === undefined ? [] : [` router-id ${formatIpv4(ospf.routerId)}`]),
    ...(ospf.isPassiveByDefault ? [' passive-interface default'] : []),
    ...ospf.passiveExceptions.map((name) => ` ${no}passive-interface ${name}`),
    ...ospf.networks.map(
      ({ address, wildcard, area }) =>
        ` network ${formatIpv4(address)} ${formatIpv4(wildcard)} area ${area}`,
    ),
  ];
}

function renderStatic(route: StaticRoute): string {
  return [
    'ip route',
    formatIpv4(route.prefix.address),
    formatIpv4(maskOf(route.prefix.length)),
    ...(route.interface === undefined ? [] : [route.interface]),
    ...(route.nextHop === undefined ? [] : [formatIpv4(route.nextHop)]),
    ...(route.distance === 1 ? [] : [String(route.distance)]),
  ].join(' ');
}
