import type { Size } from '../core/size.ts';
import type { CastEvent } from '../journal/cast/cast-event.ts';
import type { LogBefore } from '../session/record/raw-log.ts';
import type { EmulatorState } from '../term/capture/emulator-state.ts';

/** Where one session of a recording is played: a pane's session, or what checkpoints are made on. */
export interface Stage {
  /** One event, in its time. What it draws may take a moment; see `isBehind`. */
  play(event: CastEvent): void;
  /** There is more to draw than a screen takes at once: nothing more is to be played until `onCaughtUp`. */
  readonly isBehind: boolean;
  onCaughtUp(listener: () => void): void;
  /** Another moment, drawn before it returns; nothing in between is seen, heard or answered. */
  jump(jump: Jump): void;
}

export interface Jump {
  /** What the picture is made from: `here` goes on from the one there is, a size begins with an empty screen. */
  readonly from: 'here' | EmulatorState | Size;
  /** What follows up to the moment. */
  readonly events: Iterable<CastEvent>;
  /** What was received until the moment; asked for once the events are drawn. */
  log(): LogBefore;
}
