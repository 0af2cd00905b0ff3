import type { Clock } from '../../core/clock.ts';
import { safe } from '../../core/safe.ts';
import { LineEar } from '../../net/login/line-ear.ts';
import type { Connection } from '../life/connection.ts';

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

  /** The last line that was ended, with words in it, sanitised: what stands behind it is a prompt. */
  get lastWords(): string {
    const ended = this.text.split(/[\r\n]+/).slice(0, -1);
    return safe((ended.findLast((line) => /\w/.test(line)) ?? '').trim(), 200);
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
