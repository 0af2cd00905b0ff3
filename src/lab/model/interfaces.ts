import { type DeviceConfig, type InterfaceConfig, interfaceOf, isLoopback } from './config.ts';
import { type Segment, segmentOf } from './segment.ts';

/** What the pure parts of the model need to know of one device. */
export interface DeviceFacts {
  readonly name: string;
  readonly config: DeviceConfig;
  /** False while it reboots: its plugs are dead. */
  readonly isUp: boolean;
  /** The OSPF router ID the process took when it started; undefined without OSPF. */
  readonly routerId: number | undefined;
}

/** An interface as it is, next to what it was told to be. */
export interface InterfaceState {
  readonly config: InterfaceConfig;
  readonly status: 'up' | 'down' | 'administratively down';
  readonly protocol: 'up' | 'down';
}

/** The state of every interface of a device: a cable is live when a plug at another end is live too. */
export function interfaceStates(
  device: DeviceFacts,
  devices: readonly DeviceFacts[],
  segments: readonly Segment[],
): InterfaceState[] {
  return device.config.interfaces.map((config) => {
    if (config.isShutdown || !device.isUp) {
      const status = config.isShutdown ? 'administratively down' : 'down';
      return { config, status, protocol: 'down' };
    }
    const isLive = isLoopback(config.name) || hasLiveFarEnd(device, config.name);
    return { config, status: isLive ? 'up' : 'down', protocol: isLive ? 'up' : 'down' };
  });

  function hasLiveFarEnd(near: DeviceFacts, interfaceName: string): boolean {
    const segment = segmentOf(segments, near.name, interfaceName);
    if (!segment) return false;
    if (segment.ends.length === 1) return true;
    return segment.ends.some((end) => {
      if (end.device === near.name && end.interface === interfaceName) return false;
      const far = devices.find((one) => one.name === end.device);
      return far?.isUp === true && interfaceOf(far.config, end.interface)?.isShutdown === false;
    });
  }
}
