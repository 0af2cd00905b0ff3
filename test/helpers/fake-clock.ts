import type { Clock } from '../../src/core/clock.ts';
import { settled } from './settled.ts';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to go on; callbacks run in the order in which they are due. */
export class FakeClock implements Clock {
  #nowMs = 0;
  #sleptMs = 0;
  #timers: Timer[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return Date.UTC(2026, 0, 2, 12, 3, 4) + this.#nowMs + this.#sleptMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(0, delayMs), callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass at once, timer by timer. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (let timer = this.#takeDue(endMs); timer; timer = this.#takeDue(endMs)) timer.callback();
    this.#nowMs = endMs;
  }

  /** Lets time pass, timer by timer, with everything they set going settled in between. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settled();
    for (let timer = this.#takeDue(endMs); timer; timer = this.#takeDue(endMs)) {
      timer.callback();
      await settled();
    }
    this.#nowMs = endMs;
  }

  /** The machine sleeps: only the wall clock goes on. */
  sleeps(ms: number): void {
    this.#sleptMs += ms;
  }

  /** The process is stopped: both clocks go on, and what was due meanwhile comes late. */
  async stalls(ms: number): Promise<void> {
    this.#nowMs += ms;
    await this.pass(0);
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Goes to the next timer that is due by then, and takes it. */
  #takeDue(endMs: number): Timer | undefined {
    const next = this.#timers
      .filter(({ atMs }) => atMs <= endMs)
      .sort((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined) return undefined;
    this.#timers = this.#timers.filter((other) => other !== next);
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    return next;
  }
}
