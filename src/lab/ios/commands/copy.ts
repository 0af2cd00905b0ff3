import type { Command, RunContext } from '../command.ts';
import { PRIVILEGED } from '../mode.ts';

/** Keeping the running configuration. */
export const copyCommands: readonly Command[] = [
  { modes: PRIVILEGED, path: 'write', help: 'Write running configuration to memory', run: save },
  { modes: PRIVILEGED, path: 'write memory', help: 'Write to NV memory', run: save },
  {
    modes: PRIVILEGED,
    path: 'copy running-config startup-config',
    help: 'Copy to startup configuration',
    run: async (context) => {
      const { terminal } = context;
      const name = await terminal.ask('Destination filename [startup-config]? ');
      if (name === undefined) terminal.write('%Error copying running-config (Aborted)\n');
      else if (name.trim() === '' || name.trim() === 'startup-config') save(context);
      else terminal.write(`%Error opening nvram:${name.trim()} (Permission denied)\n`);
    },
  },
];

function save({ terminal, network, device }: RunContext): undefined {
  network.save(device);
  terminal.write('Building configuration...\n[OK]\n');
}
