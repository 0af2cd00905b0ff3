import type { Command } from '../command.ts';
import { PRIVILEGED } from '../mode.ts';

export const clearCommands: readonly Command[] = [
  {
    modes: PRIVILEGED,
    path: 'clear ip ospf process',
    help: 'Reset OSPF process',
    run: async ({ terminal, network, device }) => {
      const answer = await terminal.ask('Reset ALL OSPF processes? [no]: ');
      if (/^y(es?)?$/i.test(answer?.trim() ?? '')) network.clearOspf(device);
    },
  },
  {
    modes: PRIVILEGED,
    path: 'clear logging',
    help: 'Clear logging buffer',
    run: async ({ terminal, device }) => {
      if (await terminal.confirm('Clear logging buffer [confirm]')) device.log.clear();
    },
  },
];
