import { formatIpv4 } from '../../model/ipv4.ts';
import { segmentOf } from '../../model/segment.ts';
import type { Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';
import { macAddress } from '../names.ts';

export const showArpCommands: readonly Command[] = [
  { modes: EXEC, path: 'show arp', help: 'ARP table', show: showArp },
  { modes: EXEC, path: 'show ip arp', help: 'IP ARP table', show: showArp },
];

interface ArpEntry {
  readonly address: number;
  readonly mac: string;
  /** Minutes since it was learnt; undefined for our own. */
  readonly ageMinutes: number | undefined;
  readonly interface: string;
}

function showArp(view: View): string {
  const rows = entries(view)
    .sort((a, b) => a.address - b.address)
    .map((one) =>
      [
        'Internet  ',
        formatIpv4(one.address).padEnd(15),
        String(one.ageMinutes ?? '-').padStart(10),
        '   ',
        one.mac,
        '  ARPA   ',
        one.interface,
      ].join(''),
    );
  const header = 'Protocol  Address          Age (min)  Hardware Addr   Type   Interface';
  return [header, ...rows].join('\n');
}

/** Our own addresses, and those of everyone on a live segment of the same subnet: routers there talk all the time. */
function entries({ device, network }: View): ArpEntry[] {
  const { operation } = network;
  const mine = operation.interfaces.get(device.name) ?? [];
  const ageMinutes = Math.floor((network.nowMs - device.bootedAtMs) / 60_000) % 240;
  return mine.flatMap(({ config, protocol }, index): ArpEntry[] => {
    const segment = segmentOf(operation.segments, device.name, config.name);
    if (protocol !== 'up' || !config.address || !segment) return [];
    const own = {
      address: config.address.address,
      mac: macAddress(device.chassis.index, index),
      ageMinutes: undefined,
      interface: config.name,
    };
    const others = segment.ends.flatMap((end): ArpEntry[] => {
      if (end.device === device.name) return [];
      const states = operation.interfaces.get(end.device) ?? [];
      const port = states.findIndex((state) => state.config.name === end.interface);
      const state = states[port];
      if (state?.protocol !== 'up' || !state.config.address) return [];
      const { index: far } = network.device(end.device).chassis;
      const { address } = state.config.address;
      return [{ address, mac: macAddress(far, port), ageMinutes, interface: config.name }];
    });
    return [own, ...others];
  });
}
