import type { Clock } from '../../core/clock.ts';

/**
 * The time of one run: it begins when the wall clock says so and goes on by the monotonic clock, so that nothing is ever written
 * before what came before it, whatever is done to the wall clock.
 */
export class RunClock {
  /** In ms since the epoch. */
  readonly startedAtMs: number;
  readonly #clock: Clock;
  readonly #beganMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.startedAtMs = clock.wallMs();
    this.#beganMs = clock.nowMs();
  }

  /** Since the run began, in ms; it never goes back. */
  get elapsedMs(): number {
    return this.#clock.nowMs() - this.#beganMs;
  }

  /** In ms since the epoch, by this clock. */
  get atMs(): number {
    return Math.round(this.startedAtMs + this.elapsedMs);
  }

  after(delayMs: number, callback: () => void): () => void {
    return this.#clock.after(delayMs, callback);
  }
}
