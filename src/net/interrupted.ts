import { ShowrunError } from '../core/errors.ts';

/** What an aborted attempt rejects with: the signal's own reason if it is one of ours. */
export function interrupted(who: string, signal: AbortSignal): ShowrunError {
  const { reason } = signal as { reason: unknown };
  return reason instanceof ShowrunError
    ? reason
    : new ShowrunError('interrupted', `connecting to ${who} was stopped`);
}
