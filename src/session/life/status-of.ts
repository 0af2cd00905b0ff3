import type { Gone, Outage, Retry } from './outage.ts';
import type { SessionStatus, WaitingStatus } from './session-status.ts';

/** How a session is doing whose connection has gone and is not tried again. */
export function statusOf(gone: Gone, sinceMs: number): SessionStatus {
  switch (gone.kind) {
    case 'ended':
      return { status: 'closed', exitCode: gone.exitCode, sinceMs };
    case 'lost':
      return { status: 'lost', error: gone.error, sinceMs };
    case 'failed':
      return { status: 'failed', error: gone.error, sinceMs };
  }
}

/** The same where it is tried again. */
export function waitingStatus(gone: Gone, outage: Outage, retry: Retry): WaitingStatus {
  return {
    status: 'waiting',
    error: gone.error,
    reason: outage.began.error,
    began: outage.wasOpen ? 'open' : 'never open',
    sinceMs: outage.sinceMs,
    ...retry,
  };
}
