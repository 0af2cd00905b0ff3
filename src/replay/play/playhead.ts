import type { Clock } from '../../core/clock.ts';

/** A moment that passes with the clock, at a speed, while it moves; up to an end. */
export class Playhead {
  readonly #clock: Clock;
  readonly #endS: number;
  #speed = 1;
  #fromS = 0;
  #sinceMs: number | undefined;
  #isMoving = false;

  constructor(clock: Clock, endS: number) {
    this.#clock = clock;
    this.#endS = endS;
  }

  get atS(): number {
    if (this.#sinceMs === undefined) return this.#fromS;
    const passedS = ((this.#clock.nowMs() - this.#sinceMs) / 1_000) * this.#speed;
    return Math.min(this.#endS, this.#fromS + passedS);
  }

  /** Also while it is held. */
  get isMoving(): boolean {
    return this.#isMoving;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.place(this.atS);
    this.#speed = speed;
  }

  /** Goes to a moment, and on from there if it moves. */
  place(atS: number): void {
    this.#fromS = atS;
    if (this.#sinceMs !== undefined) this.#sinceMs = this.#clock.nowMs();
  }

  start(): void {
    this.#isMoving = true;
    this.#sinceMs = this.#clock.nowMs();
  }

  stop(): void {
    this.hold();
    this.#isMoving = false;
  }

  /** Its time stands still until `release`. */
  hold(): void {
    this.#fromS = this.atS;
    this.#sinceMs = undefined;
  }

  release(): void {
    if (this.#isMoving) this.#sinceMs ??= this.#clock.nowMs();
  }

  /** How long it takes to get to a moment, in the clock's time. */
  msUntil(atS: number): number {
    return ((atS - this.atS) / this.#speed) * 1_000;
  }
}
