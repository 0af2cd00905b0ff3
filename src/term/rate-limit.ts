import type { Clock } from '../core/clock.ts';

/** Lets at most `perSecond` things through in any second, in a burst or evenly. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #passedAtMs: number[] = [];

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** Whether one more may pass now; counts it if so. */
  tryPass(): boolean {
    const nowMs = this.#clock.nowMs();
    while (this.#passedAtMs.length > 0 && nowMs - (this.#passedAtMs[0] ?? 0) >= 1_000) {
      this.#passedAtMs.shift();
    }
    if (this.#passedAtMs.length >= this.#perSecond) return false;
    this.#passedAtMs.push(nowMs);
    return true;
  }
}
