import type { Charset } from '../../core/charset.ts';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Connection } from '../life/connection.ts';
import type { RawLog } from '../record/raw-log.ts';
import { notHeard } from './exchange-errors.ts';
import { lineFinder, patternText, type TextPattern } from './text-pattern.ts';

export interface ReadOptions {
  /** Ends the reading; looked for in everything read since the last time. */
  readonly until?: TextPattern | undefined;
  /** Silence that ends the reading, where no pattern does; 250 ms unless told. */
  readonly quietMs?: number | undefined;
  /** The most it may take, 30 s unless told. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const QUIET_MS = 250;
const TIMEOUT_MS = 30_000;
const MOST_READ_BYTES = 1_000_000;

/** Bytes to and from a device as they are, for what nothing else foresees: no echo, no prompt, no pager is known here. */
export class RawHand {
  readonly #host: string;
  readonly #rawLog: RawLog;
  readonly #charset: Charset;
  readonly #connected: () => Promise<Connection>;
  /** Bytes received up to here are read, counted from the first one ever. */
  #readTo: number;

  constructor(options: {
    readonly host: string;
    readonly rawLog: RawLog;
    readonly charset: Charset;
    readonly connected: () => Promise<Connection>;
  }) {
    this.#host = options.host;
    this.#rawLog = options.rawLog;
    this.#charset = options.charset;
    this.#connected = options.connected;
    this.#readTo = options.rawLog.received;
  }

  /** Sends bytes, or a text in the host's character set. What came before is not read any more. */
  async write(data: string | Uint8Array): Promise<void> {
    const connection = await this.#connected();
    this.#readTo = this.#rawLog.received;
    connection.send(typeof data === 'string' ? this.#charset.encode(data) : data);
  }

  /**
   * What has come since the last `read` or `write`, escape sequences and all; at most the last million bytes. Rejects with
   * `timeout` when `until` is not found in time: the same can be read again then.
   */
  async read(options: ReadOptions = {}): Promise<string> {
    const { until, quietMs = QUIET_MS, timeoutMs = TIMEOUT_MS, signal } = options;
    const { driver } = await this.#connected();
    const { channel } = driver;
    const find = until === undefined ? undefined : lineFinder(until);
    const startMs = channel.nowMs;
    for (;;) {
      const text = this.#unread();
      if (find?.([text]) !== undefined) return this.#take(text);
      const leftMs = startMs + timeoutMs - channel.nowMs;
      if (leftMs <= 0 && until !== undefined) throw this.#notRead({ until, timeoutMs, text });
      if (leftMs <= 0) return this.#take(text);
      const what = await channel.more(find ? leftMs : Math.min(leftMs, quietMs), signal);
      if (what === 'aborted') {
        const message = `stopped reading from ${this.#host}`;
        throw new ShowrunError('interrupted', message, { subject: this.#host });
      }
      if (what === 'silence' && find === undefined) return this.#take(this.#unread());
    }
  }

  #unread(): string {
    const { received } = this.#rawLog;
    const from = Math.max(this.#readTo, received - MOST_READ_BYTES);
    const bytes = Buffer.concat([...this.#rawLog.slice(from, received)]);
    return this.#charset.openDecoder().decode(bytes);
  }

  #take(text: string): string {
    this.#readTo = this.#rawLog.received;
    return text;
  }

  #notRead(missing: {
    readonly until: TextPattern;
    readonly timeoutMs: number;
    readonly text: string;
  }): ShowrunError {
    const { until, timeoutMs, text } = missing;
    return notHeard(
      { host: this.#host, after: undefined },
      { what: patternText(until), forMs: timeoutMs, tail: [safe(text.slice(-200))] },
    );
  }
}
