import { safe, safeLines } from '../../core/safe.ts';
import type { ProgramService } from '../../repl/link/program-requests.ts';
import type { DialogDesk } from '../../ui/dialog-desk.ts';
import { textsOf } from './given.ts';

/** Asks in a dialog, once the person has stopped typing: the Enter that ends a cell may come twice, and is no yes. */
export function confirmService(desk: () => DialogDesk): ProgramService<'confirm'> {
  return async (asked, signal) => {
    const { title, lines, yes } = Object(asked);
    const answer = await desk().interrupt(
      {
        kind: 'confirm',
        title: safe(String(title), 80),
        yes: safe(String(yes), 60),
        lines: textsOf(lines).map((line) => safeLines(line)),
      },
      { signal },
    );
    return answer === 'yes';
  };
}
