import type { Clock } from '../../core/clock.ts';
import { LineEar } from '../login/line-ear.ts';
import type { TelnetTransport } from './telnet-transport.ts';

/** Listens in to a transport before its owner does. Everything heard is given back in the end. */
export class Ear extends LineEar {
  readonly #transport: TelnetTransport;
  readonly #chunks: Uint8Array[] = [];
  #secret: { readonly text: string; readonly fromChunk: number } | undefined;

  constructor(transport: TelnetTransport, clock: Clock) {
    super(clock);
    this.#transport = transport;
    transport.onBytes((chunk) => {
      this.#chunks.push(chunk);
      this.hear(chunk);
    });
  }

  /** The secret is about to be sent: should the device echo it, nobody gets to see that. */
  hideEchoOf(secret: string): void {
    this.#secret = { text: secret, fromChunk: this.#chunks.length };
  }

  close(): void {
    this.stop();
    this.#transport.giveBack(this.#withoutSecret());
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
