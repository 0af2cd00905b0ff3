/** Growing waits between attempts: from one second, half as much again each time, spread so that many do not come at once. */
export class Backoff {
  readonly #random: () => number;
  readonly #mostMs: number;
  #nextMs = FIRST_MS;

  /** `random` gives numbers from 0 up to 1. */
  constructor({ random, mostMs = MOST_MS }: { random: () => number; mostMs?: number }) {
    this.#random = random;
    this.#mostMs = mostMs;
  }

  /** The wait before the next attempt, in ms. */
  next(): number {
    const spread = 1 - SPREAD + 2 * SPREAD * this.#random();
    const waitMs = this.#nextMs * spread;
    this.#nextMs = Math.min(this.#mostMs, this.#nextMs * FACTOR);
    return Math.round(waitMs);
  }

  reset(): void {
    this.#nextMs = FIRST_MS;
  }
}

const FIRST_MS = 1_000;
const FACTOR = 1.5;
const MOST_MS = 30_000;
const SPREAD = 0.2;
