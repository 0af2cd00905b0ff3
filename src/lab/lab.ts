import { randomInt } from 'node:crypto';
import { type Clock, systemClock } from '../core/clock.ts';
import type { Device } from './model/device.ts';
import { Network } from './model/network.ts';
import { DeviceServer, LOOPBACK } from './server/device-server.ts';
import type { Faults } from './server/faults.ts';
import { generateHostKey } from './server/host-key.ts';
import { bootable } from './topology/bootable.ts';
import { loadTopology, topologyFiles } from './topology/load.ts';

/** How to reach one simulated device. */
export interface LabDevice {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly username: string;
  /** Fresh for every lab; held in memory only. */
  readonly password: string;
  readonly platform: string;
  /** One line: `ssh-ed25519 AAAA…`, as in known_hosts. */
  readonly publicKey: string;
}

/** A running lab. `close` stops every server and timer and is safe to call twice. */
export interface Lab {
  readonly topology: string;
  readonly title: string;
  /** A picture in plain characters; '' for none. */
  readonly drawing: string;
  readonly devices: readonly LabDevice[];
  close(): Promise<void>;
}

export interface LabOptions {
  /** A topology's name, or a .yaml file. Default: `square`. */
  readonly topology?: string;
  /** The first device listens here, the next one port higher; free ports if left out. */
  readonly basePort?: number;
  /** Topologies of the user; they win over built-in ones of the same name. */
  readonly userFolder?: string;
  readonly clock?: Clock;
  /** Faults on demand, by device name; they win over those of the topology. */
  readonly faults?: Readonly<Record<string, Faults>>;
}

const USERNAME = 'admin';

/** Starts every device of a topology on loopback. Rejects with `bad-usage` or `bad-file`. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const clock = options.clock ?? systemClock;
  const topology = loadTopology(options.topology ?? 'square', options.userFolder);
  const network = new Network({
    chassis: bootable(topology),
    segments: topology.segments,
    clock,
  });
  const credentials = { username: USERNAME, password: randomPassword() };
  const running = network.devices.map((device, index) => {
    const hostKey = generateHostKey();
    const port = options.basePort === undefined ? 0 : options.basePort + index;
    const ofTopology = topology.devices[index]?.faults;
    const faults = { ...ofTopology, ...options.faults?.[device.name] };
    const server = new DeviceServer({ network, device, credentials, hostKey, port, faults, clock });
    return { device, hostKey, server };
  });
  const close = async (): Promise<void> => {
    network.close();
    await Promise.all(running.map(({ server }) => server.close()));
  };
  network.onPower.on((device) => followPower(device, running));
  try {
    await Promise.all(running.map(({ server }) => server.listen()));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    topology: topology.name,
    title: topology.title,
    drawing: topology.drawing,
    devices: running.map(({ device, hostKey, server }) => ({
      name: device.name,
      address: LOOPBACK,
      port: server.port,
      ...credentials,
      platform: device.chassis.platform,
      publicKey: hostKey.publicKey,
    })),
    close,
  };
}

/** A topology one can choose. */
export interface TopologySummary {
  readonly name: string;
  readonly title: string;
  /** How many there are. */
  readonly devices: number;
}

/** All topologies there are; throws `bad-file` for a broken one of the user. */
export function listTopologies(userFolder?: string): readonly TopologySummary[] {
  return [...topologyFiles(userFolder).keys()].map((name) => {
    const { title, devices } = loadTopology(name, userFolder);
    return { name, title, devices: devices.length };
  });
}

function followPower(
  device: Device,
  running: readonly { readonly device: Device; readonly server: DeviceServer }[],
): void {
  const server = running.find((one) => one.device === device)?.server;
  // A port lost while rebooting stays lost: the device is then unreachable, which is what anyone would see.
  if (device.isUp) server?.listen().catch(() => undefined);
  else void server?.cut();
}

/** Easy to type, hard to guess: letters and digits that cannot be mistaken for each other. */
function randomPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
