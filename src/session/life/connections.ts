import type { Clock } from '../../core/clock.ts';
import { Emitter } from '../../core/emitter.ts';
import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Size } from '../../core/size.ts';
import type { Transport, TransportEnd } from '../../core/transport.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Prompt } from '../channel/prompt.ts';
import { HeldKeys } from '../turns/held-keys.ts';
import { Connection } from './connection.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { type Attendance, Dialler } from './dialler.ts';
import { type Gone, type Outage, Outages } from './outage.ts';
import { separator, stopped } from './separator.ts';
import { type SessionStatus, whyNotOpen } from './session-status.ts';
import { statusOf, waitingStatus } from './status-of.ts';

/** A connection, and the time without one before it. */
export interface Begun {
  readonly connection: Connection;
  readonly outage: Outage | undefined;
}

/** The connections of one session, one after the other: how they begin and end, and what is known between them. */
export class Connections {
  /** A connection begins; nothing was received yet. */
  readonly onBegun = new Emitter<Begun>();
  /** There is none, and none will come by itself. */
  readonly onOver = new Emitter<SessionStatus>();
  readonly #options: ConnectionsOptions;
  readonly #clock: Clock;
  readonly #dialler: Dialler;
  readonly #outages: Outages;
  readonly #typedAhead = new HeldKeys();
  #attendance: Attendance = 'attended';
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
    this.#outages = new Outages({ ...options, onDue: () => void this.#dial('unattended') });
    this.#dialler = new Dialler({
      openTransport: options.openTransport,
      onStep: (step) => this.#step(step),
      // A password typed too early would be run as a command; ssh(1) drops it too.
      onQuestion: () => void this.#typedAhead.takeHeld(),
      beforeOpened: () => this.#tellReturn(),
      onOpened: (transport, size) => this.#attach(transport, size),
      onFailed: (error, attendance) => this.#failed(error, attendance),
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

  /** Attempts since the last connection, the one under way included. */
  get attempts(): number {
    return this.#outages.attempts;
  }

  /** Connects unless connected or connecting; the person may be asked. Never rejects: how it went is the status. */
  open(): Promise<void> {
    if (this.#isClosed || this.#status.status === 'open') return Promise.resolve();
    return this.#dial('attended');
  }

  /** Tries at once where it is tried by itself, or a person was needed: what was in the way may be gone. */
  retry(): void {
    const { status } = this.#status;
    const isHeldUp = this.#status.status === 'failed' && this.#status.error.code === 'needs-person';
    if (status === 'waiting' || isHeldUp) void this.#dial('unattended');
  }

  /** The machine has slept: what is open is checked, what is not is tried at once. */
  wake(): void {
    this.#connection?.checkLife(WAKE_PATIENCE_MS);
    this.#outages.startOver();
    if (this.#status.status === 'waiting') this.retry();
  }

  /** From now on it is tried all the time, also after a goodbye, until `desist`. */
  insist(): void {
    this.#outages.insist();
    if (this.#connection === undefined) void this.#dial('unattended');
  }

  desist(): void {
    this.#outages.desist();
  }

  /** Ends the attempts, until the person asks for one. */
  stop(): void {
    if (!this.#isRetrying) return;
    const { current: outage, attempts } = this.#outages;
    if (outage === undefined) return;
    this.#outages.stop();
    this.#dialler.giveUp();
    this.#typedAhead.takeHeld();
    this.#print(stopped({ atMs: this.#clock.wallMs(), attempts }));
    this.#become(statusOf(outage.began, outage.sinceMs));
    this.onOver.emit(this.#status);
  }

  /** The connection, after waiting for one that is being made; rejects with the reason why there is none. */
  async connected(): Promise<Connection> {
    if (this.#status.status === 'connecting') await this.#dialler.dialling;
    if (this.#connection) return this.#connection;
    throw whyNotOpen(this.#options.name, this.#status);
  }

  /**
   * Keys from the person. While the connection they have asked for is made they are kept for the shell to come, as any
   * terminal does; otherwise Enter connects and Ctrl-C ends the attempts. Nothing else is kept: half a command must not
   * reach a device that comes back much later.
   */
  type(keys: Uint8Array): void {
    if (this.#connection) this.#connection.type(keys);
    else if (this.#isRetrying && keys.includes(CTRL_C)) this.stop();
    else if (this.#status.status === 'connecting' && this.#attendance === 'attended')
      this.#typedAhead.hold(keys);
    else if (keys.includes(ENTER)) void this.open();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#outages.stop();
    const dialled = this.#dialler.close();
    const connection = this.#connection;
    this.#forget();
    this.#become({ status: 'closed', exitCode: undefined, sinceMs: this.#clock.wallMs() });
    this.onOver.emit(this.#status);
    await connection?.leave(whyNotOpen(this.#options.name, this.#status));
    await dialled;
    this.onBegun.clear();
    this.onOver.clear();
  }

  get #isRetrying(): boolean {
    const { status } = this.#status;
    return status === 'waiting' || (status === 'connecting' && this.#outages.current !== undefined);
  }

  #dial(attendance: Attendance): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    const { dialling } = this.#dialler;
    if (dialling === undefined || attendance === 'attended') this.#attendance = attendance;
    if (dialling !== undefined) return dialling;
    this.#outages.tried();
    return this.#dialler.dial({
      after: this.#separated,
      size: this.#options.size,
      attendance: () => this.#attendance,
    });
  }

  #step(step: string): void {
    const isFirst = this.#status.status !== 'connecting';
    const sinceMs = isFirst ? this.#clock.wallMs() : this.#status.sinceMs;
    this.#become({ status: 'connecting', step, attempt: this.#outages.attempts, sinceMs });
  }

  /** A lost connection that is back says so where it broke. */
  async #tellReturn(): Promise<void> {
    const line = this.#outages.returnLine();
    this.#print(line);
    if (line !== undefined) await this.#separated;
  }

  #attach(transport: Transport, size: Size): void {
    const { name: host, ownPrompt } = this.#options;
    const connection: Connection = new Connection({
      ...this.#options,
      host,
      transport,
      size,
      platform: this.#options.beginsAnew ? this.#options.platform : this.#platform,
      ownPrompt: ownPrompt(),
      onEnd: (end) => this.#ended(connection, end),
      onFault: (thrown) => this.#lost(connection, asShowrunError(thrown)),
      onLearned: () => this.#learned(connection),
      onSilence: () => this.#options.onChanged(),
    });
    const outage = this.#outages.current;
    this.#outages.over();
    this.#connection = connection;
    this.#become({ status: 'open', mode: undefined, sinceMs: this.#clock.wallMs() });
    this.onBegun.emit({ connection, outage });
    connection.start();
    connection.resize(this.#options.size());
    this.#options.onOpened(connection, this.#attendance);
    for (const keys of this.#typedAhead.takeHeld()) this.#options.onTypedAhead(keys);
  }

  #ended(connection: Connection, end: TransportEnd): void {
    if (end.kind === 'lost') {
      this.#lost(connection, end.error);
      return;
    }
    if (this.#connection !== connection) return;
    const { name } = this.#options;
    const how = end.exitCode ? ` with exit code ${end.exitCode}` : '';
    const message = `${name} closed the connection${how}${goodbye(connection)}`;
    const error = new ShowrunError('hung-up', message, { subject: name });
    this.#leave({ kind: 'ended', exitCode: end.exitCode, error });
    void connection.close(error);
  }

  #lost(connection: Connection, error: ShowrunError): void {
    if (this.#connection !== connection) return;
    this.#leave({ kind: 'lost', error });
    void connection.close(error);
  }

  /** A login that needs the person is tried again for one who has pressed Enter meanwhile. */
  #failed(error: ShowrunError, attendance: Attendance): 'over' | 'again' {
    const isWanted = attendance === 'unattended' && this.#attendance === 'attended';
    if (error.code === 'needs-person' && isWanted) {
      this.#outages.tried();
      return 'again';
    }
    this.#leave({ kind: 'failed', error });
    return 'over';
  }

  /** Without a connection from here on; it may be tried again. */
  #leave(gone: Gone): void {
    this.#forget();
    const isNew = this.#outages.current === undefined;
    const { outage, retry } = this.#outages.gone(gone);
    const status = retry
      ? waitingStatus(gone, outage, retry)
      : statusOf(gone, this.#clock.wallMs());
    // One line, not one for each attempt.
    if (isNew || !retry) this.#print(separator(status));
    this.#become(status);
    if (!retry) this.onOver.emit(status);
  }

  /** The connection and what was typed for it; what is known of the platform stays. */
  #forget(): void {
    // The next connection begins at the first device again.
    const isInside = (this.#connection?.driver.path.length ?? 0) > 0;
    this.#platform = isInside ? this.#options.platform : this.platform;
    if (this.#connection !== undefined) this.#options.onGone?.(this.#connection);
    this.#connection = undefined;
    this.#typedAhead.takeHeld();
  }

  #print(line: string | undefined): void {
    if (line !== undefined) this.#separated = this.#options.print(line);
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

/** Long enough for a network that is just coming up. */
const WAKE_PATIENCE_MS = 5_000;
const CTRL_C = 0x03;
const ENTER = 0x0d;

/** What was said before the end where there never was a prompt: that all lines are in use, that a command is not there. */
function goodbye({ driver }: Connection): string {
  if (driver.prompt !== undefined) return '';
  const words = driver.channel.recentText.split('\n').findLast((line) => /\w/.test(line)) ?? '';
  return words === '' ? '' : `: ${safe(words.trim(), 200)}`;
}
