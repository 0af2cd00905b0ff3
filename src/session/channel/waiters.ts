import type { Clock } from '../../core/clock.ts';

export type Woken = 'bytes' | 'silence' | 'aborted';

/** Those who wait for a line to say something. */
export class Waiters {
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiter>();
  #ended: Error | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Bytes came, or what they mean is new. */
  wake(): void {
    for (const waiter of this.#waiting) waiter.wake('bytes');
  }

  /** The far end is gone: whoever waits is told, and whoever waits later. */
  end(error: Error): void {
    this.#ended ??= error;
    for (const waiter of this.#waiting) waiter.fail(error);
  }

  /** Resolves when bytes come, when `forMs` have passed without any, or when the signal aborts. Rejects with the end. */
  async wait(forMs: number, signal?: AbortSignal): Promise<Woken> {
    if (this.#ended) throw this.#ended;
    if (signal?.aborted) return 'aborted';
    return await new Promise((resolve, reject) => {
      const done = (): void => {
        cancel();
        signal?.removeEventListener('abort', onAbort);
        this.#waiting.delete(waiter);
      };
      const waiter: Waiter = {
        wake: (what) => {
          done();
          resolve(what);
        },
        fail: (error) => {
          done();
          reject(error);
        },
      };
      const onAbort = (): void => waiter.wake('aborted');
      const cancel = this.#clock.after(forMs, () => waiter.wake('silence'));
      signal?.addEventListener('abort', onAbort);
      this.#waiting.add(waiter);
    });
  }
}

interface Waiter {
  wake(what: Woken): void;
  fail(error: Error): void;
}
