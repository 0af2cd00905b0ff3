import { ShowrunError } from '../../core/errors.ts';

/** Waits for a promise no longer than until the signal aborts; then rejects with `interrupted`. The work itself goes on. */
export async function untilAborted<Value>(
  work: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return await work;
  return await new Promise<Value>((resolve, reject) => {
    const onAbort = (): void =>
      reject(new ShowrunError('interrupted', 'interrupted while waiting for the connection'));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
