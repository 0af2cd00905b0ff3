import type { Clock } from '../../core/clock.ts';

/** An Enter that made no line of a prompt's end by then was for something else: a question, a pager. */
const STALE_MS = 30_000;
const MOST = 10_000;

/** How many Enters were sent that may still end a line at a prompt. */
export class EnterCount {
  readonly #clock: Clock;
  #open = 0;
  #lastMs: number | undefined;
  #wasReturn = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get open(): number {
    return this.#open;
  }

  /** When the latest was sent, by `Clock.nowMs`. */
  get lastMs(): number | undefined {
    return this.#lastMs;
  }

  sent(bytes: Uint8Array): void {
    for (const byte of bytes) {
      const isEnter = byte === 0x0d || (byte === 0x0a && !this.#wasReturn);
      this.#wasReturn = byte === 0x0d;
      if (!isEnter) continue;
      this.#open = Math.min(MOST, this.#open + 1);
      this.#lastMs = this.#clock.nowMs();
    }
  }

  /** One has ended a line. */
  taken(): void {
    this.#open = Math.max(0, this.#open - 1);
  }

  /** A prompt stands there again. */
  answered(): void {
    if (this.#clock.nowMs() - (this.#lastMs ?? 0) > STALE_MS) this.#open = 0;
  }

  forget(): void {
    this.#open = 0;
  }
}
