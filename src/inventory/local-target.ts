import { ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';

/** What a command of this machine has for an address. */
export const LOCAL_ADDRESS = 'this machine';
/** The platform of a shell: nobody's prompt needs to be recognised for it. */
export const SHELL_PLATFORM = 'linux';

/** Whether a word of a command line names a command of this machine: `local:` alone for the person's shell. */
export function isLocalTarget(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** The host for `local:command`, named after the program; undefined for any other word. Throws `bad-usage` for control characters. */
export function localTarget(text: string): Host | undefined {
  if (!isLocalTarget(text)) return undefined;
  const command = text.slice(PREFIX.length).trim();
  if (/\p{Cc}/u.test(command)) {
    throw new ShowrunError('bad-usage', 'a command after local: holds a control character', {
      advice: 'write it on one line',
    });
  }
  const given = command === '' ? {} : { command };
  return {
    name: nameOf(command),
    address: LOCAL_ADDRESS,
    port: 0,
    transport: 'local',
    ...given,
    platform: isShell({ transport: 'local', ...given }) ? SHELL_PLATFORM : 'auto',
    username: undefined,
    password: undefined,
    keys: [],
    keysOnly: false,
    agent: undefined,
    groups: [],
    via: [],
    hostKeyAlias: undefined,
    knownHostsFiles: [],
    hostKeyPolicy: 'ask',
    source: 'command line',
  };
}

/** Whether what is started is plainly a shell. */
export function isShell({
  transport,
  command,
}: {
  readonly transport?: string | undefined;
  readonly command?: string | readonly string[] | undefined;
}): boolean {
  if (transport !== 'local') return false;
  if (command === undefined) return true;
  const words = typeof command === 'string' ? command.split(/\s+/) : command;
  const isOnlyOptions = words.slice(1).every((word) => /^-[il]+$|^--(?:login|norc)$/.test(word));
  return isOnlyOptions && SHELLS.has(baseName(words[0] ?? ''));
}

const PREFIX = 'local:';
const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash', 'fish']);

/** Short, and a name in selectors and in the REPL too: `docker` for `docker exec -it r1 sh`. */
function nameOf(command: string): string {
  const name = baseName(command.split(/\s+/)[0] ?? '').replace(/[^\w.-]/g, '');
  return /^\w/.test(name) ? name.slice(0, 40) : 'local';
}

function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}
