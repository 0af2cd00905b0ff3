import type { Clock } from '../core/clock.ts';
import { deferred } from './deferred.ts';
import { interrupted } from './interrupted.ts';
import { type Trouble, timedOut } from './translate-error.ts';

/** Waits for a callback of an open connection: with a time limit, and no longer than the signal allows. */
export async function waitFor<Value>(request: {
  readonly trouble: Trouble;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly begin: (ends: { resolve(value: Value): void; reject(error: Error): void }) => void;
}): Promise<Value> {
  const { trouble, clock, signal, timeoutMs, begin } = request;
  const ends = deferred<Value>();
  const cancelTimer = clock.after(timeoutMs, () => ends.reject(timedOut(trouble, timeoutMs)));
  const abort = () => ends.reject(interrupted(trouble.who, signal));
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (signal.aborted) abort();
    else begin(ends);
    return await ends.promise;
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', abort);
  }
}
