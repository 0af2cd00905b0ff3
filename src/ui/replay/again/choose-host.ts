import { safe } from '../../../core/safe.ts';
import type { RecordedBlock } from '../../../journal/recording.ts';
import type { Session } from '../../../session/session.ts';
import type { Choice } from '../../../state/state.ts';
import type { DialogDesk } from '../../dialog-desk.ts';

/** The hosts that commands can be sent to. */
export interface LiveHosts {
  /** Sessions that are open or can be: no recordings. */
  readonly sessions: () => readonly Session[];
  /** Names of the inventory's and the lab's hosts. */
  readonly names: () => readonly string[];
  /** Opens a session to a host, with a pane in the tab on screen. Throws for a name nobody knows. */
  readonly open: (name: string) => Session;
}

const SESSION = 'session: ';
const HOST = 'host: ';

/**
 * The live session that recorded commands are sent to: one that is there, or a host of the inventory that is opened for it. The one that is
 * called as in the recording comes first. Undefined: called off. Rejects where the host cannot be opened.
 */
export async function chooseHost(
  { desk, live }: { readonly desk: DialogDesk; readonly live: LiveHosts },
  { session: from, host }: RecordedBlock,
): Promise<Session | undefined> {
  const sessions = live.sessions();
  const open = sessions.map(
    (session): Choice => ({
      value: `${SESSION}${session.name}`,
      label: safe(session.name, 80),
      detail:
        session.status.status === 'open'
          ? `live · ${session.platform.title}`
          : session.status.status,
    }),
  );
  const taken = new Set(sessions.map((session) => session.host.name));
  const others = live
    .names()
    .filter((name) => !taken.has(name))
    .map(
      (name): Choice => ({
        value: `${HOST}${name}`,
        label: safe(name, 80),
        detail: 'opens a session',
      }),
    );
  const all = [...open, ...others];
  const same = all.findIndex(({ value }) =>
    [`${SESSION}${from}`, `${SESSION}${host}`, `${HOST}${host}`].includes(value),
  );
  const chosen = await desk.open({
    kind: 'pick',
    title: 'Run again on',
    verb: 'shows the first command; nothing is sent yet',
    placeholder: 'Enter takes what you typed: [user@]host[:port]',
    choices: all,
    text: '',
    selected: Math.max(0, same),
  });
  if (chosen === undefined) return undefined;
  const known = chosen.startsWith(SESSION) ? chosen.slice(SESSION.length) : undefined;
  const found = sessions.find(({ name }) => name === known);
  if (found !== undefined) return found;
  return live.open(chosen.startsWith(HOST) ? chosen.slice(HOST.length) : chosen);
}
