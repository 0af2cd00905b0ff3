import { standsFor } from '../../../parse/command-words.ts';
import { isConfiguration } from '../../../platforms/mode-of.ts';
import type { Danger } from '../../../state/again-view.ts';

/**
 * What a command may do on a device, by its first words and the mode it was recorded in. Shortened words count as the worst they can
 * stand for; what nobody knows is `unknown`.
 */
export function dangerOf({
  command,
  mode,
}: {
  readonly command: string;
  readonly mode: string;
}): Danger {
  const typed = command.trim().toLowerCase().split(/\s+/);
  const isLine = isConfiguration(mode) && typed[0] !== 'do';
  const words = typed[0] === 'do' ? typed.slice(1) : typed;
  const [first = '', second = ''] = words;
  if (first === '' || first.startsWith('!') || first.startsWith('#')) return 'reads';
  // A line of a configuration is taken back by another one, whatever it says.
  if (isLine) return isAny(first, READS_ANYWHERE) ? 'reads' : 'changes';
  if (isAny(first, READS_ANYWHERE) || isAny(first, READS)) {
    return isWritten(words) ? 'unknown' : 'reads';
  }
  if (isDestroyer(words)) return 'destroys';
  if (isAny(first, ENTERS) && !/^(?:repl|over)/.test(second)) return 'unknown';
  return isAny(first, CHANGES) ? 'changes' : 'unknown';
}

/** In a configuration, too. From two letters on; `sh` is `show` to everybody. */
const READS_ANYWHERE = ['show', 'display', 'exit', 'end', 'quit', 'return', 'ping', 'traceroute'];

const READS = [
  ...['ping6', 'tracert', 'get', 'dir', 'more', 'who', 'where', 'terminal', 'enable', 'disable'],
  ...['help', 'verify', 'pwd', 'ls', 'cat', 'uptime', 'whoami', 'uname', 'df', 'screen-length'],
];

/** They lead to a configuration, and change nothing yet. */
const ENTERS = ['configure', 'system-view', 'edit'];

const CHANGES = [
  ...['clear', 'copy', 'set', 'unset', 'commit', 'rollback', 'write', 'save', 'debug', 'undebug'],
  ...['no', 'undo', 'rename', 'mkdir', 'install', 'license', 'test', 'clock', 'request', 'restart'],
  ...['reset', 'start', 'stop', 'kill', 'load', 'configure', 'shutdown', 'default', 'archive'],
  ...[
    'monitor',
    'execute',
    'add',
    'remove',
    'systemctl',
    'service',
    'ip',
    'sudo',
    'tclsh',
    'crypto',
  ],
];

/** They end sessions, or lose what nobody can bring back. */
const DESTROYS = [
  ...[
    'reload',
    'reboot',
    'erase',
    'format',
    'delete',
    'rm',
    'zeroize',
    'halt',
    'poweroff',
    'power',
  ],
  ...['factory-reset', 'squeeze', 'switchover', 'redundancy', 'boot', 'init', 'dd', 'mkfs'],
];

/** Behind another word: `write erase`, `request system reboot`, `clear configuration`, `execute factoryreset`. */
const DESTROYING_WORDS = [
  ...['erase', 'reboot', 'reload', 'halt', 'power-off', 'zeroize', 'factoryreset', 'factory-reset'],
  ...['formatlogdisk', 'saved-configuration', 'startup-config', 'nvram:', 'configuration'],
];

function isDestroyer([first = '', ...rest]: readonly string[]): boolean {
  const isOne = (word: string, list: readonly string[]): boolean =>
    list.some((full) => full === word || (word.length >= 3 && standsFor(word, full)));
  if (isOne(first, DESTROYS)) return true;
  // A copy and a save of these files keep them.
  const isKept = ['copy', 'save', 'load', 'ip'].some((word) => standsFor(first, word));
  if (isKept || !isAny(first, CHANGES)) return false;
  return rest.slice(0, 2).some((word) => isOne(word, DESTROYING_WORDS));
}

function isAny(word: string, list: readonly string[]): boolean {
  return list.some((full) => full === word || (word.length >= 2 && standsFor(word, full)));
}

/** A command that reads can be made to write: `show run | redirect flash:x`, `cat x > y`. */
function isWritten(words: readonly string[]): boolean {
  return words.some((word) => /^(?:redirect|tee|append|save)$/.test(word) || word.includes('>'));
}
