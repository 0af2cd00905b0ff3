import { safe } from '../../../core/safe.ts';
import type { RecordedBlock } from '../../../journal/recording.ts';
import type { AgainState, AgainStep, AgainView } from '../../../state/again-view.ts';
import { dangerOf } from './danger.ts';

/** Recorded commands as steps, none of them done. */
export function stepsOf(blocks: readonly RecordedBlock[]): readonly AgainStep[] {
  return blocks.map(
    ({ number, command, mode, outcome }): AgainStep => ({
      number,
      command,
      mode,
      danger: dangerOf({ command, mode }),
      recorded: outcome,
      state: 'waiting',
      sent: command,
      lines: [],
      summary: '',
    }),
  );
}

/** The view with a step changed; the steps before and behind stay. */
export function withStep(
  again: AgainView,
  at: number,
  change: Partial<AgainStep>,
): Pick<AgainView, 'steps'> {
  return { steps: again.steps.map((step, i) => (i === at ? { ...step, ...change } : step)) };
}

/** `r1 again on r7: 3 same, 1 changed, 1 refused, 2 not sent`. */
export function summaryOf({ from, to, steps }: AgainView): string {
  const words = STATES.flatMap(([state, word]) => {
    const count = steps.filter((step) => step.state === state).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${safe(from, 60)} again on ${safe(to, 60)}: ${words.join(', ')}`;
}

const STATES: readonly (readonly [AgainState, string])[] = [
  ['same', 'same'],
  ['changed', 'changed'],
  ['refused', 'refused'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['waiting', 'not sent'],
];
