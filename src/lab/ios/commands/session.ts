import { isSecret } from '../../model/enable-secret.ts';
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
import type { Terminal } from '../terminal.ts';

/** Moving between modes, and out. */
export const sessionCommands: readonly Command[] = [
  {
    modes: EXEC,
    path: 'enable',
    help: 'Turn on privileged commands',
    run: enable,
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

function enable({ terminal, device }: RunContext): undefined | Promise<void> {
  const { enableSecret } = device.config;
  if (enableSecret !== '' && terminal.mode.mode === 'user')
    return askSecret(terminal, enableSecret);
  terminal.mode = { mode: 'privileged' };
  return undefined;
}

async function askSecret(terminal: Terminal, secret: string): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    const typed = await terminal.askSecret('Password: ');
    if (typed === undefined) return;
    if (isSecret(secret, typed)) {
      terminal.mode = { mode: 'privileged' };
      return;
    }
  }
  terminal.write('% Bad secrets\n\n');
}

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
