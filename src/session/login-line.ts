import type { Clock } from '../core/clock.ts';
import { safe } from '../core/safe.ts';
import { LineEar } from '../net/login/line-ear.ts';
import type { Connection } from './connection.ts';

/** A connection as a login sees it: what comes, and a way to answer. What comes is shown as ever. */
export class LoginLine extends LineEar {
  readonly #connection: Connection;
  readonly #stopListening: () => void;

  constructor(connection: Connection, clock: Clock) {
    super(clock);
    this.#connection = connection;
    // What came while the line was opened.
    const { recentText } = connection.driver.channel;
    if (recentText !== '') this.hear(Buffer.from(recentText, 'latin1'));
    this.#stopListening = connection.listen((chunk) => this.hear(chunk));
  }

  /** The last line with words in it, sanitised. */
  get lastWords(): string {
    const lines = this.text.split(/[\r\n]+/).filter((line) => /\w/.test(line));
    return safe((lines.at(-2) ?? lines.at(-1) ?? '').trim(), 200);
  }

  write(bytes: Uint8Array): void {
    this.#connection.reply(bytes);
  }

  hideEchoOf(secret: string): void {
    this.#connection.hideEchoOf(secret);
  }

  close(): void {
    this.stop();
    this.#stopListening();
  }
}
