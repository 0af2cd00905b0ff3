import type { Block } from '../core/block.ts';
import { type Charset, charsetOf, UTF_8 } from '../core/charset.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { Emitter } from '../core/emitter.ts';
import { asShowrunError, ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Result } from '../core/result.ts';
import type { Size } from '../core/size.ts';
import type { OwnPrompt } from '../platforms/own-prompt.ts';
import type { Emulator } from '../term/emulator.ts';
import type { Feeder } from '../term/feeder.ts';
import { ARRIVING, Arrivals } from './arrival/arrivals.ts';
import { takePrompt } from './channel/own-prompts.ts';
import { typePaced } from './channel/paced-typing.ts';
import { asksSecret } from './channel/prompt.ts';
import type { RawHand } from './channel/raw-hand.ts';
import type { Connection } from './life/connection.ts';
import { Connections } from './life/connections.ts';
import { ReloadWait } from './life/reload-wait.ts';
import { type Notice, withNotice } from './notices.ts';
import { FactsMemory } from './operations/facts-memory.ts';
import { isOnLine, type LineOperation, operateLine } from './operations/line-operations.ts';
import { type OperationOptions, Operations } from './operations/operations.ts';
import { isOfSeen, operateSeen } from './operations/seen-operations.ts';
import type { SeenCommand } from './record/last-command.ts';
import type { RawLog } from './record/raw-log.ts';
import { SessionRecord } from './record/session-record.ts';
import { SessionCommands } from './session-commands.ts';
import type { SessionOptions } from './session-options.ts';
import { SessionScreen } from './session-screen.ts';
import type { Holder } from './turns/lease.ts';
import { type CommandOptions, type RunCommand, Turns } from './turns/turns.ts';
import { untilAborted } from './turns/until-aborted.ts';

/**
 * One live host: its connections (one after the other), screen, raw log, and the commands run on it. A fault in here
 * ends this session's connection and nothing else.
 *
 * The person's keys pass unchanged and in order; while a script has the session to itself they are held and delivered after.
 */
export class Session extends SessionCommands {
  readonly name: string;
  readonly host: Host;
  /** How they begin and end, and whether they are tried again. */
  readonly connections: Connections;
  /** Status, mode, title, platform, holder or notices are new. */
  readonly onChanged = new Emitter<void>();
  /** The picture is new. */
  readonly onDirty = new Emitter<void>();
  readonly onBell = new Emitter<void>();
  /** What was learned of the device may not hold any more: `connectionNumber` is another. */
  readonly onRenewed = new Emitter<void>();

  readonly #options: SessionOptions;
  readonly #clock: Clock;
  readonly #charset: Charset;
  protected readonly screen: SessionScreen | undefined;
  /** Waits for the device to come back from a reload. */
  readonly reloads: ReloadWait;
  readonly #turns: Turns;
  protected readonly operations: Operations;
  readonly #arrivals: Arrivals;
  readonly #record: SessionRecord;
  readonly #facts: FactsMemory;
  #size: Size;
  #notices: readonly Notice[] = [];
  #ownPrompt: OwnPrompt | undefined;
  #isClosed = false;
  #connectionNumber = 0;

  constructor(options: SessionOptions) {
    super();
    this.name = options.name;
    this.host = options.host;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#charset = charsetOf(options.host.encoding ?? UTF_8.name) ?? UTF_8;
    this.#size = options.size;
    this.#record = this.#buildRecord();
    this.screen = options.feeder && this.#buildScreen(options.feeder);
    this.connections = this.#buildConnections();
    this.reloads = new ReloadWait({
      host: options.name,
      connections: this.connections,
      clock: this.#clock,
      onChanged: () => this.#changed(),
    });
    this.#turns = new Turns({
      host: options.name,
      clock: this.#clock,
      parse: options.parse,
      secret: options.secret,
      connection: () => this.connections.current,
      connected: () => this.#connected(),
      onChanged: () => this.#changed(),
      onNotice: (text) => this.#notice(text),
      onRan: (result) => this.#record.ran(result),
    });
    this.#facts = new FactsMemory(this.#turns);
    this.#arrivals = new Arrivals({
      name: options.name,
      host: options.host,
      clock: this.#clock,
      turns: this.#turns,
      newPlatform: options.newPlatform,
      logIn: options.logIn,
      onNotice: (text) => this.#notice(text),
      onFailed: (error) => void this.print(`── ${error.line} ──`),
    });
    this.operations = new Operations({
      host: options.name,
      username: options.host.username,
      clock: this.#clock,
      turns: this.#turns,
      connection: () => this.connections.current,
      connected: () => this.#connected(),
      rawLog: this.rawLog,
      charset: this.#charset,
      secret: options.secret,
    });
  }

  /** Every byte received, up to a bound. */
  get rawLog(): RawLog {
    return this.#record.rawLog;
  }

  /** The title a program on the device has set, sanitised; '' if none. */
  get title(): string {
    return this.screen?.title ?? '';
  }

  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** Who has the session to himself; undefined when the person has. */
  get holder(): Holder | undefined {
    return this.#turns.holder;
  }

  /** Counts the connections there have been: what was learned of the one before may not hold any more. */
  get connectionNumber(): number {
    return this.#connectionNumber;
  }

  /** Bytes typed while a script has the session, to be delivered after. */
  get heldKeyBytes(): number {
    return this.#turns.heldBytes;
  }

  get size(): Size {
    return this.#size;
  }

  get emulator(): Emulator | undefined {
    return this.screen?.emulator;
  }

  /** Bytes received and not yet drawn; 0 is idle. */
  get pendingBytes(): number {
    return this.screen?.pendingBytes ?? 0;
  }

  /** Connects unless connected or connecting. Never rejects: how it went is the status. */
  open(): Promise<void> {
    return this.connections.open();
  }

  /** Connects again in the same pane, scroll-back kept. */
  async reconnect(): Promise<void> {
    await this.open();
  }

  /** Resolves at the first prompt, or when the device has fallen silent without one. Rejects when it cannot be reached. */
  async ready(signal?: AbortSignal, idleTimeoutMs?: number): Promise<void> {
    await untilAborted(this.open(), signal);
    const { driver } = await this.connections.connected();
    await untilAborted(this.#arrivals.done(), signal);
    await driver.ready(signal, idleTimeoutMs);
    if (signal?.aborted) throw new ShowrunError('interrupted', `stopped waiting for ${this.name}`);
  }

  /**
   * Keys from the person; Ctrl-C alone stops a login or a paste under way. While the session connects they are kept for the shell to come, as any terminal does; in a pane
   * without a connection, Enter connects again.
   */
  write(keys: Uint8Array): void {
    const { holder } = this.#turns;
    if (isStop(keys) && STOPPABLE.has(holder?.owner ?? '')) this.#turns.interrupt();
    else if (holder) this.#turns.hold(keys);
    else {
      this.#record.typed(keys);
      this.connections.type(keys);
    }
  }

  /** Runs one command; waits for its turn. A refused command is a Result; everything else that goes wrong rejects. */
  run(command: string, options: CommandOptions = {}): Promise<Result> {
    return this.#turns.run(command, options);
  }

  /** Gives `work` the session to itself: the person's keys are held until it is done. */
  exclusive<Value>(
    owner: string,
    work: (run: RunCommand, raw: RawHand) => Promise<Value>,
  ): Promise<Value> {
    return this.#turns.exclusive(owner, (run) => work(run, this.operations.raw));
  }

  /** One turn for all operations that name the same `hold`, until the signal aborts; what they have begun by then is waited for. */
  async hold({ owner = 'script', hold, signal }: OperationOptions): Promise<void> {
    if (hold === undefined || signal === undefined) return;
    await this.#turns.holdTurn({ owner, hold, signal });
  }

  /**
   * The line leads to another device now: it is of that platform (`auto`: to be recognised) until the prompt it was reached from
   * comes back. Waits for its turn; logs in there with the host's own account where that is asked for. Rejects with `bad-usage`
   * for a platform nobody knows, with `auth-failed` for a login that is refused.
   */
  async redispatch(name: string, login: 'platform' | 'manual' = 'manual'): Promise<void> {
    const { newPlatform } = this.#options;
    const connection = await this.connections.connected();
    const to = newPlatform?.(name);
    if (to === undefined) return;
    await this.exclusive('redispatch', async () => connection.driver.redispatch(to));
    this.#arrivals.forgive();
    if (login === 'platform') await this.#arrivals.logInHere(connection);
  }

  /**
   * Types lines no faster than the device echoes them, where no prompt is known to wait for. Gives how many were typed: fewer than
   * all where it was stopped or the line has gone.
   */
  typePaced(lines: readonly string[], onLine: (done: number) => void): Promise<number> {
    return this.#turns.exclusive('paste', async (_run, stop) => {
      const connection = await this.connections.connected();
      return await typePaced(connection, lines, { clock: this.#clock, stop, onLine });
    });
  }

  /** A break on the line, at once, whoever has the session. Rejects with `bad-usage` where the line has none. */
  async sendBreak(): Promise<void> {
    await (await this.connections.connected()).sendBreak();
  }

  /** Any of these, as a value names it. */
  async operate(operation: LineOperation, options: OperationOptions = {}): Promise<Result> {
    if (isOnLine(operation)) {
      if (operation.kind !== 'hold') this.#facts.forget();
      return await operateLine(this, operation, options);
    }
    if (isOfSeen(operation)) return await operateSeen(this, operation);
    if (operation.kind === 'facts') return await this.#askFacts(options);
    return this.operations.run(operation, options);
  }

  /** Takes the line the device stands at for its prompt, now and later, and gives its form. Rejects with `bad-usage` where it is none. */
  async takePrompt(): Promise<string> {
    const { driver } = await this.connections.connected();
    this.#ownPrompt = takePrompt(driver.channel, this.name);
    // On the way through a host to another one it is the other one's prompt.
    if (driver.path.length === 0) this.#options.prompts?.remember(this.#ownPrompt);
    driver.look();
    return this.#ownPrompt.text;
  }

  async #askFacts({ owner = 'script', signal, hold }: OperationOptions): Promise<Result> {
    const connection = await untilAborted(this.#connected(), signal);
    const about = { host: this.name, hostname: () => this.hostname };
    return await this.#facts.ask(connection, { owner, signal, hold }, about);
  }

  /** The last command run here, typed by a person or by a script, with its answer; undefined before the first one. */
  async lastCommand(): Promise<Result | undefined> {
    const seen = this.#record.last(this.platform);
    if (seen === undefined) return undefined;
    await this.#identify(seen);
    return await this.#turns.asResult(seen, this.platform);
  }

  /** The latest commands, the oldest of them first: of all connections, and whoever typed them. Nothing is sent. */
  blocks(most: number): readonly Block[] {
    return this.#record.blocks(this.platform, most);
  }

  /** An answer with its table; without one where no template knows it. */
  protected withTable(result: Result): Promise<Result> {
    return this.#turns.withTable(result);
  }

  /** A command and its answer as somebody found them among old lines, with their table. */
  readSeen(seen: SeenCommand): Promise<Result> {
    return this.#turns.asResult(seen, this.platform);
  }

  /** A table needs the platform. A device not known for anything is asked, if it stands at a bare prompt now. */
  async #identify(seen: SeenCommand): Promise<void> {
    const driver = this.connections.current?.driver;
    if (!driver?.isAskable || driver.channel.observe() === undefined) return;
    try {
      await this.exclusive('recognising', () => driver.identify({ idleTimeoutMs: 5_000 }));
      this.#record.hold(seen);
    } catch (thrown) {
      this.#notice(`the platform is not known: ${asShowrunError(thrown).line}`);
    }
  }

  /** Stops the command that is running for a script; its caller gets `interrupted`. */
  interrupt(): void {
    this.#turns.interrupt();
  }

  resize(size: Size): void {
    this.#size = size;
    this.screen?.resize(size);
    this.#record.resized(size);
    this.connections.current?.resize(size);
  }

  /** The focused session's bytes are drawn first. */
  setFocused(focus: 'focused' | 'background'): void {
    this.screen?.setFocused(focus);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#arrivals.leave(this.connections.current);
    await this.connections.close();
    this.#record.closed();
    this.screen?.close();
    const { onChanged, onDirty, onBell, onRenewed } = this;
    for (const emitter of [onChanged, onDirty, onBell, onRenewed]) emitter.clear();
  }

  /** The connection, at the device the session is for. */
  async #connected(): Promise<Connection> {
    const connection = await this.connections.connected();
    this.#arrivals.check();
    return connection;
  }

  #buildScreen(feeder: Feeder): SessionScreen {
    let release: (() => void) | undefined;
    return new SessionScreen({
      feeder,
      size: this.#size,
      scrollbackLines: this.#options.scrollbackLines,
      charset: this.#charset,
      clock: this.#clock,
      // While a script types, an answer would end up in its command; at a password prompt, in the password.
      onReply: (bytes) => {
        const isNoTime = this.#turns.holder || asksSecret(this.emulator?.cursorLine() ?? '');
        if (!isNoTime) this.connections.current?.reply(bytes);
      },
      onDirty: () => this.onDirty.emit(),
      onBell: () => this.onBell.emit(),
      onTitle: () => this.onChanged.emit(),
      pause: () => {
        release ??= this.#record.brake.hold();
      },
      resume: () => {
        release?.();
        release = undefined;
      },
    });
  }

  #buildConnections(): Connections {
    const { name, openTransport, platform, recogniser, retries, random } = this.#options;
    const connections = new Connections({
      name,
      openTransport,
      platform,
      recogniser,
      charset: this.#charset,
      ownPrompt: () => this.#ownPrompt ?? this.#options.prompts?.known(),
      clock: this.#clock,
      retries: retries ?? 'off',
      random: random ?? Math.random,
      size: () => this.#size,
      keepAwakeMs: this.host.keepAwakeMs,
      isHeld: () => this.#turns.holder !== undefined,
      onBytes: (chunk) => this.#receive(chunk),
      ...this.#record.hooks,
      onNotice: (line) => this.#notice(line),
      onChanged: () => this.#changed(),
      onOpened: (connection, attendance) => this.#arrivals.begin(connection, attendance),
      onTypedAhead: (keys) => this.write(keys),
      beginsAnew: this.host.arrival !== undefined && this.host.arrival.hops.length > 0,
      print: (line) => this.print(line),
    });
    connections.onBegun.on(({ connection }) => {
      this.beginAnew();
      this.#record.begun(connection);
    });
    return connections;
  }

  /** What comes now does not follow what came before. */
  protected beginAnew(): void {
    this.#connectionNumber += 1;
    this.#record.forgetSeen();
    this.onRenewed.emit();
  }

  /** The commands seen so far lie elsewhere. */
  protected forgetSeen(): void {
    this.#record.forgetSeen();
  }

  #buildRecord(): SessionRecord {
    return new SessionRecord({
      ...{ ...this.#options, clock: this.#clock, charset: this.#charset },
      connection: () => this.connections.current,
      cols: () => this.#size.cols,
      by: () => this.#turns.holder?.owner ?? 'person',
      keyLines: () => [
        this.emulator?.cursorLine() ?? '',
        this.connections.current?.driver.channel.lastLine ?? '',
      ],
      onFault: (thrown) =>
        this.#notice(`nothing is recorded any more: ${asShowrunError(thrown).line}`),
    });
  }

  #receive(chunk: Uint8Array): void {
    this.#record.received(chunk);
    this.screen?.push(chunk);
  }

  /** A line of our own, on the screen and among the old lines. */
  protected async print(line: string): Promise<void> {
    this.#record.printed(line);
    await this.screen?.print(line);
  }

  #notice(line: string): void {
    this.#notices = withNotice(this.#notices, { atMs: this.#clock.wallMs(), text: line });
    this.onChanged.emit();
  }

  #changed(): void {
    this.#record.changed(this.status, this.platform);
    this.onChanged.emit();
  }
}

/** What a person began with one key and may end with another. */
const STOPPABLE: ReadonlySet<string> = new Set([ARRIVING, 'paste']);

function isStop(keys: Uint8Array): boolean {
  return keys.length === 1 && keys[0] === 0x03;
}
