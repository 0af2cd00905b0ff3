import type { Clock } from '../core/clock.ts';

export const KEEPALIVE_MS = 10_000;
/** Unanswered keepalives that are borne; at the one after, 30 s after the last sign of life, the line is given up. */
export const KEEPALIVES_BORNE = 2;

/**
 * Makes ssh2's keepalive just, and tells of silence before it ends the line.
 *
 * ssh2 counts only proper answers, but some devices answer with UNIMPLEMENTED and some not at all. Here every byte is a
 * sign of life, and as long as a device has never given a proper answer, its silence means nothing: TCP's own keepalive then
 * finds out whether it is still there. (Other bytes after a silence prove nothing: they may be the echo of a key.)
 */
export class KeepaliveWatch {
  readonly #request: KeepaliveRequest;
  readonly #everyMs: number;
  readonly #borne: number;
  #heardMs: number;
  #resetMs: number;
  #askedMs = 0;
  #hasAnswered = false;
  #isStale = false;
  #cancelTimer: () => void;
  #cancelCheck: (() => void) | undefined;

  constructor(request: KeepaliveRequest) {
    this.#request = request;
    this.#everyMs = request.keepaliveMs ?? KEEPALIVE_MS;
    this.#borne = request.keepalivesBorne ?? KEEPALIVES_BORNE;
    this.#heardMs = this.#resetMs = request.clock.nowMs();
    this.#cancelTimer = request.clock.after(this.#firstAskMs, () => {
      this.#ask();
      this.#watch();
    });
  }

  /** Called for every chunk that arrives. */
  heard(): void {
    const now = this.#request.clock.nowMs();
    this.#heardMs = now;
    if (this.#isStale) {
      this.#isStale = false;
      this.#request.onSilence(undefined);
    }
    // Setting a timer for each chunk of a flood would cost more than the flood.
    if (now - this.#resetMs < RESET_EVERY_MS) return;
    this.#resetMs = now;
    this.#request.reset();
  }

  /**
   * Asks now, and calls back when nothing is heard within the time. A device that has never answered is not judged. While
   * one check is on its way another one changes nothing.
   */
  check(patienceMs: number, onDead: () => void): void {
    if (this.#cancelCheck !== undefined) return;
    const { clock } = this.#request;
    const askedMs = clock.nowMs();
    this.#ask();
    if (!this.#hasAnswered) return;
    this.#cancelCheck = clock.after(patienceMs, () => {
      this.#cancelCheck = undefined;
      if (this.#heardMs < askedMs) onDead();
    });
  }

  stop(): void {
    this.#cancelTimer();
    this.#cancelCheck?.();
    this.#cancelCheck?.();
  }

  /** Early, so that an answer is due when the silence is worth telling of. */
  get #askAfterMs(): number {
    return this.#everyMs * 0.8;
  }

  /** Tells at once whether the device answers at all; not while it is still busy with the login. */
  get #firstAskMs(): number {
    return Math.min(FIRST_ASK_MS, this.#askAfterMs);
  }

  #watch(): void {
    const { clock, onSilence, reset } = this.#request;
    const silentMs = clock.nowMs() - this.#heardMs;
    if (silentMs >= this.#askAfterMs && this.#askedMs <= this.#heardMs) this.#ask();
    const isSilent = silentMs >= this.#everyMs;
    if (isSilent && this.#hasAnswered) {
      this.#isStale = true;
      onSilence(silentMs);
    } else if (silentMs >= this.#everyMs * this.#borne) reset();
    const nextMs = isSilent
      ? TELL_EVERY_MS
      : (silentMs >= this.#askAfterMs ? this.#everyMs : this.#askAfterMs) - silentMs;
    this.#cancelTimer = clock.after(nextMs, () => this.#watch());
  }

  #ask(): void {
    this.#askedMs = this.#request.clock.nowMs();
    this.#request.ask(() => {
      this.#hasAnswered = true;
    });
  }
}

interface KeepaliveRequest {
  readonly clock: Clock;
  /** Starts ssh2's count of unanswered questions anew. */
  readonly reset: () => void;
  /** Asks the far end for a sign of life; a proper answer calls back. */
  readonly ask: (onAnswer: () => void) => void;
  /** Told each second from the moment an answer is overdue, with the silence so far; undefined when it is over. */
  readonly onSilence: (silentMs: number | undefined) => void;
  readonly keepaliveMs?: number | undefined;
  readonly keepalivesBorne?: number | undefined;
}

const RESET_EVERY_MS = 1_000;
const TELL_EVERY_MS = 1_000;
const FIRST_ASK_MS = 1_000;
