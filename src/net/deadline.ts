import type { Clock } from '../core/clock.ts';

/**
 * Time left for the far end to answer. It stands still while a person is asked, because a person may look for a token
 * or compare a fingerprint as long as they like.
 */
export class Deadline {
  readonly #clock: Clock;
  readonly #onExpired: () => void;
  #leftMs = 0;
  #startedMs = 0;
  #holds = 0;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, onExpired: () => void) {
    this.#clock = clock;
    this.#onExpired = onExpired;
  }

  /** Begins anew with `timeoutMs`. */
  start(timeoutMs: number): void {
    this.stop();
    this.#leftMs = timeoutMs;
    if (this.#holds === 0) this.#run();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#leftMs = 0;
  }

  /** Stands still while `ask` is running. */
  async whileAsking<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.#hold();
    try {
      return await ask();
    } finally {
      this.#release();
    }
  }

  #hold(): void {
    if (this.#holds++ > 0 || !this.#cancel) return;
    this.#cancel();
    this.#cancel = undefined;
    this.#leftMs -= this.#clock.nowMs() - this.#startedMs;
  }

  #release(): void {
    if (--this.#holds === 0 && this.#leftMs > 0) this.#run();
  }

  #run(): void {
    this.#startedMs = this.#clock.nowMs();
    this.#cancel = this.#clock.after(this.#leftMs, () => {
      this.#cancel = undefined;
      this.#onExpired();
    });
  }
}
