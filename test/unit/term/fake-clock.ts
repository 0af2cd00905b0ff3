import type { Clock } from '../../../src/core/clock.ts';

/** Time that passes when the test says so. */
export class FakeClock implements Clock {
  #nowMs = 0;
  readonly #due: { atMs: number; callback: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#due.push(timer);
    return () => {
      const index = this.#due.indexOf(timer);
      if (index >= 0) this.#due.splice(index, 1);
    };
  }

  get timers(): number {
    return this.#due.length;
  }

  pass(ms: number): void {
    this.#nowMs += ms;
    for (const timer of [...this.#due]) {
      if (timer.atMs > this.#nowMs) continue;
      this.#due.splice(this.#due.indexOf(timer), 1);
      timer.callback();
    }
  }
}
