import type { Command, RunContext } from '../command.ts';
import {
  CONFIG,
  CONFIG_ANY,
  CONFIG_IF,
  CONFIG_LINE,
  CONFIG_ROUTER,
  EXEC,
  PRIVILEGED,
} from '../mode.ts';

/** Moving between modes, and out. */
export const sessionCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'enable',
    help: 'Turn on privileged commands',
    run: ({ terminal }) => {
      terminal.mode = { mode: 'privileged' };
    },
  },
  {
    modes: PRIVILEGED,
    path: 'disable',
    help: 'Turn off privileged commands',
    run: ({ terminal }) => {
      terminal.mode = { mode: 'user' };
    },
  },
  {
    modes: PRIVILEGED,
    path: 'configure terminal',
    help: 'Configure from the terminal',
    run: ({ terminal }) => {
      terminal.write('Enter configuration commands, one per line.  End with CNTL/Z.\n');
      terminal.mode = { mode: 'config' };
    },
  },
  { modes: EXEC, path: 'exit', help: 'Exit from the EXEC', run: hangUp },
  { modes: EXEC, path: 'logout', help: 'Exit from the EXEC', run: hangUp },
  { modes: EXEC, path: 'quit', help: 'Exit from the EXEC', run: hangUp },
  { modes: CONFIG, path: 'exit', help: 'Exit from configure mode', run: leaveConfiguration },
  { modes: CONFIG_IF, path: 'exit', help: 'Exit from interface configuration mode', run: goUp },
  {
    modes: CONFIG_ROUTER,
    path: 'exit',
    help: 'Exit from routing protocol configuration mode',
    run: goUp,
  },
  { modes: CONFIG_LINE, path: 'exit', help: 'Exit from line configuration mode', run: goUp },
  { modes: CONFIG_ANY, path: 'end', help: 'Exit from configure mode', run: leaveConfiguration },
];

function hangUp({ terminal }: RunContext): undefined {
  terminal.hangUp();
}

function goUp({ terminal }: RunContext): undefined {
  terminal.mode = { mode: 'config' };
}

function leaveConfiguration({ terminal, network, device }: RunContext): undefined {
  terminal.mode = { mode: 'privileged' };
  const { user, number, location } = terminal.line;
  network.log(
    device,
    `%SYS-5-CONFIG_I: Configured from console by ${user} on vty${number} (${location})`,
  );
}
