import type { Table } from './table/table.ts';

/** What one command gave on one host. A refused command is a Result too: the device has answered. */
export interface Result {
  readonly host: string;
  readonly platform: string;
  readonly command: string;
  /** The device's words: no echo, no prompt, no escape sequences, `\n` line ends, no final line end. */
  readonly text: string;
  readonly outcome: 'ok' | 'refused';
  /** The device's line that says that it did not take the command, and why. */
  readonly refusedBy?: string | undefined;
  /** The mode in which it ran, e.g. `privileged`. */
  readonly mode: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly table: Table | undefined;
}
