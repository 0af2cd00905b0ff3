import type { Command } from '../command.ts';
import { CONFIG, CONFIG_ANY, CONFIG_IF, EXEC, PRIVILEGED } from '../mode.ts';

/** Words on the way to commands, with what `?` says about them. */
export const groups: readonly Command[] = [
  group(EXEC, 'show', 'Show running system information'),
  group(EXEC, 'show ip', 'IP information'),
  group(EXEC, 'show ip interface', 'IP interface status and configuration'),
  group(EXEC, 'show ip ospf', 'OSPF information'),
  group(EXEC, 'show ip ospf interface', 'Interface information'),
  group(EXEC, 'terminal', 'Set terminal line parameters'),
  group(EXEC, 'terminal no', 'Negate a command or set its defaults'),
  group(PRIVILEGED, 'clear', 'Reset functions'),
  group(PRIVILEGED, 'clear ip', 'IP'),
  group(PRIVILEGED, 'clear ip ospf', 'OSPF clear commands'),
  group(PRIVILEGED, 'configure', 'Enter configuration mode'),
  group(PRIVILEGED, 'copy', 'Copy from one file to another'),
  group(PRIVILEGED, 'copy running-config', 'Copy from current system configuration'),
  group(CONFIG_ANY, 'no', 'Negate a command or set its defaults'),
  group(CONFIG, 'ip', 'Global IP configuration subcommands'),
  group(CONFIG, 'no ip', 'Global IP configuration subcommands'),
  group(CONFIG, 'router', 'Enable a routing process'),
  group(CONFIG, 'no router', 'Enable a routing process'),
  group(CONFIG, 'banner', 'Define a login banner'),
  group(CONFIG, 'no banner', 'Define a login banner'),
  group(CONFIG_IF, 'ip', 'Interface Internet Protocol config commands'),
  group(CONFIG_IF, 'ip ospf', 'OSPF interface commands'),
  group(CONFIG_IF, 'no ip', 'Interface Internet Protocol config commands'),
  group(CONFIG_IF, 'no ip ospf', 'OSPF interface commands'),
];

function group(modes: Command['modes'], path: string, help: string): Command {
  return { modes, path, help, group: true };
}
