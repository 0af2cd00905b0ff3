import type { Clock } from './clock.ts';

/**
 * Notices that the machine, or this process, has slept: a timer comes much too late, or the wall clock has gone on while
 * the monotonic one stood still. A wall clock that was set forward looks the same; what is done then must do no harm.
 */
export class WakeWatch {
  readonly #clock: Clock;
  readonly #onWoken: () => void;
  #cancel: () => void = () => undefined;

  constructor({ clock, onWoken }: { readonly clock: Clock; readonly onWoken: () => void }) {
    this.#clock = clock;
    this.#onWoken = onWoken;
    this.#look(clock.nowMs(), clock.wallMs());
  }

  close(): Promise<void> {
    this.#cancel();
    return Promise.resolve();
  }

  #look(sinceMs: number, sinceWallMs: number): void {
    this.#cancel = this.#clock.after(LOOK_EVERY_MS, () => {
      const nowMs = this.#clock.nowMs();
      const wallMs = this.#clock.wallMs();
      const passedMs = Math.max(nowMs - sinceMs, wallMs - sinceWallMs);
      this.#look(nowMs, wallMs);
      if (passedMs > LOOK_EVERY_MS + SLEPT_MS) this.#onWoken();
    });
  }
}

const LOOK_EVERY_MS = 2_000;
/** A busy machine makes timers late, too, but not by so much. */
const SLEPT_MS = 5_000;
