import { isLoopback } from '../../model/config.ts';
import type { InterfaceState } from '../../model/interfaces.ts';
import { formatIpv4 } from '../../model/ipv4.ts';
import { formatHms } from '../../model/time.ts';
import type { Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';
import { macAddress, shortName } from '../names.ts';

const INTERVAL_MS = 10_000;
const PACKET_BYTES = 94;

export const showInterfacesCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'show interfaces',
    help: 'Interface status and configuration',
    show: (view) =>
      statesOf(view)
        .map((_, index) => describe(view, index))
        .join('\n'),
  },
  {
    modes: EXEC,
    path: 'show interfaces <interface:interface>',
    help: '',
    show: (view, args) => {
      const index = statesOf(view).findIndex((one) => one.config.name === args['interface']);
      return describe(view, index);
    },
  },
  {
    modes: EXEC,
    path: 'show interfaces description',
    help: 'Show interface description',
    show: (view) => {
      const header = 'Interface                      Status         Protocol Description';
      return [header, ...statesOf(view).map(descriptionRow)].join('\n');
    },
  },
];

function statesOf({ network, device }: View): readonly InterfaceState[] {
  return network.operation.interfaces.get(device.name) ?? [];
}

function descriptionRow({ config, status, protocol }: InterfaceState): string {
  const shown = status === 'administratively down' ? 'admin down' : status;
  const columns = [shortName(config.name).padEnd(30), shown.padEnd(14), protocol.padEnd(8)];
  return `${columns.join(' ')} ${config.description}`;
}

function describe(view: View, index: number): string {
  const state = statesOf(view)[index];
  if (!state) return '';
  const { config, status, protocol } = state;
  const lines = [
    `${config.name} is ${status}, line protocol is ${protocol}`,
    ...hardwareLines(view, config.name, index),
    ...(config.description === '' ? [] : [`  Description: ${config.description}`]),
    ...(config.address
      ? [`  Internet address is ${formatIpv4(config.address.address)}/${config.address.length}`]
      : []),
    ...mediumLines(config.name),
    ...trafficLines(view, state),
  ];
  return lines.join('\n');
}

function hardwareLines({ device }: View, name: string, index: number): string[] {
  if (isLoopback(name)) return ['  Hardware is Loopback'];
  const mac = macAddress(device.chassis.index, index);
  return [`  Hardware is ${hardwareName(name)}, address is ${mac} (bia ${mac})`];
}

function hardwareName(name: string): string {
  if (name.startsWith('Gigabit')) return 'iGbE';
  return name.startsWith('Serial') ? 'M4T' : 'AmdP2';
}

function mediumLines(name: string): string[] {
  if (isLoopback(name)) {
    return [
      '  MTU 1514 bytes, BW 8000000 Kbit/sec, DLY 5000 usec, ',
      '     reliability 255/255, txload 1/255, rxload 1/255',
      '  Encapsulation LOOPBACK, loopback not set',
      '  Keepalive set (10 sec)',
    ];
  }
  return [
    '  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec, ',
    '     reliability 255/255, txload 1/255, rxload 1/255',
    '  Encapsulation ARPA, loopback not set',
    '  Keepalive set (10 sec)',
    '  Auto Duplex, Auto Speed, link type is auto, media type is RJ45',
    '  output flow-control is unsupported, input flow-control is unsupported',
    '  ARP type: ARPA, ARP Timeout 04:00:00',
  ];
}

/** Counters follow from the time the device has been up: hellos in and out, and little else. */
function trafficLines({ network, device }: View, { config, protocol }: InterfaceState): string[] {
  const upMs = network.nowMs - device.bootedAtMs;
  const isBusy = protocol === 'up' && !isLoopback(config.name);
  const sent = isBusy ? Math.floor(upMs / INTERVAL_MS) + 12 : 0;
  const received = isBusy ? sent - 3 : 0;
  const last = isBusy ? formatHms(upMs % INTERVAL_MS) : 'never';
  const isQuiet = config.isShutdown ? 'never' : last;
  return [
    `  Last input ${isQuiet}, output ${isQuiet}, output hang never`,
    '  Last clearing of "show interface" counters never',
    '  Input queue: 0/75/0/0 (size/max/drops/flushes); Total output drops: 0',
    '  Queueing strategy: fifo',
    '  Output queue: 0/40 (size/max)',
    '  5 minute input rate 0 bits/sec, 0 packets/sec',
    '  5 minute output rate 0 bits/sec, 0 packets/sec',
    `     ${received} packets input, ${received * PACKET_BYTES} bytes, 0 no buffer`,
    `     Received ${received} broadcasts (0 IP multicasts)`,
    '     0 runts, 0 giants, 0 throttles ',
    '     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored',
    ...(isLoopback(config.name) ? [] : ['     0 watchdog, 0 multicast, 0 pause input']),
    `     ${sent} packets output, ${sent * PACKET_BYTES} bytes, 0 underruns`,
    '     0 output errors, 0 collisions, 1 interface resets',
    '     0 unknown protocol drops',
    '     0 output buffer failures, 0 output buffers swapped out',
  ];
}
