import { formatMoment, formatUptime } from '../../model/time.ts';
import type { Command, View } from '../command.ts';
import { EXEC } from '../mode.ts';

export const showVersionCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'show version',
    help: 'System hardware and software status',
    show: showVersion,
  },
];

function showVersion({ device, network }: View): string {
  const { model, version, serial } = device.chassis;
  const image = `${model.toLowerCase()}-adventerprisek9-m`;
  const ports = device.config.interfaces.filter((one) => one.name.startsWith('Gigabit')).length;
  const mainline = /^\d+\.\d+/.exec(version)?.[0] ?? version;
  return [
    `Cisco IOS Software, ${model} Software (${image.toUpperCase()}), Version ${version}, RELEASE SOFTWARE (fc1)`,
    'Simulated by the showrun lab; not a product of Cisco Systems',
    '',
    `ROM: Bootstrap program is ${model}, Version ${mainline}(1r)`,
    '',
    `${device.config.hostname} uptime is ${formatUptime(network.nowMs - device.bootedAtMs)}`,
    'System returned to ROM by reload',
    `System restarted at ${formatMoment(device.bootedAtWallMs)}`,
    `System image file is "flash0:${image}"`,
    'Last reload reason: Reload command',
    '',
    '',
    `Cisco ${model} (revision 1.0) with 984313K/62464K bytes of memory.`,
    `Processor board ID ${serial}`,
    `${ports} Gigabit Ethernet interfaces`,
    'DRAM configuration is 72 bits wide with parity disabled.',
    '256K bytes of non-volatile configuration memory.',
    '2097152K bytes of ATA System CompactFlash 0 (Read/Write)',
    '',
    'Configuration register is 0x2102',
    '',
  ].join('\n');
}
