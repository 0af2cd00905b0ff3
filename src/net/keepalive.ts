import type { Clock } from '../core/clock.ts';

export const KEEPALIVE_MS = 10_000;
/** Unanswered keepalives that are borne; at the one after, 30 s after the last sign of life, the line is given up. */
export const KEEPALIVES_BORNE = 2;

/**
 * Makes ssh2's keepalive just: it counts only proper answers, but some devices answer with UNIMPLEMENTED and some not at all.
 *
 * Here every byte is a sign of life. And as long as a device has never answered, its silence means nothing: TCP's own
 * keepalive, where there is a TCP connection, then finds out whether it is still there.
 */
export class KeepaliveWatch {
  readonly #clock: Clock;
  readonly #reset: () => void;
  readonly #hasTcp: boolean;
  readonly #everyMs: number;
  readonly #borne: number;
  #heardMs: number;
  #resetMs: number;
  #hasAnswered = false;
  #cancelTimer: () => void = () => {};

  /** `reset` starts ssh2's count anew. */
  constructor(request: {
    readonly clock: Clock;
    readonly reset: () => void;
    readonly hasTcp: boolean;
    readonly keepaliveMs?: number | undefined;
    readonly keepalivesBorne?: number | undefined;
  }) {
    this.#clock = request.clock;
    this.#reset = request.reset;
    this.#hasTcp = request.hasTcp;
    this.#everyMs = request.keepaliveMs ?? KEEPALIVE_MS;
    this.#borne = request.keepalivesBorne ?? KEEPALIVES_BORNE;
    this.#heardMs = this.#resetMs = this.#clock.nowMs();
    if (this.#hasTcp) this.#watch();
  }

  /** Called for every chunk that arrives. */
  heard(): void {
    const now = this.#clock.nowMs();
    // After so long a silence the only thing there was to say was an answer.
    if (now - this.#heardMs >= this.#everyMs) this.#hasAnswered = true;
    this.#heardMs = now;
    // Setting a timer for each chunk of a flood would cost more than the flood.
    if (now - this.#resetMs < RESET_EVERY_MS) return;
    this.#resetMs = now;
    this.#reset();
  }

  stop(): void {
    this.#cancelTimer();
  }

  #watch(): void {
    this.#cancelTimer = this.#clock.after(this.#everyMs, () => {
      if (this.#hasAnswered) return;
      const silentMs = this.#clock.nowMs() - this.#heardMs;
      if (silentMs >= this.#everyMs * this.#borne) this.#reset();
      this.#watch();
    });
  }
}

const RESET_EVERY_MS = 1_000;
