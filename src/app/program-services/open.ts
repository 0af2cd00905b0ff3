import { asShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { OpenedHost } from '../../repl/link/host-requests.ts';
import type { ProgramService } from '../../repl/link/program-requests.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';
import { refuseTooMany } from '../opening.ts';
import { textsOf } from './given.ts';

interface OpenOptions {
  readonly sessions: Pick<Sessions, 'list'>;
  readonly inventory: Pick<Inventory, 'names' | 'groups'>;
  /** The hosts a word of the command line names. */
  readonly hostsNamed: (word: string) => readonly Host[];
  /** Opens a session, with its pane. */
  readonly open: (host: Host) => Session;
}

/** Opens hosts in panes. One that is open already is left alone, unless another session to it is asked for. */
export function openService(options: () => OpenOptions): ProgramService<'open'> {
  return async (asked, signal) => {
    const { sessions, inventory, hostsNamed, open } = options();
    const isAgain = Object(asked).again === true;
    const hosts = textsOf(Object(asked).targets).flatMap((target) => {
      // A bare group counts, as in a cell; a host of that name comes first.
      const { names, groups } = inventory;
      const isGroup = groups.includes(target) && !names.includes(target);
      const found = hostsNamed(isGroup ? `@${target}` : target);
      refuseTooMany(target, found.length);
      return found;
    });
    const known = new Set(sessions.list.map(({ host }) => host.name));
    // All are begun before one is waited for.
    const begun = [...new Set(hosts)].map((host) =>
      known.has(host.name) && !isAgain
        ? Promise.resolve(said(host.name, 'open already'))
        : opened(open(host), signal),
    );
    return await Promise.all(begun);
  };
}

async function opened(session: Session, signal: AbortSignal): Promise<OpenedHost> {
  try {
    await session.ready(signal);
    return said(session.name, 'open');
  } catch (thrown) {
    return { ...said(session.name, 'failed'), says: asShowrunError(thrown).line };
  }
}

function said(host: string, state: OpenedHost['state']): OpenedHost {
  return { host: safe(host, 100), state, says: '' };
}
