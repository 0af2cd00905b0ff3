import { type Clock, systemClock } from '../core/clock.ts';
import { Emitter } from '../core/emitter.ts';
import { asShowrunError, ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Result } from '../core/result.ts';
import { safe } from '../core/safe.ts';
import type { Size } from '../core/size.ts';
import type { Table } from '../core/table.ts';
import type { OpenTransport, Transport, TransportEnd } from '../core/transport.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Emulator } from '../term/emulator.ts';
import type { Feeder } from '../term/feeder.ts';
import type { RunOptions } from './channel.ts';
import { Connection } from './connection.ts';
import type { Recognise } from './driver.ts';
import { type Holder, Lease } from './lease.ts';
import { linkSignals } from './linked-signal.ts';
import { RawLog } from './raw-log.ts';
import { separator } from './separator.ts';
import { SessionScreen } from './session-screen.ts';
import type { SessionStatus } from './session-status.ts';

/** The table a command's text gives on a platform; undefined when no template knows it. */
export type ParseText = (request: {
  readonly platform: string;
  readonly command: string;
  readonly text: string;
}) => Promise<Table | undefined>;

export interface SessionOptions {
  /** Unique: `r1`, and `r1.2` for a second session to the same host. */
  readonly name: string;
  readonly host: Host;
  readonly openTransport: OpenTransport;
  /** The host's platform, or the one to begin with until it is recognised. */
  readonly platform: Platform;
  /** Given when the platform is to be recognised. */
  readonly recognise?: Recognise | undefined;
  readonly parse?: ParseText | undefined;
  /** Feeds the session's screen; without one there is no screen. */
  readonly feeder?: Feeder | undefined;
  readonly size: Size;
  readonly scrollbackLines?: number;
  readonly rawLogBytes?: number;
  readonly clock?: Clock | undefined;
}

export interface CommandOptions extends RunOptions {
  /** For the pane's border while the command runs. */
  readonly owner?: string;
  /** Whether the result gets its table; `parse` unless told. */
  readonly table?: 'parse' | 'skip';
}

export type RunCommand = (command: string, options?: CommandOptions) => Promise<Result>;

/** Something the device said on its own, e.g. a log line; sanitised. */
export interface Notice {
  readonly atMs: number;
  readonly text: string;
}

const MOST_NOTICES = 200;

/**
 * One live host: its connections (one after the other), screen, raw log, and the commands run on it. A fault in here
 * ends this session's connection and nothing else.
 *
 * The person's keys pass unchanged and in order; while a script has the session to itself they are held and delivered after.
 */
export class Session {
  readonly name: string;
  readonly host: Host;
  readonly rawLog: RawLog;
  /** Status, mode, title, platform, holder or notices are new. */
  readonly onChanged = new Emitter<void>();
  /** The picture is new. */
  readonly onDirty = new Emitter<void>();
  readonly onBell = new Emitter<void>();

  readonly #options: SessionOptions;
  readonly #clock: Clock;
  readonly #screen: SessionScreen | undefined;
  readonly #lease = new Lease();
  #status: SessionStatus;
  #size: Size;
  #platform: Platform;
  #title = '';
  #notices: Notice[] = [];
  #connection: Connection | undefined;
  #attempt: AbortController | undefined;
  #opening: Promise<void> | undefined;
  #separated: Promise<void> = Promise.resolve();
  #interrupt: (() => void) | undefined;
  #isClosed = false;

  constructor(options: SessionOptions) {
    this.name = options.name;
    this.host = options.host;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#size = options.size;
    this.#platform = options.platform;
    this.rawLog = new RawLog(options.rawLogBytes);
    this.#status = { status: 'closed', exitCode: undefined, sinceMs: this.#clock.wallMs() };
    this.#screen = options.feeder && this.#buildScreen(options.feeder);
  }

  get groups(): readonly string[] {
    return this.host.groups;
  }

  get status(): SessionStatus {
    return this.#status;
  }

  get platform(): Platform {
    return this.#connection?.driver.platform ?? this.#platform;
  }

  /** The mode of the last prompt; undefined before the first one. */
  get mode(): string | undefined {
    return this.#connection?.driver.prompt?.mode;
  }

  /** The name the device gives itself in its prompt, sanitised. */
  get hostname(): string | undefined {
    const host = this.#connection?.driver.prompt?.host;
    return host === undefined ? undefined : safe(host, 100);
  }

  /** The title a program on the device has set, sanitised; '' if none. */
  get title(): string {
    return this.#title;
  }

  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** Who has the session to himself; undefined when the person has. */
  get holder(): Holder | undefined {
    return this.#lease.holder;
  }

  /** Bytes typed while a script has the session, to be delivered after. */
  get heldKeyBytes(): number {
    return this.#lease.heldBytes;
  }

  get size(): Size {
    return this.#size;
  }

  get emulator(): Emulator | undefined {
    return this.#screen?.emulator;
  }

  /** Bytes received and not yet drawn; 0 is idle. */
  get pendingBytes(): number {
    return this.#screen?.pendingBytes ?? 0;
  }

  /** Connects unless connected or connecting. Never rejects: how it went is the status. */
  open(): Promise<void> {
    if (this.#isClosed || this.#status.status === 'open') return Promise.resolve();
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** Connects again in the same pane, scroll-back kept. */
  async reconnect(): Promise<void> {
    await this.open();
  }

  /** Resolves at the first prompt, or when the device has fallen silent without one. Rejects when it cannot be reached. */
  async ready(signal?: AbortSignal): Promise<void> {
    await this.open();
    await this.#open().driver.ready(signal);
  }

  /** Keys from the person. In a pane without a connection, Enter connects again. */
  write(keys: Uint8Array): void {
    if (this.#lease.holder) this.#lease.hold(keys);
    else if (this.#connection) this.#connection.type(keys);
    else if (keys.includes(0x0d)) void this.open();
  }

  /** Runs one command; waits for its turn. A refused command is a Result; everything else that goes wrong rejects. */
  async run(command: string, options: CommandOptions = {}): Promise<Result> {
    const turn = { owner: options.owner ?? 'script', signal: options.signal };
    const result = await this.#take(turn, (run) => run(command, { ...options, table: 'skip' }));
    return options.table === 'skip' ? result : await this.#withTable(result);
  }

  /** Gives `work` the session to itself: the person's keys are held until it is done. */
  exclusive<Value>(owner: string, work: (run: RunCommand) => Promise<Value>): Promise<Value> {
    return this.#take({ owner, signal: undefined }, work);
  }

  /** Stops the command that is running for a script; its caller gets `interrupted`. */
  interrupt(): void {
    this.#interrupt?.();
  }

  resize(size: Size): void {
    this.#size = size;
    this.#screen?.resize(size);
    this.#connection?.resize(size);
  }

  /** The focused session's bytes are drawn first. */
  setFocused(focus: 'focused' | 'background'): void {
    this.#screen?.setFocused(focus);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#attempt?.abort();
    const connection = this.#connection;
    this.#leave({ status: 'closed', exitCode: undefined, sinceMs: this.#clock.wallMs() });
    await connection?.close(this.#notOpen('is closed'));
    await this.#opening;
    this.#screen?.close();
    for (const emitter of [this.onChanged, this.onDirty, this.onBell]) emitter.clear();
  }

  #buildScreen(feeder: Feeder): SessionScreen {
    return new SessionScreen({
      feeder,
      size: this.#size,
      scrollbackLines: this.#options.scrollbackLines,
      clock: this.#clock,
      // While a script types, an answer would end up in its command (security D5).
      onReply: (bytes) => {
        if (!this.#lease.holder) this.#connection?.reply(bytes);
      },
      onDirty: () => this.onDirty.emit(),
      onBell: () => this.onBell.emit(),
      onTitle: (title) => {
        this.#title = safe(title, 100);
        this.onChanged.emit();
      },
      pause: () => this.#connection?.pause(),
      resume: () => this.#connection?.resume(),
    });
  }

  async #connect(): Promise<void> {
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#become({ status: 'connecting', step: 'connecting', sinceMs: this.#clock.wallMs() });
    try {
      await this.#separated;
      const size = this.#size;
      const transport = await this.#options.openTransport({
        size,
        signal: attempt.signal,
        onProgress: (step) => this.#progress(attempt, step),
      });
      if (attempt.signal.aborted) await transport.close();
      else this.#attach(transport, size);
    } catch (thrown) {
      const error = asShowrunError(thrown);
      if (!this.#isClosed) {
        this.#leave({ status: 'failed', error, sinceMs: this.#clock.wallMs() });
      }
    }
  }

  #progress(attempt: AbortController, step: string): void {
    if (this.#status.status !== 'connecting' || attempt.signal.aborted) return;
    this.#become({ ...this.#status, step });
  }

  #attach(transport: Transport, size: Size): void {
    const connection: Connection = new Connection({
      host: this.name,
      transport,
      size,
      platform: this.#platform,
      recognise: this.#options.recognise,
      clock: this.#clock,
      onBytes: (chunk) => this.#receive(chunk),
      onEnd: (end) => this.#ended(connection, end),
      onFault: (thrown) => this.#faulted(connection, thrown),
      onNotice: (line) => this.#notice(line),
      onLearned: () => this.#learned(connection),
    });
    this.#connection = connection;
    this.#become({ status: 'open', mode: undefined, sinceMs: this.#clock.wallMs() });
    connection.start();
    connection.resize(this.#size);
  }

  #receive(chunk: Uint8Array): void {
    this.rawLog.append(chunk);
    this.#screen?.push(chunk);
  }

  #ended(connection: Connection, end: TransportEnd): void {
    if (this.#connection !== connection) return;
    const sinceMs = this.#clock.wallMs();
    const error = end.kind === 'lost' ? end.error : this.#hungUp();
    if (end.kind === 'lost') this.#leave({ status: 'lost', error, sinceMs });
    else this.#leave({ status: 'closed', exitCode: end.exitCode, sinceMs });
    void connection.close(error);
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
    const line = this.#isClosed ? undefined : separator(status);
    if (line !== undefined && this.#screen) this.#separated = this.#screen.print(line);
    this.#become(status);
  }

  #become(status: SessionStatus): void {
    this.#status = status;
    this.onChanged.emit();
  }

  #learned(connection: Connection): void {
    if (this.#connection !== connection || this.#status.status !== 'open') return;
    this.#platform = connection.driver.platform;
    this.#become({ ...this.#status, mode: connection.driver.prompt?.mode });
  }

  #notice(line: string): void {
    const notice = { atMs: this.#clock.wallMs(), text: safe(line, 500) };
    this.#notices = [...this.#notices.slice(1 - MOST_NOTICES), notice];
    this.onChanged.emit();
  }

  async #take<Value>(
    turn: { readonly owner: string; readonly signal: AbortSignal | undefined },
    work: (run: RunCommand) => Promise<Value>,
  ): Promise<Value> {
    await this.#lease.take({ owner: turn.owner, sinceMs: this.#clock.wallMs() }, turn.signal);
    const stop = new AbortController();
    this.#interrupt = () => stop.abort();
    this.onChanged.emit();
    try {
      return await work((command, options = {}) => this.#run(command, options, stop.signal));
    } finally {
      this.#interrupt = undefined;
      this.#connection?.driver.channel.restore();
      this.#lease.release();
      if (!this.#lease.holder) this.#deliverHeld();
      this.onChanged.emit();
    }
  }

  #deliverHeld(): void {
    for (const keys of this.#lease.takeHeld()) this.#connection?.type(keys);
  }

  async #run(command: string, options: CommandOptions, stop: AbortSignal): Promise<Result> {
    if (this.#status.status === 'connecting') await this.#opening;
    const { driver } = this.#open();
    const { signal, unlink } = linkSignals([options.signal, stop]);
    try {
      const answer = await driver.run(command, { ...options, signal });
      const platform = driver.platform.name;
      const result = { host: this.name, platform, command, ...answer, table: undefined };
      return options.table === 'skip' ? result : await this.#withTable(result);
    } catch (thrown) {
      throw this.#connection?.driver === driver ? thrown : this.#goneDuring(command, thrown);
    } finally {
      unlink();
    }
  }

  async #withTable(result: Result): Promise<Result> {
    if (result.outcome === 'refused' || !this.#options.parse) return result;
    const { platform, command, text } = result;
    try {
      return { ...result, table: await this.#options.parse({ platform, command, text }) };
    } catch (thrown) {
      this.#notice(`no table for '${command}': ${asShowrunError(thrown).line}`);
      return result;
    }
  }

  #open(): Connection {
    if (this.#connection) return this.#connection;
    const { status } = this;
    if (status.status === 'failed' || status.status === 'lost') throw status.error;
    throw this.#notOpen('is not connected');
  }

  #notOpen(what: string): ShowrunError {
    return new ShowrunError('not-open', `${this.name} ${what}`, { subject: this.name });
  }

  #hungUp(): ShowrunError {
    const message = `${this.name} closed the connection`;
    return new ShowrunError('hung-up', message, { subject: this.name });
  }

  #goneDuring(command: string, thrown: unknown): ShowrunError {
    const cause = asShowrunError(thrown);
    if (cause.code === 'interrupted') return cause;
    const message = `${cause.message} while running '${safe(command, 80)}'`;
    return new ShowrunError('hung-up', message, { subject: this.name, cause: thrown });
  }
}
