import { safe } from '../../core/safe.ts';
import type { ProgramServices } from '../../repl/link/program-requests.ts';
import type { Records } from '../../repl/record/records.ts';
import type { AppOptions } from '../app-options.ts';
import type { Parts } from '../parts.ts';
import { closeService } from './close.ts';
import { confirmService } from './confirm.ts';
import { editTextService } from './edit-text.ts';
import { maybeTextOf, textOf } from './given.ts';
import { historyServices } from './history.ts';
import { notifyService } from './notify.ts';
import { openService } from './open.ts';
import { plainServices } from './plain-services.ts';
import { recordServices } from './records.ts';

/** What cells can ask of a program with a screen. The parts are looked at when something is asked, not before: some stand on the REPL. */
export function programServices(
  options: AppOptions & { readonly records: Records },
  parts: () => ServiceParts,
): ProgramServices {
  const { records } = options;
  const backstage = () => parts().backstage;
  return {
    ...recordServices(records),
    ...plainServices({ ...options, backstage, terminal: options.tty }),
    open: openService(() => ({
      ...backstage(),
      // A recording's host is not open: the live one is another one.
      sessions: { list: parts().replays.liveSessions(backstage().sessions.list) },
      open: (host) => parts().panes.openSession(host),
    })),
    close: closeService(() => ({
      ...backstage(),
      close: (session) => parts().panes.closeSession(session),
    })),
    notify: notifyService({ ...options, controller: () => parts().controller }),
    confirm: confirmService(() => parts().desk),
    'edit-text': (asked, signal) => editTextService(parts().outsideEditor)(asked, signal),
    ...historyServices(() => parts().repl),
    recordings: async () => parts().replays.names.map((name) => safe(name, 200)),
    replay: async (asked) => {
      const at = maybeTextOf(asked, 'at');
      return await parts().replays.playNamed(textOf(asked, 'recording'), at);
    },
    'show-targets': async (asked) => {
      parts().repl.showTargets(safe(textOf(asked, 'text'), 60));
      return undefined;
    },
    'clear-screen': async () => {
      parts().repl.clearScreen();
      return undefined;
    },
  };
}

export type ServiceParts = Pick<
  Parts,
  'desk' | 'repl' | 'backstage' | 'controller' | 'panes' | 'tables' | 'replays' | 'outsideEditor'
>;
