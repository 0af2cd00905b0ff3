import type { Command } from '../command.ts';
import { buildGrammar, type GrammarNode } from '../grammar.ts';
import type { Mode } from '../mode.ts';
import { clearCommands } from './clear.ts';
import { globalCommands } from './config-global.ts';
import { interfaceCommands } from './config-interface.ts';
import { lineCommands } from './config-line.ts';
import { routerCommands } from './config-router.ts';
import { copyCommands } from './copy.ts';
import { groups } from './groups.ts';
import { pingCommands } from './ping.ts';
import { reloadCommands } from './reload.ts';
import { sessionCommands } from './session.ts';
import { showArpCommands } from './show-arp.ts';
import { showConfigCommands } from './show-config.ts';
import { showInterfacesCommands } from './show-interfaces.ts';
import { showIpInterfaceCommands } from './show-ip-interface.ts';
import { showIpOspfCommands } from './show-ip-ospf.ts';
import { showIpProtocolsCommands } from './show-ip-protocols.ts';
import { showIpRouteCommands } from './show-ip-route.ts';
import { showLoggingCommands } from './show-logging.ts';
import { showSessionCommands } from './show-session.ts';
import { showVersionCommands } from './show-version.ts';
import { terminalCommands } from './terminal.ts';
import { tracerouteCommands } from './traceroute.ts';

/** Every command of the family; a new file of commands is added here. */
const commands: readonly Command[] = [
  ...groups,
  ...sessionCommands,
  ...terminalCommands,
  ...pingCommands,
  ...tracerouteCommands,
  ...clearCommands,
  ...copyCommands,
  ...reloadCommands,
  ...showArpCommands,
  ...showConfigCommands,
  ...showInterfacesCommands,
  ...showIpInterfaceCommands,
  ...showIpOspfCommands,
  ...showIpProtocolsCommands,
  ...showIpRouteCommands,
  ...showLoggingCommands,
  ...showSessionCommands,
  ...showVersionCommands,
  ...globalCommands,
  ...interfaceCommands,
  ...routerCommands,
  ...lineCommands,
];

const grammars = new Map<string, GrammarNode>();

/** The grammar of a mode, built when first needed. */
export function grammarOf(mode: Mode['mode']): GrammarNode {
  const known = grammars.get(mode);
  if (known) return known;
  const grammar = buildGrammar(commands.filter((one) => one.modes.includes(mode)));
  grammars.set(mode, grammar);
  return grammar;
}
