import { writeSync } from 'node:fs';
import type { IPty } from '@lydell/node-pty';
import type { Clock } from '../../core/clock.ts';

const FIRST_RETRY_MS = 2;
const MAX_RETRY_MS = 50;

/**
 * Writes to a pty without ever waiting. libuv's own write spins until the program has read, which stops all of showrun when one
 * program does not; nothing tells when a pty takes bytes again, so a full one is tried again after a while.
 */
export class PtyWriter {
  readonly #fd: number;
  readonly #clock: Clock;
  readonly #queue: Uint8Array[] = [];
  #retryMs = FIRST_RETRY_MS;
  #cancelRetry: (() => void) | undefined;
  #isStopped = false;

  constructor(pty: IPty, clock: Clock) {
    this.#fd = (pty as unknown as { readonly fd: number }).fd;
    this.#clock = clock;
  }

  write(bytes: Uint8Array): void {
    if (this.#isStopped || bytes.length === 0) return;
    this.#queue.push(bytes);
    if (this.#cancelRetry === undefined) this.#flush();
  }

  /** What is not written yet never will be. */
  stop(): void {
    this.#isStopped = true;
    this.#queue.length = 0;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  #flush(): void {
    for (let bytes = this.#queue[0]; bytes !== undefined; bytes = this.#queue[0]) {
      const written = this.#try(bytes);
      if (this.#isStopped) return;
      if (written < bytes.length) this.#queue[0] = bytes.subarray(written);
      else this.#queue.shift();
      if (written > 0) this.#retryMs = FIRST_RETRY_MS;
      else {
        this.#retryLater();
        return;
      }
    }
  }

  #try(bytes: Uint8Array): number {
    try {
      return writeSync(this.#fd, bytes);
    } catch (error) {
      // Otherwise the program has ended, which is told elsewhere.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.stop();
      return 0;
    }
  }

  #retryLater(): void {
    this.#cancelRetry = this.#clock.after(this.#retryMs, () => {
      this.#cancelRetry = undefined;
      this.#flush();
    });
    this.#retryMs = Math.min(2 * this.#retryMs, MAX_RETRY_MS);
  }
}
