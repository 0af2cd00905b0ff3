import type { Host } from '../../core/host.ts';
import type { Size } from '../../core/size.ts';
import type { SessionStatus } from '../life/session-status.ts';

/** Gives a new session its tap; undefined for none. `joinTaps` makes one of several. */
export type TapFor = (session: TappedSession) => SessionTap | undefined;

export interface TappedSession {
  /** Unique among those that are open: `r1`, `r1.2`. A later session may have the name of one that is closed. */
  readonly name: string;
  readonly host: Host;
  readonly size: Size;
  /** Holds the device back, which sends no more until the returned function is called. Only for a moment: keys are not echoed meanwhile. */
  holdBack(): () => void;
}

/**
 * What a journal hears of one session, in the order in which it happens. Calls must be quick, and never throw: they are on the way of every byte
 * and every key. Secrets that showrun itself has sent are masked in the bytes already.
 */
export interface SessionTap {
  /** As they came from the device; before the screen sees them. They may not be changed, nor kept without a copy. */
  received(chunk: Uint8Array): void;
  /**
   * A line of the device's ended, or was left unended where its connection ended: as a person would have read it (controls, colours, pagers and what
   * was drawn over are gone), of full-screen programs none. All its bytes were received already. Foreign text, with tabs. Absent where nobody wants lines.
   */
  lineEnded?(line: string): void;
  /** A line of our own was drawn, behind all bytes so far. */
  printed(line: string): void;
  resized(size: Size): void;
  /** The person's keys on their way to the device; `secret` where it asks for a secret, or does not echo. */
  typed(keys: Uint8Array, matter: 'text' | 'secret'): void;
  /** A line that ended was a prompt with a command behind it. All its bytes were received already. */
  commandLine(line: { readonly command: string; readonly mode: string }): void;
  /** A block is over, that of the command line before; each has one: its prompt is back, or its session is gone. All its bytes were received already. */
  block(block: TappedBlock): void;
  /** Connecting, open, lost, closed; or the platform is known now. */
  changed(now: { readonly status: SessionStatus; readonly platform: string }): void;
  /** The session is over. */
  closed(): void;
}

export interface TappedBlock {
  readonly command: string;
  readonly mode: string;
  /** `person`, or the owner of the turn. */
  readonly by: string;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly outcome: 'ok' | 'refused' | 'unfinished';
  /** Between which bytes received, counted from the session's first byte ever: from behind the prompt before it to behind the prompt after it. */
  readonly from: number;
  readonly to: number;
}
