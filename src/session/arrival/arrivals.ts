import type { Arrival, Hop, Meeting } from '../../core/arrival.ts';
import type { Clock } from '../../core/clock.ts';
import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import type { LogIn } from '../../net/login/log-in-here.ts';
import { modeOf } from '../../platforms/mode-of.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Channel } from '../channel/channel.ts';
import type { NewPlatform } from '../driver/driver.ts';
import { saysClosed } from '../driver/places.ts';
import type { Connection } from '../life/connection.ts';
import type { Attendance } from '../life/dialler.ts';
import { linkSignals } from '../turns/linked-signal.ts';
import type { Turns } from '../turns/turns.ts';
import { leaveConsole } from './leave-console.ts';
import { LoginLine } from './login-line.ts';

export interface ArrivalsOptions {
  /** The session's name, for messages. */
  readonly name: string;
  readonly host: Host;
  readonly clock: Clock;
  readonly turns: Turns;
  readonly newPlatform: ((name: string) => NewPlatform) | undefined;
  readonly logIn: LogIn | undefined;
  readonly onNotice: (text: string) => void;
  /** The device was not reached; where the session stands instead is still there to look at. */
  readonly onFailed: (error: ShowrunError) => void;
}

/** Who has the session meanwhile, for the pane's border. */
export const ARRIVING = 'login';

const INSIDE: Arrival = { isConsole: false, first: { wake: true, login: 'platform' }, hops: [] };
/** How long a silent console is given before it is woken, and how often it is. */
const SILENT_MS = 400;
const QUIET_MS = 100;
const MAX_WAKES = 3;
const WAKE_ANSWER_MS = 1_500;
/** A text without a question: at a console somebody else's, on the way to a device the one before still trying to get there. */
const CONSOLE_STRANGE_MS = 3_000;
const HOP_STRANGE_MS = 28_000;

/** The way from an open line to the device a session is for: waking, logging in, and on from device to device. */
export class Arrivals {
  readonly #options: ArrivalsOptions;
  readonly #arrival: Arrival | undefined;
  #under: Promise<void> = Promise.resolve();
  #error: ShowrunError | undefined;
  #connection: Connection | undefined;
  /** Devices on the way, once the one behind them is reached. */
  #depth = 0;

  constructor(options: ArrivalsOptions) {
    this.#options = options;
    this.#arrival = options.host.arrival;
  }

  /** A line is open: goes on to the device, with the session to itself. */
  begin(connection: Connection, attendance: Attendance): void {
    const before = this.#error;
    this.#connection = connection;
    this.#depth = 0;
    const arrival = this.#arrival ?? this.#inside(connection);
    if (arrival === undefined) return;
    // What was refused is not tried a second time but by the person: accounts lock.
    const isRefused = before?.code === 'auth-failed' || before?.retry === 'never';
    if (attendance === 'unattended' && isRefused) return;
    this.#error = undefined;
    const { turns, onFailed } = this.#options;
    this.#under = turns
      .exclusive(ARRIVING, (_run, stop) => this.#arrive(arrival, connection, stop))
      .catch((thrown: unknown) => {
        if (this.#connection !== connection) return;
        this.#error = asShowrunError(thrown);
        onFailed(this.#error);
      });
  }

  /** Some devices ask who is there, or show a page, after SSH has logged in. */
  #inside({ driver }: Connection): Arrival | undefined {
    const { transport = 'ssh' } = this.#options.host;
    return transport === 'ssh' && driver.platform.login.inside ? INSIDE : undefined;
  }

  /** Resolves when the device is reached, or when there was nowhere to go; rejects with the reason why it is not. */
  async done(): Promise<void> {
    await this.#under;
    if (this.#error) throw this.#error;
  }

  /** Throws while the session stands somewhere else than at the device it is for: no script may take that one for it. */
  check(): void {
    if (this.#error) throw this.#error;
    const driver = this.#connection?.driver;
    if (driver === undefined || driver.path.length >= this.#depth) return;
    const { name } = this.#options;
    const place = safe(driver.prompt?.host ?? '', 60) || 'a device on the way';
    throw new ShowrunError('not-open', `${name} was left: the session stands at ${place}`, {
      subject: name,
      advice: 'connect again, or say what the session stands on now',
    });
  }

  /** Logs in where the session stands, with the host's own account: a person asks for that. Rejects where it is refused. */
  async logInHere(connection: Connection): Promise<void> {
    const { turns, clock, host } = this.#options;
    await turns.exclusive(ARRIVING, async (_run, interrupt) => {
      const { signal: stop, unlink } = linkSignals([interrupt, connection.over]);
      const line = new LoginLine(connection, clock);
      const meeting = { wake: true, login: 'platform' } as const;
      try {
        await this.#meet({ meeting, host, line, connection, stop });
        connection.driver.arrived();
      } finally {
        line.close();
        unlink();
      }
    });
  }

  /** A person says what the session stands on: that is the device now. */
  forgive(): void {
    this.#error = undefined;
    this.#depth = 0;
  }

  /** The line is about to be closed: on a console the next one must not find our session. Bounded in time. */
  async leave(connection: Connection | undefined): Promise<void> {
    if (connection === undefined || this.#arrival?.isConsole !== true) return;
    const { clock } = this.#options;
    await leaveConsole(connection, clock);
  }

  async #arrive(arrival: Arrival, connection: Connection, interrupt: AbortSignal): Promise<void> {
    const { host, onNotice, name } = this.#options;
    const { signal: stop, unlink } = linkSignals([interrupt, connection.over]);
    const line = new LoginLine(connection, this.#options.clock);
    try {
      const { first, hops } = arrival;
      const answered = await this.#meet({ meeting: first, host, line, connection, stop });
      if (hops.length === 0 && arrival.isConsole && answered === 0) {
        const found = connection.driver.channel.observe();
        if (found)
          onNotice(`${name}: the console was logged in already, at ${safe(found.text.trim(), 80)}`);
      }
      for (const [index, hop] of hops.entries()) {
        await this.#goOn({ hop, number: index + 1, line, connection, stop });
      }
      this.#depth = connection.driver.path.length;
    } finally {
      line.close();
      unlink();
    }
  }

  /** Gives how often it answered. */
  async #meet(given: {
    readonly meeting: Meeting;
    readonly host: Host;
    readonly line: LoginLine;
    readonly connection: Connection;
    readonly stop: AbortSignal;
    readonly strangeMs?: number;
  }): Promise<number> {
    const { meeting, host, line, connection, stop, strangeMs = CONSOLE_STRANGE_MS } = given;
    const { platform } = connection.driver;
    if (meeting.wake) {
      await wake(line, { key: platform.login.wake || platform.lineEnd, stop });
      await leavePager(line, connection);
    }
    const { login } = meeting;
    const { logIn } = this.#options;
    if (login === 'manual' || login === 'usual' || logIn === undefined) return 0;
    // Without a password the person logs in.
    if (login === 'platform' && host.password === undefined && meeting !== INSIDE.first) return 0;
    const { lineEnd } = platform;
    return await logIn({
      host,
      plan: login,
      platform: {
        lineEnd,
        // Nothing is sent by itself to wake a device but what was asked for.
        login: { ...platform.login, wake: '' },
        isPrompt: (text) => modeOf(platform, text) !== undefined,
      },
      strangeMs,
      ear: line,
      write: (bytes) => line.write(bytes),
      signal: stop,
    });
  }

  async #goOn(given: {
    readonly hop: Hop;
    readonly number: number;
    readonly line: LoginLine;
    readonly connection: Connection;
    readonly stop: AbortSignal;
  }): Promise<void> {
    const { hop, number, line, connection, stop } = given;
    const { driver } = connection;
    const { newPlatform, host } = this.#options;
    const from = await driver.channel.settle({ signal: stop });
    const to = newPlatform?.(hop.platform);
    if (to === undefined) return;
    const outer = driver.platform;
    driver.redispatch(to, from);
    line.forget();
    line.write(Buffer.from(`${hop.send}${outer.lineEnd}`, 'utf8'));
    const account: Host = {
      ...host,
      // What is reached from there is another device, whose password is none of the first one's.
      address: `${host.address} ${number} ${hop.send}`,
      username: hop.username,
      password: hop.password,
    };
    const answered = await this.#meet({
      meeting: hop,
      host: account,
      line,
      connection,
      stop,
      strangeMs: HOP_STRANGE_MS,
    });
    if (answered === 0)
      await this.#seeDevice({ line, channel: driver.channel, outer, inner: to.platform, stop });
    const isRefused = saysClosed(driver.channel.recentText);
    if ((answered === 0 || isRefused) && driver.isBack) throw this.#cameBack(hop, number, line);
    driver.arrived();
  }

  /** Nobody logs in for the person: waits until somebody asks for that, or a prompt is there, be it the old one. */
  async #seeDevice(given: {
    readonly line: LoginLine;
    readonly channel: Channel;
    readonly outer: Platform;
    readonly inner: Platform;
    readonly stop: AbortSignal;
  }): Promise<void> {
    const { line, channel, outer, inner, stop } = given;
    const { clock } = this.#options;
    const untilMs = clock.nowMs() + HOP_STRANGE_MS;
    const { username, password } = inner.login;
    while (clock.nowMs() < untilMs && !stop.aborted) {
      if (await line.wait(QUIET_MS)) continue;
      // The line typed to get there has ended.
      const last = /[\r\n]/.test(line.text) ? channel.lastLine : '';
      const isAsking = [...username, ...password].some((pattern) => pattern.test(last));
      if (isAsking || modeOf(inner, last) || modeOf(outer, last)) return;
    }
  }

  #cameBack(hop: Hop, number: number, line: LoginLine): ShowrunError {
    const { name } = this.#options;
    const said = line.lastWords;
    return new ShowrunError(
      'unreachable',
      `${name}: '${safe(hop.send, 80)}' (hop ${number}) did not get there${said === '' ? '' : `: ${said}`}`,
      { subject: name, advice: 'the session stands at the device before; look at it in the pane' },
    );
  }
}

/** Somebody else's text, left in the middle: it is not read on, for it may be long. */
async function leavePager(line: LoginLine, { driver }: Connection): Promise<void> {
  const { pagers } = driver.platform;
  for (let left = 50; left > 0 && (await line.wait(QUIET_MS)); left--);
  if (!pagers.some(({ pattern }) => pattern.test(driver.channel.lastLine))) return;
  line.forget();
  line.write(Buffer.from('q'));
  await line.wait(WAKE_ANSWER_MS);
}

/** Enter, until something comes; a console at a prompt says nothing by itself. */
async function wake(
  line: LoginLine,
  { key, stop }: { readonly key: string; readonly stop: AbortSignal },
): Promise<void> {
  if (line.text !== '' || (await line.wait(SILENT_MS))) return;
  for (let left = MAX_WAKES; left > 0 && !stop.aborted; left--) {
    line.write(Buffer.from(key));
    if (await line.wait(WAKE_ANSWER_MS)) return;
  }
}
