import type { Clock } from '../core/clock.ts';
import { safe } from '../core/safe.ts';

const MIN_GAP_MS = 100;
const MAX_LENGTH = 200;

/** Passes titles on, sanitised, at most ten a second; the last one of a flood always arrives. */
export class TitleGate {
  readonly #clock: Clock;
  readonly #onTitle: (title: string) => void;
  #waiting: string | undefined;
  #delivered: string | undefined;
  #lastAtMs = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, onTitle: (title: string) => void) {
    this.#clock = clock;
    this.#onTitle = onTitle;
  }

  /** The title offered last; '' before the first. */
  get latest(): string {
    return this.#waiting ?? this.#delivered ?? '';
  }

  offer(title: string): void {
    this.#waiting = title;
  }

  /** Delivers what was offered, now or when the gap has passed. */
  deliver(): void {
    if (this.#waiting === undefined || this.#cancelTimer !== undefined) return;
    const waitMs = this.#lastAtMs + MIN_GAP_MS - this.#clock.nowMs();
    if (waitMs > 0) {
      this.#cancelTimer = this.#clock.after(waitMs, () => {
        this.#cancelTimer = undefined;
        this.#pass();
      });
      return;
    }
    this.#pass();
  }

  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#waiting = undefined;
  }

  #pass(): void {
    if (this.#waiting === undefined) return;
    const title = safe(this.#waiting, MAX_LENGTH);
    this.#waiting = undefined;
    if (title === this.#delivered) return;
    this.#delivered = title;
    this.#lastAtMs = this.#clock.nowMs();
    this.#onTitle(title);
  }
}
