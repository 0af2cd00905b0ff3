import type { Wire } from './wire.ts';

export interface QuietWatchOptions {
  readonly wire: Wire;
  /** The stream fell silent. */
  readonly onQuiet: () => void;
  /** What was called at such a moment has thrown; it must not end the program. */
  readonly onFault: (thrown: unknown) => void;
}

/** One look at the last line when the stream has been silent for a while, however many chunks came before. */
export class QuietWatch {
  readonly #options: QuietWatchOptions;
  #isDue = false;
  #isOver = false;

  constructor(options: QuietWatchOptions) {
    this.#options = options;
  }

  /** Bytes came. */
  expect(): void {
    if (this.#isDue || this.#isOver) return;
    this.#isDue = true;
    const { wire } = this.#options;
    wire.clock.after(wire.quietMs, () => this.#look());
  }

  end(): void {
    this.#isOver = true;
  }

  #look(): void {
    const { wire, onQuiet, onFault } = this.#options;
    const leftMs = wire.lastByteMs + wire.quietMs - wire.clock.nowMs();
    if (leftMs > 1 && !this.#isOver) {
      wire.clock.after(leftMs, () => this.#look());
      return;
    }
    this.#isDue = false;
    if (this.#isOver) return;
    try {
      onQuiet();
    } catch (thrown) {
      onFault(thrown);
    }
  }
}
