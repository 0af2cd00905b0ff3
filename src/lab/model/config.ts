import type { Ipv4, Prefix } from './ipv4.ts';

/** All a device is told to be. An immutable value: changing the configuration makes a new one. */
export interface DeviceConfig {
  readonly hostname: string;
  readonly domainName: string;
  readonly interfaces: readonly InterfaceConfig[];
  readonly ospf: OspfConfig | undefined;
  readonly staticRoutes: readonly StaticRoute[];
  /** The message of the day, lines joined by `\n`; '' for none. */
  readonly motd: string;
  /** What is kept of the enable secret; '' for none. */
  readonly enableSecret: string;
}

export interface InterfaceConfig {
  /** In full: `GigabitEthernet0/1`. */
  readonly name: string;
  readonly description: string;
  readonly address: InterfaceAddress | undefined;
  readonly isShutdown: boolean;
  readonly ospfCost: number | undefined;
  readonly ospfPriority: number;
  readonly ospfNetwork: OspfNetworkType | undefined;
  /** `ip ospf N area A`, which wins over network statements. */
  readonly ospfArea: { readonly processId: number; readonly area: number } | undefined;
}

export interface InterfaceAddress {
  readonly address: Ipv4;
  readonly length: number;
}

export type OspfNetworkType = 'broadcast' | 'point-to-point';

export interface OspfConfig {
  readonly processId: number;
  readonly routerId: Ipv4 | undefined;
  readonly networks: readonly OspfNetwork[];
  readonly isPassiveByDefault: boolean;
  /** Interfaces that differ from the default. */
  readonly passiveExceptions: readonly string[];
}

export interface OspfNetwork {
  readonly address: Ipv4;
  readonly wildcard: Ipv4;
  readonly area: number;
}

export interface StaticRoute {
  readonly prefix: Prefix;
  readonly nextHop: Ipv4 | undefined;
  readonly interface: string | undefined;
  readonly distance: number;
}

/** A device out of its box: every interface shut but the loopbacks, nothing routed. */
export function emptyConfig(hostname: string, interfaceNames: readonly string[]): DeviceConfig {
  return {
    hostname,
    domainName: 'lab.example',
    interfaces: interfaceNames.map(newInterface),
    ospf: undefined,
    staticRoutes: [],
    motd: '',
    enableSecret: '',
  };
}

/** An interface as it comes out of the box: physical ones are shut, loopbacks are not. */
export function newInterface(name: string): InterfaceConfig {
  return {
    name,
    description: '',
    address: undefined,
    isShutdown: !isLoopback(name),
    ospfCost: undefined,
    ospfPriority: 1,
    ospfNetwork: undefined,
    ospfArea: undefined,
  };
}

export function newOspf(processId: number): OspfConfig {
  return {
    processId,
    routerId: undefined,
    networks: [],
    isPassiveByDefault: false,
    passiveExceptions: [],
  };
}

export function isLoopback(interfaceName: string): boolean {
  return interfaceName.startsWith('Loopback');
}

export function interfaceOf(config: DeviceConfig, name: string): InterfaceConfig | undefined {
  return config.interfaces.find((one) => one.name === name);
}

export function changeInterface(
  config: DeviceConfig,
  name: string,
  change: Partial<InterfaceConfig>,
): DeviceConfig {
  const interfaces = config.interfaces.map((one) =>
    one.name === name ? { ...one, ...change } : one,
  );
  return { ...config, interfaces };
}

/** Whether OSPF says no hello on an interface. */
export function isPassive(ospf: OspfConfig, interfaceName: string): boolean {
  return ospf.isPassiveByDefault !== ospf.passiveExceptions.includes(interfaceName);
}
