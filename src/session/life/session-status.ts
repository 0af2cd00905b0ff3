import { ShowrunError } from '../../core/errors.ts';

/** How a session is doing. `sinceMs` is milliseconds since the epoch. */
export type SessionStatus =
  /** `step` says what is going on: `connecting`, `checking host key`, `logging in`; `attempt` counts from 1. */
  | {
      readonly status: 'connecting';
      readonly step: string;
      readonly attempt: number;
      readonly sinceMs: number;
    }
  /** `mode` is undefined until a prompt was recognised. */
  | { readonly status: 'open'; readonly mode: string | undefined; readonly sinceMs: number }
  /** The far end said goodbye, or nothing was opened yet. */
  | { readonly status: 'closed'; readonly exitCode: number | undefined; readonly sinceMs: number }
  | { readonly status: 'lost'; readonly error: ShowrunError; readonly sinceMs: number }
  /** It could not be opened. */
  | { readonly status: 'failed'; readonly error: ShowrunError; readonly sinceMs: number }
  /** It is tried again by itself. */
  | WaitingStatus;

export interface WaitingStatus {
  readonly status: 'waiting';
  /** What the last attempt failed with; before the first one what the connection ended with. */
  readonly error: ShowrunError;
  /** What it began with. */
  readonly reason: ShowrunError;
  /** Whether there was a connection before. */
  readonly began: 'open' | 'never open';
  readonly sinceMs: number;
  /** When the next attempt is due, in ms since the epoch, and its number, from 1. */
  readonly dueMs: number;
  readonly attempt: number;
}

/** Why nothing can be asked of a session. */
export function whyNotOpen(name: string, status: SessionStatus): ShowrunError {
  switch (status.status) {
    case 'failed':
    case 'lost':
    case 'waiting':
      return status.error;
    case 'connecting':
    case 'open':
    case 'closed':
      return new ShowrunError('not-open', `${name} is not connected`, { subject: name });
  }
}
