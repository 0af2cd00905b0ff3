import type { Size } from '../../core/size.ts';
import type { TrackedModes } from '../modes.ts';
import type { CoreState } from './core-state.ts';

/** All that an emulator's next picture depends on, between two sequences. Opaque to all but the emulator; it is never changed. */
export interface EmulatorState {
  readonly size: Size;
  readonly core: CoreState;
  readonly modes: TrackedModes;
  /** The title a program has set last; '' if none. */
  readonly title: string;
  /** Marks on the last character so far. */
  readonly marks: number;
  /** What it takes of memory, about. */
  readonly bytes: number;
}
