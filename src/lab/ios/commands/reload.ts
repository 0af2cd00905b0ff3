import type { Command } from '../command.ts';
import { PRIVILEGED } from '../mode.ts';
import type { Terminal } from '../terminal.ts';

export const reloadCommands: readonly Command[] = [
  {
    modes: PRIVILEGED,
    path: 'reload',
    help: 'Halt and perform a cold restart',
    run: async ({ terminal, network, device }) => {
      if (device.isModified) {
        const answer = await askToSave(terminal);
        if (answer === undefined) return;
        if (answer === 'yes') {
          network.save(device);
          terminal.write('Building configuration...\n[OK]\n');
        }
      }
      if (await terminal.confirm('Proceed with reload? [confirm]')) network.reload(device);
    },
  },
];

/** Asks until the answer is one; undefined when the person gives up. */
async function askToSave(terminal: Terminal): Promise<'yes' | 'no' | undefined> {
  for (;;) {
    terminal.write('\n');
    const answer = await terminal.ask('System configuration has been modified. Save? [yes/no]: ');
    if (answer === undefined) return undefined;
    if (/^y(es?)?$/i.test(answer.trim())) return 'yes';
    if (/^no?$/i.test(answer.trim())) return 'no';
    terminal.write("% Please answer 'yes' or 'no'.\n");
  }
}
