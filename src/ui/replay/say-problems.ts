import { safe } from '../../core/safe.ts';
import type { Recording } from '../../journal/recording.ts';
import type { Controller } from '../controller.ts';
import type { DialogDesk } from '../dialog-desk.ts';

/** Says what of a recording is not there: one thing fits the status line, more stays until it has been read. */
export function sayProblems(
  { name, problems, end }: Recording,
  { controller, desk }: { readonly controller: Controller; readonly desk: DialogDesk },
): void {
  const [first, ...more] = problems;
  if (more.length > 0) {
    const lines = problems.slice(0, MOST_PROBLEMS);
    void desk.open({ kind: 'message', title: `Not all of ${safe(name, 60)} is there`, lines });
  } else if (first !== undefined) {
    controller.say(first, 'warning');
  } else if (end === 'running') {
    const words = 'this recording goes on: it is as it was until now; open it again for more';
    controller.say(words, 'info');
  }
}

/** More lines than anybody reads. */
const MOST_PROBLEMS = 30;
