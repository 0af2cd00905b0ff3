import type { Command } from '../command.ts';
import { CONFIG_LINE } from '../mode.ts';

/** Terminal lines are accepted as people configure them; in the lab they have no effect. */
const ACCEPTED: readonly (readonly [path: string, help: string])[] = [
  ['logging synchronous', 'Synchronized message output'],
  ['login local', 'Local password checking'],
  ['transport input <protocols:line>', 'Which protocols to accept'],
  ['exec-timeout <minutes:0-35791> <seconds:0-2147483>', 'Timeout in seconds'],
  ['exec-timeout <minutes:0-35791>', 'Timeout in minutes'],
  ['no exec-timeout', 'Set the EXEC timeout'],
  ['privilege level <level:0-15>', 'Default privilege level for line'],
];

export const lineCommands: readonly Command[] = ACCEPTED.map(([path, help]) => ({
  modes: CONFIG_LINE,
  path,
  help,
  configure: () => ({}),
}));
