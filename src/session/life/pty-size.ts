import type { Clock } from '../../core/clock.ts';
import type { Size } from '../../core/size.ts';

const LEAST_GAP_MS = 50;

/**
 * Tells the far end its size, at most twenty times a second while someone drags a border; the last size always arrives.
 */
export class PtySize {
  readonly #clock: Clock;
  readonly #send: (size: Size) => void;
  #sent: Size;
  #wanted: Size;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(options: { clock: Clock; sent: Size; send: (size: Size) => void }) {
    this.#clock = options.clock;
    this.#sent = options.sent;
    this.#wanted = options.sent;
    this.#send = options.send;
  }

  want(size: Size): void {
    this.#wanted = size;
    if (this.#cancel) return;
    const leftMs = this.#sentAtMs + LEAST_GAP_MS - this.#clock.nowMs();
    if (leftMs <= 0) this.flush();
    else this.#cancel = this.#clock.after(leftMs, () => this.flush());
  }

  /** Sends a size that is held back. Before anything is typed: what is typed after a resize must find the new size. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const { cols, rows } = this.#wanted;
    if (cols === this.#sent.cols && rows === this.#sent.rows) return;
    this.#sent = this.#wanted;
    this.#sentAtMs = this.#clock.nowMs();
    this.#send(this.#wanted);
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
