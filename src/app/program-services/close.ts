import type { ProgramService } from '../../repl/link/program-requests.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';
import { textsOf } from './given.ts';

interface CloseOptions {
  readonly sessions: Pick<Sessions, 'byName'>;
  /** Closes a session, and its pane where it has one. */
  readonly close: (session: Session) => void;
}

/** Closes sessions by name; whoever asks has seen to it that the person wants that. */
export function closeService(options: () => CloseOptions): ProgramService<'close'> {
  return async (asked) => {
    const { sessions, close } = options();
    const found = [...new Set(textsOf(Object(asked).names))].flatMap(
      (name) => sessions.byName(name) ?? [],
    );
    for (const session of found) close(session);
    return found.map(({ name }) => name);
  };
}
