/** One command on one session, typed by a person or sent by a script: what was asked when, and what the device said. */
export interface Block {
  readonly host: string;
  readonly platform: string;
  readonly command: string;
  /** The mode in which it ran, e.g. `privileged`. */
  readonly mode: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly outcome: 'ok' | 'refused';
  /** Without echo and prompt, `\n` between lines. */
  readonly text: string;
}
