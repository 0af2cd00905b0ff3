import { afterIdle, type IdleSpan } from '../idle.ts';

export const SPEEDS: readonly number[] = [0.5, 1, 2, 4, 8, 16];

/** Where the page is in its time, and how time goes on. `onMove` is called for each new moment, `onChange` for all else. */
export class Playhead {
  readonly lengthMs: number;
  readonly #idle: readonly IdleSpan[];
  readonly #told: { onMove: () => void; onChange: () => void };
  #atMs = 0;
  #isPlaying = false;
  #speed = 1;
  #leavesOutIdle = true;
  #lastTickMs = 0;

  constructor(
    given: { readonly lengthMs: number; readonly idle: readonly IdleSpan[] },
    told: { onMove: () => void; onChange: () => void },
  ) {
    this.lengthMs = given.lengthMs;
    this.#idle = given.idle;
    this.#told = told;
  }

  get atMs(): number {
    return this.#atMs;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get speed(): number {
    return this.#speed;
  }

  get leavesOutIdle(): boolean {
    return this.#leavesOutIdle;
  }

  get idle(): readonly IdleSpan[] {
    return this.#idle;
  }

  play(): void {
    if (this.#isPlaying) return;
    if (this.#atMs >= this.lengthMs) this.seek(0);
    this.#isPlaying = true;
    this.#lastTickMs = performance.now();
    requestAnimationFrame((nowMs) => this.#tick(nowMs));
    this.#told.onChange();
  }

  pause(): void {
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    this.#told.onChange();
  }

  seek(atMs: number): void {
    this.#atMs = Math.max(0, Math.min(this.lengthMs, atMs));
    this.#told.onMove();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#told.onChange();
  }

  setIdle(kept: 'kept' | 'left out'): void {
    this.#leavesOutIdle = kept === 'left out';
    this.#told.onChange();
  }

  #tick(nowMs: number): void {
    if (!this.#isPlaying) return;
    const passedMs = Math.max(0, nowMs - this.#lastTickMs) * this.#speed;
    this.#lastTickMs = Math.max(nowMs, this.#lastTickMs);
    const next = this.#atMs + passedMs;
    this.seek(this.#leavesOutIdle ? afterIdle(this.#idle, next) : next);
    if (this.#atMs >= this.lengthMs) this.pause();
    else requestAnimationFrame((time) => this.#tick(time));
  }
}
