import type { Charset } from '../../core/charset.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { ExpectResult } from '../../core/expect-result.ts';
import { safe } from '../../core/safe.ts';
import type { Connection } from '../life/connection.ts';
import type { RawLog } from '../record/raw-log.ts';
import { notHeard } from './exchange-errors.ts';
import { type FoundFirst, firstFinder } from './find-first.ts';
import { HeardText } from './heard-text.ts';
import { promptOf } from './prompt.ts';
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

/** What ends an `expect`: a pattern, or the prompt the device stands at. */
export type Awaited = TextPattern | { readonly prompt: true };

export interface ExpectOptions {
  /** At least one. */
  readonly patterns: readonly Awaited[];
  /** In all, however much the device sends; 30 s unless told. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it; nothing of it rejects but an abort and a pattern that is wrong. */
export type Expected = Pick<
  ExpectResult,
  'index' | 'before' | 'after' | 'groups' | 'named' | 'endedBy'
>;

const QUIET_MS = 250;
/** Silence behind a prompt that makes it one. */
const PROMPT_MS = 120;
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
  /** What `expect` has read and not matched; what comes behind it is not read yet. */
  #heard: HeardText | undefined;

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
    this.#heard = undefined;
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
      if (what === 'aborted') throw this.#stopped();
      if (what === 'silence' && find === undefined) return this.#take(this.#unread());
    }
  }

  /**
   * Waits for the first of several patterns in what has come since the last `write`, or behind the last match; what is behind this one
   * stays for the next. A line that is lost and time that is up are answers, too, and lose nothing that was heard.
   */
  async expect({ patterns, timeoutMs = TIMEOUT_MS, signal }: ExpectOptions): Promise<Expected> {
    const find = firstFinder(patterns.map((one) => (isPrompt(one) ? NEVER : one)));
    const promptAt = patterns.findIndex(isPrompt);
    const { channel } = (await this.#connected()).driver;
    const startMs = channel.nowMs;
    for (;;) {
      const heard = this.#listen();
      const found = find(heard.text);
      if (found !== undefined) return this.#matched(found);
      const leftMs = startMs + timeoutMs - channel.nowMs;
      if (leftMs <= 0) return this.#unmatched('timeout');
      try {
        const patienceMs = promptAt === -1 ? leftMs : Math.min(leftMs, PROMPT_MS);
        const what = await channel.more(patienceMs, signal);
        if (what === 'aborted') throw this.#stopped();
        if (what === 'bytes') continue;
      } catch (thrown) {
        if (signal?.aborted === true) throw thrown;
        this.#listen();
        return this.#unmatched('closed');
      }
      const prompt = promptAt === -1 ? undefined : promptOf(channel.shapes, channel.lastLine);
      if (prompt !== undefined && heard.text.endsWith(prompt.text)) {
        return this.#atPrompt(prompt.text, promptAt);
      }
    }
  }

  /** What was heard and not matched yet, with what has come since. */
  #listen(): HeardText {
    this.#heard ??= new HeardText(this.#charset.openDecoder());
    const { received } = this.#rawLog;
    this.#heard.feed(this.#rawLog.slice(this.#readTo, received));
    this.#readTo = received;
    return this.#heard;
  }

  #matched({ index, at, text: after, groups, named }: FoundFirst): Expected {
    const before = this.#heard?.text.slice(0, at) ?? '';
    this.#heard?.drop(at + after.length);
    return { index, before, after, groups, named, endedBy: 'pattern' };
  }

  #atPrompt(after: string, index: number): Expected {
    const before = this.#heard?.text.slice(0, -after.length) ?? '';
    this.#heard = undefined;
    return { index, before, after, groups: [], named: {}, endedBy: 'prompt' };
  }

  #unmatched(endedBy: 'timeout' | 'closed'): Expected {
    const before = this.#heard?.text ?? '';
    return { index: -1, before, after: '', groups: [], named: {}, endedBy };
  }

  #stopped(): ShowrunError {
    const message = `stopped reading from ${this.#host}`;
    return new ShowrunError('interrupted', message, { subject: this.#host });
  }

  #unread(): string {
    const { received } = this.#rawLog;
    const from = Math.max(this.#readTo, received - MOST_READ_BYTES);
    const bytes = Buffer.concat([...this.#rawLog.slice(from, received)]);
    return (this.#heard?.text ?? '') + this.#charset.openDecoder().decode(bytes);
  }

  #take(text: string): string {
    this.#readTo = this.#rawLog.received;
    this.#heard = undefined;
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

/** Stands in the list for what no text is looked for. */
const NEVER = /(?!)/;

function isPrompt(awaited: Awaited): awaited is { readonly prompt: true } {
  return typeof awaited === 'object' && 'prompt' in awaited;
}
