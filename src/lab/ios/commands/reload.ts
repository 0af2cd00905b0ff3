import type { Command } from '../command.ts';
import { PRIVILEGED } from '../mode.ts';

export const reloadCommands: readonly Command[] = [
  {
    modes: PRIVILEGED,
    path: 'reload',
    help: 'Halt and perform a cold restart',
    run: async ({ terminal, network, device }) => {
      if (device.isModified) {
        const answer = await terminal.ask(
          '\r\nSystem configuration has been modified. Save? [yes/no]: ',
        );
        if (answer === undefined) return;
        if (/^y/i.test(answer.trim())) {
          network.save(device);
          terminal.write('Building configuration...\n[OK]\n');
        }
      }
      if (await terminal.confirm('Proceed with reload? [confirm]')) network.reload(device);
    },
  },
];
