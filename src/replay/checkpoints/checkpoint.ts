import type { EventPlace } from '../../journal/recording.ts';
import type { EmulatorState } from '../../term/capture/emulator-state.ts';

/** A place between two events of a session, and what came before it. */
export interface Milestone {
  /** Of the event that comes next. */
  readonly place: EventPlace;
  /** Bytes of output before it, with those that are missing. */
  readonly received: number;
  /** The time of the event before it. */
  readonly atS: number;
}

/** One with the picture there. */
export interface Checkpoint extends Milestone {
  readonly state: EmulatorState;
}

/** The last one for which `isReached` holds; it holds for a beginning of the list. */
export function lastReached<Stone extends Milestone>(
  stones: readonly Stone[],
  isReached: (stone: Stone) => boolean,
): Stone | undefined {
  let from = 0;
  let to = stones.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const stone = stones[middle];
    if (stone !== undefined && isReached(stone)) from = middle + 1;
    else to = middle;
  }
  return stones[from - 1];
}
