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
