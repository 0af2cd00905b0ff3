import { interfaceOf } from '../../model/config.ts';
import type { Args, Command, View } from '../command.ts';
import { PRIVILEGED } from '../mode.ts';
import { renderConfig, renderInterface } from '../running-config.ts';

const NVRAM_BYTES = 262_144;

export const showConfigCommands: readonly Command[] = [
  {
    modes: PRIVILEGED,
    path: 'show running-config',
    help: 'Current operating configuration',
    show: ({ device }) => {
      const text = renderConfig(device.config, device.chassis.version);
      return `Building configuration...\n\nCurrent configuration : ${text.length} bytes\n${text}\n`;
    },
  },
  {
    modes: PRIVILEGED,
    path: 'show running-config interface <interface:interface>',
    help: ['Show interface configuration', ''],
    show: showInterfaceConfig,
  },
  {
    modes: PRIVILEGED,
    path: 'show startup-config',
    help: 'Contents of startup configuration',
    show: ({ device }) => {
      const text = renderConfig(device.startup, device.chassis.version);
      return `Using ${text.length} out of ${NVRAM_BYTES} bytes\n${text}\n`;
    },
  },
];

function showInterfaceConfig({ device }: View, args: Args): string {
  const found = interfaceOf(device.config, args['interface'] ?? '');
  const text = found ? [...renderInterface(found), 'end'].join('\n') : '';
  return `Building configuration...\n\nCurrent configuration : ${text.length} bytes\n!\n${text}\n`;
}
