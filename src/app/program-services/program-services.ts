import type { ProgramServices } from '../../repl/link/program-requests.ts';
import type { Parts } from '../parts.ts';
import { confirmService } from './confirm.ts';

/** What cells can ask of a program with a screen. The parts are looked at when something is asked, not before: some stand on the REPL. */
export function programServices(parts: () => ServiceParts): ProgramServices {
  return {
    confirm: confirmService(() => parts().desk),
    'clear-screen': async () => {
      parts().repl.clearScreen();
      return undefined;
    },
  };
}

export type ServiceParts = Pick<
  Parts,
  'desk' | 'repl' | 'backstage' | 'controller' | 'panes' | 'tables'
>;
