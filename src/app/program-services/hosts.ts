import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import { select } from '../../core/selector.ts';
import { spokenSelector } from '../../core/spoken-selector.ts';
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
    const all = hostFacts(options());
    return selector === undefined ? all : select(spokenSelector(selector, all), all);
  };
}

/** The open ones in the order they were opened, then the others of the inventory. */
export function hostFacts({ sessions, inventory }: HostsOptions): readonly HostFact[] {
  const open = sessions.list.map(factOf);
  const names = new Set(sessions.list.flatMap(({ name, host }) => [name, host.name]));
  const others = inventory.names.filter((name) => !names.has(name));
  return [...open, ...others.map((name) => closedFact(name, inventory))];
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
function closedFact(name: string, inventory: HostsOptions['inventory']): HostFact {
  const closed = { state: 'not open', mode: '', sinceMs: undefined };
  try {
    const host = inventory.find(name);
    if (host !== undefined) return { ...plainFacts(name, host, host.platform), ...closed };
    return { name: safe(name, 100), platform: '', address: 'ssh config', groups: [], ...closed };
  } catch {
    const state = 'not reachable: %doctor';
    return { name: safe(name, 100), platform: '', address: '', groups: [], ...closed, state };
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
