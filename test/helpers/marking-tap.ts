import type { SessionTap } from '../../src/session/record/session-tap.ts';

/** A tap that tells of commands only: when their line has ended, and when they are over. */
export function markingTap(
  onCommand: SessionTap['commandLine'],
  onOver: SessionTap['block'] = () => undefined,
): SessionTap {
  const nothing = (): void => undefined;
  return {
    ...{ received: nothing, printed: nothing, resized: nothing, typed: nothing },
    ...{ changed: nothing, closed: nothing },
    commandLine: onCommand,
    block: onOver,
  };
}
