import type { Clock } from '../../core/clock.ts';
import { safe } from '../../core/safe.ts';
import type { ProgramService } from '../../repl/link/program-requests.ts';
import { noticeSequence } from '../../screen/notice-sequence.ts';
import type { Tty } from '../../screen/tty.ts';
import type { Controller } from '../../ui/controller.ts';
import { textOf } from './given.ts';

interface Wires {
  readonly tty: Tty;
  readonly controller: () => Controller;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** A cell that notifies in a loop rings no bell in between. */
const LEAST_GAP_MS = 1_000;

/** Rings the bell and says a line, also through the person's desktop where their terminal can. */
export function notifyService({ tty, controller, env, clock }: Wires): ProgramService<'notify'> {
  let rangAtMs = Number.NEGATIVE_INFINITY;
  return async (asked) => {
    const line = safe(textOf(asked, 'text'), 200);
    if (clock.nowMs() - rangAtMs >= LEAST_GAP_MS) {
      rangAtMs = clock.nowMs();
      tty.write(`\u0007${noticeSequence(line, env)}`);
    }
    controller().say(line, 'info');
    return undefined;
  };
}
