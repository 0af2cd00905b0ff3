import type { Clock } from '../core/clock.ts';
import { Emitter } from '../core/emitter.ts';
import { asShowrunError, ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Result } from '../core/result.ts';
import { safe } from '../core/safe.ts';
import { select } from '../core/selector/selector.ts';
import type { Size } from '../core/size.ts';
import type { OpenTransport } from '../core/transport.ts';
import type { LogIn } from '../net/login/log-in-here.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Feeder } from '../term/feeder.ts';
import type { OwnPrompts } from './channel/own-prompts.ts';
import type { NewPlatform } from './driver/driver.ts';
import type { Recogniser } from './driver/recognition.ts';
import { type FanOutOptions, fanOut, type HostAnswer } from './fan-out.ts';
import type { LineOperation } from './operations/line-operations.ts';
import type { TapFor } from './record/session-tap.ts';
import type { AskSecret } from './secrets/ask-secret.ts';
import { Session } from './session.ts';
import type { SessionOptions } from './session-options.ts';
import type { CommandOptions, ParseText } from './turns/turns.ts';

export interface SessionsOptions {
  /** How to reach a host: an SSH connection through its jump hosts, a recording. */
  readonly transportTo: (host: Host) => OpenTransport;
  /** The platform of a name; for `auto` the one to begin with. Throws for a name nobody knows. */
  readonly platformOf: (name: string) => Platform;
  /** What tells the platform of a host whose entry says `auto`. */
  readonly recogniserOf?: (host: Host) => Recogniser;
  readonly parse?: ParseText;
  /** Where it is kept what a person calls a host's prompt. */
  readonly promptsOf?: (host: Host) => OwnPrompts;
  /** Logs in on lines that are open: consoles, devices behind devices. */
  readonly logIn?: LogIn;
  /** How a host's sessions get at the secrets it asks for. */
  readonly secret?: (host: Host) => AskSecret;
  /** Without one the sessions have no screens. */
  readonly feeder?: Feeder;
  readonly clock?: Clock;
  /** Whoever writes down what happens on them. */
  readonly tapFor?: TapFor | undefined;
  /** Whether lost connections are tried again by themselves, where a host's entry does not forbid it; `off` unless told. */
  readonly retries?: 'on' | 'off';
}

/** What a session that is adopted gets of all sessions' own. */
export type AdoptedOptions = Omit<SessionOptions, 'openTransport' | 'size'>;

/** A command, or an operation, for several hosts. */
export interface EachOptions
  extends Omit<CommandOptions, 'idleTimeoutMs' | 'signal'>,
    FanOutOptions {
  /** Silence after which a host is given up; anything it sends starts the time again. */
  readonly timeoutMs?: number | undefined;
  /** The session of a name, where that is opened only now. What it rejects with is the host's answer. */
  readonly sessionOf?: ((name: string, signal: AbortSignal) => Promise<Session>) | undefined;
}

/** All live sessions, in the order they were opened. */
export class Sessions {
  readonly onAdded = new Emitter<Session>();
  readonly onRemoved = new Emitter<Session>();
  readonly onChanged = new Emitter<Session>();
  readonly #options: SessionsOptions;
  readonly #sessions = new Map<string, Session>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /**
   * A new session to a host, named after it (`r1`, then `r1.2`), on its way to be connected: await its `ready()`, or watch
   * its status. Throws when the host's platform is not known.
   */
  open(host: Host, size: Size): Session {
    const { platformOf, recogniserOf, transportTo, secret, promptsOf, ...rest } = this.#options;
    const recogniser = host.platform === 'auto' ? recogniserOf?.(host) : undefined;
    const session = new Session({
      ...rest,
      name: this.#freeName(host.name),
      host,
      size,
      secret: secret?.(host),
      openTransport: transportTo(host),
      platform: recogniser?.begin().platform ?? platformFor(host, platformOf),
      recogniser,
      newPlatform: (name) => this.#newPlatform(name, host),
      retries: host.reconnect === false ? 'off' : this.#options.retries,
      prompts: promptsOf?.(host),
    });
    this.#admit(session);
    session.connections.onBegun.on(() => this.#retryBeside(session));
    this.onAdded.emit(session);
    void session.open();
    return session;
  }

  /**
   * A session made elsewhere, a recorded one, under a name that is free beside the others. It is open when this resolves, and nobody was
   * told of it before. What is learned of its host is kept nowhere.
   */
  async adopt<Adopted extends Session>(
    host: Host,
    make: (options: AdoptedOptions) => Adopted,
  ): Promise<Adopted> {
    const { platformOf, recogniserOf, parse, feeder, clock } = this.#options;
    const learning = host.platform === 'auto' ? recogniserOf?.(host) : undefined;
    const recogniser = learning && withoutMemory(learning);
    const session = make({
      ...{ host, parse, feeder, clock, recogniser },
      name: this.#freeName(host.name),
      platform: recogniser?.unknown ?? platformFor(host, platformOf),
      newPlatform: (name) => this.#newPlatform(name, host),
    });
    this.#admit(session);
    await session.open();
    this.onAdded.emit(session);
    // Those who listen know of it only now.
    this.onChanged.emit(session);
    return session;
  }

  #admit(session: Session): void {
    this.#sessions.set(session.name, session);
    session.onChanged.on(() => this.onChanged.emit(session));
  }

  get list(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  byName(name: string): Session | undefined {
    return this.#sessions.get(name);
  }

  /** The sessions a selector names, in their own order. Throws `bad-selector`. */
  select(selector: string): Session[] {
    return select(selector, this.list.map(selectable)).map(({ session }) => session);
  }

  /**
   * Commands on the sessions of a selector or of these names, one after the other on each: an answer each, in the sessions' order. A
   * session that fails is asked no further. Rejects with `bad-selector` and `bad-usage`.
   */
  async run(
    to: string | readonly string[],
    commands: string | readonly string[],
    options: EachOptions = {},
  ): Promise<HostAnswer[]> {
    const { timeoutMs: idleTimeoutMs, owner, signal, hold, answers, table } = options;
    const given = { owner, signal, hold, answers, table, idleTimeoutMs };
    const list = typeof commands === 'string' ? [commands] : commands;
    if (list.length === 0) throw new ShowrunError('bad-usage', 'no command was given');
    const works = list.map((one) => (session: Session) => session.run(one, given));
    return await this.#each(to, works, options);
  }

  /** The same with an operation: another mode, a configuration, a save. */
  async operate(
    to: string | readonly string[],
    operation: LineOperation,
    options: EachOptions = {},
  ): Promise<HostAnswer[]> {
    const { timeoutMs: idleTimeoutMs, owner, signal, hold } = options;
    const given = { idleTimeoutMs, owner, signal, hold };
    return await this.#each(to, [(session) => session.operate(operation, given)], options);
  }

  async #each(
    to: string | readonly string[],
    works: readonly Work[],
    options: EachOptions,
  ): Promise<HostAnswer[]> {
    const answers = await fanOut<string, Answered>(
      {
        members: this.#names(to, options),
        nameOf: (name) => name,
        work: (name) => answersOf(name, () => this.#sessionOf(name, options), works),
        skip: (host, error) => ({ status: 'failed', host, error, all: [] }),
      },
      options,
    );
    return answers.flatMap(({ all, ...only }) => (all.length === 0 ? [only] : all));
  }

  #names(to: string | readonly string[], { sessionOf }: EachOptions): readonly string[] {
    if (typeof to === 'string') return this.select(to).map(({ name }) => name);
    if (sessionOf !== undefined) return to;
    const missing = to.find((name) => !this.#sessions.has(name));
    if (missing === undefined)
      return [...this.#sessions.keys()].filter((name) => to.includes(name));
    const message = `there is no session to '${safe(missing, 100)}'`;
    throw new ShowrunError('bad-selector', message, { subject: missing });
  }

  async #sessionOf(name: string, { sessionOf, signal }: EachOptions): Promise<Session> {
    if (sessionOf !== undefined) return sessionOf(name, signal ?? new AbortController().signal);
    const session = this.#sessions.get(name);
    if (session !== undefined) return session;
    throw new ShowrunError('not-open', `${safe(name, 100)} was closed`, { subject: name });
  }

  /** The machine has slept: every open session is checked, every lost one tried at once. */
  wake(): void {
    for (const session of this.list) session.connections.wake();
  }

  /** Closes a session and forgets it. */
  async remove(session: Session): Promise<void> {
    if (this.#sessions.get(session.name) !== session) return;
    this.#sessions.delete(session.name);
    this.onRemoved.emit(session);
    await session.close();
  }

  async close(): Promise<void> {
    await Promise.all(this.list.map((session) => this.remove(session)));
  }

  #newPlatform(name: string, host: Host): NewPlatform {
    const { recogniserOf, platformOf } = this.#options;
    const recogniser = name === 'auto' ? recogniserOf?.(host) : undefined;
    return { platform: recogniser?.unknown ?? platformOf(name), recogniser };
  }

  /** What kept a session from connecting may have kept others: the same bastion, the same line. */
  #retryBeside(back: Session): void {
    const first = firstHop(back.host);
    for (const session of this.list) {
      if (session !== back && firstHop(session.host) === first) session.connections.retry();
    }
  }

  #freeName(wanted: string): string {
    if (!this.#sessions.has(wanted)) return wanted;
    let number = 2;
    while (this.#sessions.has(`${wanted}.${number}`)) number += 1;
    return `${wanted}.${number}`;
  }
}

/** The same by signs alone: what a recording says is believed of nothing else. */
function withoutMemory(recogniser: Recogniser): Recogniser {
  const { unknown } = recogniser;
  return {
    ...recogniser,
    begin: () => ({ platform: unknown, trust: 'unknown' }),
    found: () => undefined,
    chosen: () => undefined,
  };
}

type Work = (session: Session) => Promise<Result>;

/** All answers of one session, and of them the one that says how it went. */
type Answered = HostAnswer & { readonly all: readonly HostAnswer[] };

async function answersOf(
  host: string,
  open: () => Promise<Session>,
  works: readonly Work[],
): Promise<Answered> {
  const all: HostAnswer[] = [];
  try {
    const session = await open();
    for (const work of works) all.push({ status: 'done', host, result: await work(session) });
  } catch (thrown) {
    all.push({ status: 'failed', host, error: asShowrunError(thrown) });
  }
  const lost = all.find(({ status }) => status === 'failed');
  const telling = lost ?? all.find(isRefused) ?? all.at(-1);
  if (telling === undefined) throw new ShowrunError('bad-usage', 'no command was given');
  return { ...telling, all };
}

function isRefused(answer: HostAnswer): boolean {
  return answer.status === 'done' && answer.result.outcome === 'refused';
}

/** Where the way to a host begins. */
function firstHop(host: Host): string {
  const { address, port } = host.via[0] ?? host;
  return `${address} ${port}`;
}

/** Its platform; an unknown one is an error that names the host. */
function platformFor(host: Host, platformOf: (name: string) => Platform): Platform {
  try {
    return platformOf(host.platform);
  } catch (thrown) {
    const { code, message, advice } = asShowrunError(thrown);
    const place = `${safe(host.name)} (${safe(host.source)})`;
    throw new ShowrunError(code, `${place}: ${message}`, {
      subject: host.name,
      advice,
      cause: thrown,
    });
  }
}

/** What selectors look at in a session; its platform is what has been recognised. */
function selectable(session: Session) {
  const { name, groups, platform, host } = session;
  const { address, transport = 'ssh', data } = host;
  return { session, name, groups, platform: platform.name, address, transport, data };
}
