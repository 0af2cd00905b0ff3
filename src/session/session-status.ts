import { ShowrunError } from '../core/errors.ts';

/** How a session is doing. `sinceMs` is milliseconds since the epoch. */
export type SessionStatus =
  /** `step` says what is going on: `connecting`, `checking host key`, `logging in`. */
  | { readonly status: 'connecting'; readonly step: string; readonly sinceMs: number }
  /** `mode` is undefined until a prompt was recognised. */
  | { readonly status: 'open'; readonly mode: string | undefined; readonly sinceMs: number }
  /** The far end said goodbye, or nothing was opened yet. */
  | { readonly status: 'closed'; readonly exitCode: number | undefined; readonly sinceMs: number }
  | { readonly status: 'lost'; readonly error: ShowrunError; readonly sinceMs: number }
  /** It could not be opened. */
  | { readonly status: 'failed'; readonly error: ShowrunError; readonly sinceMs: number };

/** Why nothing can be asked of a session. */
export function whyNotOpen(name: string, status: SessionStatus): ShowrunError {
  if (status.status === 'failed' || status.status === 'lost') return status.error;
  return new ShowrunError('not-open', `${name} is not connected`, { subject: name });
}
