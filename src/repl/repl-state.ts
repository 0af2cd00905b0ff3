import type { Entry } from './transcript/transcript.ts';
import type { TypingState } from './typing.ts';

/** Everything the screen shows of the REPL. */
export interface ReplState extends TypingState {
  readonly entries: readonly Entry[];
  /** The number the next input gets. */
  readonly number: number;
  readonly running: RunningCell | undefined;
  /** Inputs that wait for the running one. */
  readonly queued: readonly string[];
  /** Whom `@ command` asks, where somebody has said so; '' for nobody in particular. */
  readonly targets: string;
  /** Rows the transcript is scrolled back; whoever draws knows where the top is. */
  readonly scrollBack: number;
}

export interface RunningCell {
  readonly id: number;
  readonly number: number;
  readonly startedAtMs: number;
  /** The display of it that is being replaced in place: the keys it takes besides those that end it. */
  readonly live: { readonly keys: readonly string[] } | undefined;
}
