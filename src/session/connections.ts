import type { Charset } from '../core/charset.ts';
import type { Clock } from '../core/clock.ts';
import { asShowrunError, ShowrunError } from '../core/errors.ts';
import type { Size } from '../core/size.ts';
import type { OpenTransport, Transport, TransportEnd } from '../core/transport.ts';
import type { Platform } from '../platforms/platform.ts';
import { Connection } from './connection.ts';
import { Dialler } from './dialler.ts';
import type { Driver } from './driver.ts';
import { HeldKeys } from './held-keys.ts';
import type { Prompt } from './prompt.ts';
import type { Recogniser } from './recognition.ts';
import { separator } from './separator.ts';
import { type SessionStatus, whyNotOpen } from './session-status.ts';

export interface ConnectionsOptions {
  /** The session's name, for messages. */
  readonly name: string;
  readonly openTransport: OpenTransport;
  readonly platform: Platform;
  readonly recogniser: Recogniser | undefined;
  readonly charset: Charset;
  readonly clock: Clock;
  readonly size: () => Size;
  /** Every chunk, before the connection's own reader sees it. */
  readonly onBytes: (chunk: Uint8Array) => void;
  readonly onNotice: (line: string) => void;
  readonly onChanged: () => void;
  /** A connection begins: what was seen of the one before is over. */
  readonly onBegun: () => void;
  /** The device may show a prompt. */
  readonly onLearned: (driver: Driver) => void;
  /** Shows a line of our own behind everything received; resolves when it is drawn. */
  readonly print: (line: string) => Promise<void>;
}

/** The connections of one session, one after the other: how they begin and end, and what is known between them. */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #clock: Clock;
  readonly #dialler: Dialler;
  readonly #typedAhead = new HeldKeys();
  #status: SessionStatus;
  #platform: Platform;
  #lastPrompt: Prompt | undefined;
  #connection: Connection | undefined;
  #separated: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#platform = options.platform;
    this.#status = { status: 'closed', exitCode: undefined, sinceMs: this.#clock.wallMs() };
    this.#dialler = new Dialler({
      openTransport: options.openTransport,
      onStep: (step) => this.#step(step),
      // A password typed too early would be run as a command; ssh(1) drops it too.
      onQuestion: () => void this.#typedAhead.takeHeld(),
      onOpened: (transport, size) => this.#attach(transport, size),
      onFailed: (error) => this.#leave({ status: 'failed', error, sinceMs: this.#clock.wallMs() }),
    });
  }

  get status(): SessionStatus {
    return this.#status;
  }

  /** The one there is now. */
  get current(): Connection | undefined {
    return this.#connection;
  }

  /** The platform as far as it is known, with and without a connection. */
  get platform(): Platform {
    return this.#connection?.driver.platform ?? this.#platform;
  }

  /** The last prompt of any connection. */
  get lastPrompt(): Prompt | undefined {
    return this.#lastPrompt;
  }

  /** Connects unless connected or connecting. Never rejects: how it went is the status. */
  open(): Promise<void> {
    if (this.#isClosed || this.#status.status === 'open') return Promise.resolve();
    return this.#dialler.dial({ after: this.#separated, size: this.#options.size });
  }

  /** The connection, after waiting for one that is being made; rejects with the reason why there is none. */
  async connected(): Promise<Connection> {
    if (this.#status.status === 'connecting') await this.#dialler.dialling;
    if (this.#connection) return this.#connection;
    throw whyNotOpen(this.#options.name, this.#status);
  }

  /**
   * Keys from the person. While it connects they are kept for the shell to come, as any terminal does; without a
   * connection, Enter connects again.
   */
  type(keys: Uint8Array): void {
    if (this.#connection) this.#connection.type(keys);
    else if (this.#status.status === 'connecting') this.#typedAhead.hold(keys);
    else if (keys.includes(0x0d)) void this.open();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const dialled = this.#dialler.close();
    const connection = this.#connection;
    this.#leave({ status: 'closed', exitCode: undefined, sinceMs: this.#clock.wallMs() });
    await connection?.close(whyNotOpen(this.#options.name, this.#status));
    await dialled;
  }

  #step(step: string): void {
    const isFirst = this.#status.status !== 'connecting';
    const sinceMs = isFirst ? this.#clock.wallMs() : this.#status.sinceMs;
    this.#become({ status: 'connecting', step, sinceMs });
  }

  #attach(transport: Transport, size: Size): void {
    const { name, recogniser, charset, onBytes, onNotice, onBegun } = this.#options;
    onBegun();
    const connection: Connection = new Connection({
      host: name,
      transport,
      size,
      platform: this.#platform,
      recogniser,
      clock: this.#clock,
      charset,
      onBytes,
      onEnd: (end) => this.#ended(connection, end),
      onFault: (thrown) => this.#faulted(connection, thrown),
      onNotice,
      onLearned: () => this.#learned(connection),
    });
    this.#connection = connection;
    this.#become({ status: 'open', mode: undefined, sinceMs: this.#clock.wallMs() });
    connection.start();
    connection.resize(this.#options.size());
    for (const keys of this.#typedAhead.takeHeld()) connection.type(keys);
  }

  #ended(connection: Connection, end: TransportEnd): void {
    if (this.#connection !== connection) return;
    const sinceMs = this.#clock.wallMs();
    if (end.kind === 'lost') {
      this.#leave({ status: 'lost', error: end.error, sinceMs });
      void connection.close(end.error);
      return;
    }
    this.#leave({ status: 'closed', exitCode: end.exitCode, sinceMs });
    const { name } = this.#options;
    const message = `${name} closed the connection`;
    void connection.close(new ShowrunError('hung-up', message, { subject: name }));
  }

  #faulted(connection: Connection, thrown: unknown): void {
    if (this.#connection !== connection) return;
    const error = asShowrunError(thrown);
    this.#leave({ status: 'lost', error, sinceMs: this.#clock.wallMs() });
    void connection.close(error);
  }

  /** Without a connection from here on; what is known of the platform stays. */
  #leave(status: SessionStatus): void {
    this.#platform = this.platform;
    this.#connection = undefined;
    this.#typedAhead.takeHeld();
    const line = this.#isClosed ? undefined : separator(status);
    if (line !== undefined) this.#separated = this.#options.print(line);
    this.#become(status);
  }

  #become(status: SessionStatus): void {
    this.#status = status;
    this.#options.onChanged();
  }

  #learned(connection: Connection): void {
    if (this.#connection !== connection || this.#status.status !== 'open') return;
    this.#options.onLearned(connection.driver);
    const { platform, prompt } = connection.driver;
    const isNew = platform !== this.#platform || prompt?.host !== this.#lastPrompt?.host;
    if (!isNew && prompt?.mode === this.#status.mode) return;
    this.#platform = platform;
    this.#lastPrompt = prompt;
    this.#become({ ...this.#status, mode: prompt?.mode });
  }
}
