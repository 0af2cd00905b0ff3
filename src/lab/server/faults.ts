import type { Clock } from '../../core/clock.ts';

/** What a device does wrong on purpose. */
export interface Faults {
  /** The connection breaks after so many bytes of terminal output. */
  readonly hangUpAfterBytes?: number;
  /** Logs in and then says nothing. */
  readonly silent?: true;
  /** Every piece of output comes this much later. */
  readonly slowMs?: number;
}

/** Terminal output on its way to a connection that may have faults. */
export class FaultyOutput {
  readonly #faults: Faults;
  readonly #clock: Clock;
  readonly #write: (text: string) => void;
  readonly #hangUp: () => void;
  readonly #delayed = new Set<() => void>();
  #bytesLeft: number;

  constructor(parts: {
    readonly faults: Faults;
    readonly clock: Clock;
    readonly write: (text: string) => void;
    readonly hangUp: () => void;
  }) {
    this.#faults = parts.faults;
    this.#clock = parts.clock;
    this.#write = parts.write;
    this.#hangUp = parts.hangUp;
    this.#bytesLeft = parts.faults.hangUpAfterBytes ?? Number.POSITIVE_INFINITY;
  }

  /** How long after the last text a goodbye may be said, so that none overtakes it. */
  get delayMs(): number {
    return this.#faults.slowMs ?? 0;
  }

  write(text: string): void {
    if (this.#faults.silent) return;
    if (this.delayMs === 0) this.#deliver(text);
    else this.later(() => this.#deliver(text));
  }

  /** Does something behind all text written so far. */
  later(action: () => void): void {
    if (this.delayMs === 0) {
      action();
      return;
    }
    const cancel = this.#clock.after(this.delayMs, () => {
      this.#delayed.delete(cancel);
      action();
    });
    this.#delayed.add(cancel);
  }

  close(): void {
    for (const cancel of this.#delayed) cancel();
    this.#delayed.clear();
  }

  #deliver(text: string): void {
    const bytes = Buffer.from(text);
    if (bytes.length < this.#bytesLeft) {
      this.#bytesLeft -= bytes.length;
      this.#write(text);
      return;
    }
    this.#write(bytes.subarray(0, this.#bytesLeft).toString());
    this.#bytesLeft = 0;
    this.#hangUp();
  }
}
