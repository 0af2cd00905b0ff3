import type { Clock } from '../../core/clock.ts';
import type { TelnetTransport } from './telnet-transport.ts';

/** Bytes of a login are few; a device that says more is past it, or never comes to it. */
const MAX_HEARD_BYTES = 256 * 1024;
const MAX_TEXT = 8_192;

/** Listens in to a transport before its owner does. Everything heard is given back in the end. */
export class Ear {
  readonly #transport: TelnetTransport;
  readonly #clock: Clock;
  readonly #chunks: Uint8Array[] = [];
  #heardBytes = 0;
  #text = '';
  #wake: (() => void) | undefined;
  #isOver = false;
  #secret: { readonly text: string; readonly fromChunk: number } | undefined;

  constructor(transport: TelnetTransport, clock: Clock) {
    this.#transport = transport;
    this.#clock = clock;
    transport.onBytes((chunk) => this.#hear(chunk));
  }

  /** What came since `forget`, the end of it. */
  get text(): string {
    return this.#text;
  }

  get hasHeard(): boolean {
    return this.#heardBytes > 0;
  }

  get isFull(): boolean {
    return this.#heardBytes > MAX_HEARD_BYTES;
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

  /** The secret is about to be sent: should the device echo it, nobody gets to see that. */
  hideEchoOf(secret: string): void {
    this.#secret = { text: secret, fromChunk: this.#chunks.length };
  }

  close(): void {
    this.stop();
    this.#transport.giveBack(this.#withoutSecret());
  }

  #hear(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#heardBytes += chunk.length;
    this.#text = (this.#text + Buffer.from(chunk).toString('latin1')).slice(-MAX_TEXT);
    this.#wake?.();
  }

  #withoutSecret(): Uint8Array[] {
    if (this.#secret === undefined) return this.#chunks;
    const { text, fromChunk } = this.#secret;
    const echo = Buffer.from(text, 'utf8');
    const after = Buffer.concat(this.#chunks.slice(fromChunk));
    if (echo.length > 0 && after.subarray(0, echo.length).equals(echo)) {
      after.fill('*', 0, echo.length);
    }
    return [...this.#chunks.slice(0, fromChunk), after];
  }
}
