import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import { type Selectable, select } from '../../core/selector/selector.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { HostFact } from '../../repl/link/host-requests.ts';
import type { ProgramService } from '../../repl/link/program-requests.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';
import { maybeTextOf } from './given.ts';

interface HostsOptions {
  readonly sessions: Pick<Sessions, 'list'>;
  readonly inventory: Pick<Inventory, 'names' | 'find'>;
}

/** Tells of the hosts that are open, and of those that could be. */
export function hostsService(options: () => HostsOptions): ProgramService<'hosts'> {
  return async (asked) => {
    const selector = maybeTextOf(asked, 'selector');
    const all = listed(options());
    const chosen = selector === undefined ? all : select(selector, all);
    return chosen.map(({ fact }) => fact);
  };
}

/** A host as selectors see it, and as it is told. */
interface Listed extends Selectable {
  readonly fact: HostFact;
}

/** The open ones in the order they were opened, then the others of the inventory. */
function listed({ sessions, inventory }: HostsOptions): readonly Listed[] {
  const open = sessions.list.map((session): Listed => {
    const { name, host, platform } = session;
    return { ...host, name, platform: platform.name, fact: factOf(session) };
  });
  const names = new Set(sessions.list.flatMap(({ name, host }) => [name, host.name]));
  const others = inventory.names.filter((name) => !names.has(name));
  return [...open, ...others.map((name) => closed(name, inventory))];
}

function factOf(session: Session): HostFact {
  const { status } = session;
  return {
    ...plainFacts(session.name, session.host, session.platform.name),
    state: status.status === 'connecting' ? safe(status.step, 40) : status.status,
    mode: status.status === 'open' ? safe(session.mode ?? '', 40) : '',
    sinceMs: status.sinceMs,
  };
}

/** A host whose way leads nowhere is listed, too: what is wrong is said when it is opened. */
function closed(name: string, inventory: HostsOptions['inventory']): Listed {
  const nothing = { name, groups: [] };
  const fact: HostFact = {
    ...{ name: safe(name, 100), platform: '', address: 'ssh config', groups: [] },
    ...{ state: 'not open', mode: '', sinceMs: undefined },
  };
  try {
    const host = inventory.find(name);
    if (host === undefined) return { ...nothing, fact };
    return { ...host, fact: { ...fact, ...plainFacts(name, host, host.platform) } };
  } catch {
    return { ...nothing, fact: { ...fact, address: '', state: 'not reachable: %doctor' } };
  }
}

function plainFacts(name: string, host: Host, platform: string) {
  const { address, groups, transport } = host;
  return {
    name: safe(name, 100),
    platform: safe(platform, 60),
    address: transport === 'local' ? 'this machine' : safe(address, 100),
    groups: groups.map((group) => safe(group, 60)),
  };
}
