import type { Clock } from '../../core/clock.ts';

/** What a login dialogue needs of a line it listens to. */
export interface LoginEar {
  /** What came since `forget`, the end of it. */
  readonly text: string;
  readonly isFull: boolean;
  forget(): void;
  wait(forMs: number): Promise<boolean>;
  hideEchoOf(secret: string): void;
}

/** Bytes of a login are few; a device that says more is past it, or never comes to it. */
const MAX_HEARD_BYTES = 256 * 1024;
const MAX_TEXT = 8_192;

/** Remembers the end of what it is told, and wakes who waits for it. */
export class LineEar {
  readonly #clock: Clock;
  #heardBytes = 0;
  #text = '';
  #wake: (() => void) | undefined;
  #isOver = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get text(): string {
    return this.#text;
  }

  get hasHeard(): boolean {
    return this.#heardBytes > 0;
  }

  get isFull(): boolean {
    return this.#heardBytes > MAX_HEARD_BYTES;
  }

  hear(chunk: Uint8Array): void {
    this.#heardBytes += chunk.length;
    this.#text = (this.#text + Buffer.from(chunk).toString('latin1')).slice(-MAX_TEXT);
    this.#wake?.();
  }

  forget(): void {
    this.#text = '';
  }

  /** True when bytes come within that time, or when nobody has to wait any more. */
  wait(forMs: number): Promise<boolean> {
    if (this.#isOver) return Promise.resolve(true);
    return new Promise((resolve) => {
      const cancel = this.#clock.after(forMs, () => {
        this.#wake = undefined;
        resolve(false);
      });
      this.#wake = () => {
        cancel();
        this.#wake = undefined;
        resolve(true);
      };
    });
  }

  /** Whoever waits, now or later, waits no more. */
  stop(): void {
    this.#isOver = true;
    this.#wake?.();
  }
}
