import { userInfo } from 'node:os';
import type { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import type { Asker } from '../core/asker.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import type { Size } from '../core/size.ts';
import type { OpenTransport, Transport } from '../core/transport.ts';
import { deferred } from './deferred.ts';
import type { Gate } from './gate.ts';
import { interrupted } from './interrupted.ts';
import { Memory } from './memory.ts';
import { NOBODY } from './nobody.ts';
import { openProxyCommand } from './proxy-command.ts';
import { nudgeAcks } from './quick-acks.ts';
import { logIn, type SshLogin } from './ssh-login.ts';
import { SshTransport } from './ssh-transport.ts';
import { CONNECT_TIMEOUT_MS, connectTcp } from './tcp.ts';
import { type Trouble, timedOut, translateError } from './translate-error.ts';

/** What opening a session needs from the rest of the program. One of each for the whole run. */
export interface SshServices {
  readonly asker: Asker;
  /** Limits how many handshakes run at once: `new Gate(MAX_HANDSHAKES)`. */
  readonly handshakes: Gate;
  /** Share one, so that a passphrase and a new host key are asked once for all hosts. */
  readonly memory?: Memory;
  readonly clock?: Clock;
  /** Where `password: {env: …}` looks; also the environment of password commands. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A way to open a shell on a host over SSH, through the hosts of `via` if it has any. */
export function openSsh(host: Host, services: SshServices): OpenTransport {
  const memory = services.memory ?? new Memory();
  return (request) => new Route(host, { memory, ...services }, request).open();
}

const SHELL_TIMEOUT_MS = 15_000;
/** A handshake's place is not kept for a host that takes this long to accept the connection. */
const SLOW_CONNECT_MS = 1_000;

/** One attempt: the chain of logins from here to the host. */
class Route {
  readonly #host: Host;
  readonly #services: SshServices & { readonly memory: Memory };
  readonly #clock: Clock;
  readonly #request: Parameters<OpenTransport>[0];
  readonly #logins: SshLogin[] = [];
  /** Aborted by the caller, or by us when a host on the way is gone. */
  readonly #stop = new AbortController();

  constructor(
    host: Host,
    services: SshServices & { readonly memory: Memory },
    request: Parameters<OpenTransport>[0],
  ) {
    this.#host = host;
    this.#services = services;
    this.#clock = services.clock ?? systemClock;
    this.#request = request;
  }

  async open(): Promise<Transport> {
    const { signal } = this.#request;
    const abort = () => this.#stop.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      for (const hop of this.#host.via) await this.#advance(hop);
      const login = await this.#advance(this.#host);
      const channel = await this.#openShell(login, this.#request.size);
      return new SshTransport({ login, channel, closeAll: () => this.#closeAll() });
    } catch (error) {
      await this.#closeAll();
      throw translateError(error, this.#trouble(this.#host));
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Logs in to the next host of the chain, through the last one. */
  async #advance(host: Host): Promise<SshLogin> {
    const before = this.#logins.at(-1);
    const who = this.#who(host);
    const onProgress = (step: string) =>
      this.#request.onProgress(host === this.#host ? step : `${safe(host.name)}: ${step}`);
    onProgress('connecting');
    const { stream, leave } = await this.#reach(host, before);
    try {
      const login = await logIn({
        stream,
        context: {
          host,
          who,
          username: host.username ?? userInfo().username,
          asker: this.#request.attendance === 'unattended' ? NOBODY : this.#services.asker,
          memory: this.#services.memory,
          onProgress,
          onAsking: leave,
          onQuestion: () => this.#request.onQuestion?.(),
        },
        clock: this.#clock,
        env: this.#services.env ?? process.env,
        signal: this.#stop.signal,
      });
      this.#chain(login, before);
      return login;
    } finally {
      leave();
    }
  }

  /** When a host on the way is gone, those behind it end with its reason, not with a riddle of their own. */
  #chain(login: SshLogin, before: SshLogin | undefined): void {
    this.#logins.push(login);
    login.onEnd((error) => this.#stop.abort(error ?? login.translate(undefined, 'shell')));
    before?.onEnd((error) => login.abandon(error ?? before.translate(undefined, 'open')));
  }

  /** A stream to the host, with a place among the handshakes. */
  async #reach(host: Host, before: SshLogin | undefined): Promise<Reached> {
    const { handshakes } = this.#services;
    const { signal } = this.#stop;
    const enter = async () => {
      try {
        return await handshakes.enter(signal);
      } catch {
        throw interrupted(this.#who(host), signal);
      }
    };
    let leave = await enter();
    let isSlow = false;
    const cancelTimer = this.#clock.after(SLOW_CONNECT_MS, () => {
      isSlow = true;
      leave();
    });
    let stream: Duplex | undefined;
    try {
      stream = before ? await this.#forward(before, host) : await this.#connect(host);
      if (isSlow) leave = await enter();
      return { stream, leave: () => leave() };
    } catch (error) {
      leave();
      stream?.destroy();
      throw error;
    } finally {
      cancelTimer();
    }
  }

  async #connect(host: Host): Promise<Duplex> {
    const { proxy, connectTimeoutMs: timeoutMs } = host.ssh ?? {};
    const clock = this.#clock;
    if (!proxy) {
      const trouble = this.#trouble(host);
      return await connectTcp({ trouble, clock, signal: this.#stop.signal, timeoutMs });
    }
    const username = host.username ?? userInfo().username;
    const env = this.#services.env ?? process.env;
    const { command } = proxy;
    return openProxyCommand({ host, who: this.#who(host), username, env, clock, command });
  }

  #forward(before: SshLogin, host: Host): Promise<Duplex> {
    const hop = this.#who(this.#host.via[this.#logins.length - 1] ?? host);
    const timeoutMs = host.ssh?.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
    return this.#wait<Duplex>(this.#trouble(host), timeoutMs, ({ resolve, reject }) => {
      before.client.forwardOut('127.0.0.1', 0, host.address, host.port, (error, stream) => {
        if (!error) return resolve(stream);
        const why = safe(error.message.replace(/^\(SSH\) Channel open failure: /, ''), 200);
        const code = /refused/i.test(why) ? 'refused' : 'unreachable';
        const target = `${safe(host.name)} (${safe(host.address)} port ${host.port})`;
        reject(
          new ShowrunError(code, `${hop} cannot reach ${target}: ${why}`, {
            subject: host.name,
            cause: error,
          }),
        );
      });
    });
  }

  async #openShell(login: SshLogin, { cols, rows }: Size): Promise<ClientChannel> {
    const terminal = { term: 'xterm-256color', cols, rows, width: 0, height: 0 };
    const trouble: Trouble = { ...this.#trouble(this.#host), phase: 'shell' };
    const stopNudging = login.software.startsWith('OpenSSH') ? nudgeAcks(login) : () => {};
    try {
      return await this.#wait<ClientChannel>(trouble, SHELL_TIMEOUT_MS, ({ resolve, reject }) => {
        const env = this.#host.ssh?.env ?? {};
        login.client.shell(terminal, { env }, (error, channel) => {
          if (error) reject(login.translate(error, 'shell'));
          else resolve(channel);
        });
      });
    } finally {
      stopNudging();
    }
  }

  /** Waits for a callback of an open connection: with a time limit, and only as long as the chain holds. */
  async #wait<Value>(
    trouble: Trouble,
    timeoutMs: number,
    begin: (ends: { resolve(value: Value): void; reject(error: Error): void }) => void,
  ): Promise<Value> {
    const ends = deferred<Value>();
    const { signal } = this.#stop;
    const cancelTimer = this.#clock.after(timeoutMs, () =>
      ends.reject(timedOut(trouble, timeoutMs)),
    );
    const abort = () => ends.reject(interrupted(trouble.who, signal));
    signal.addEventListener('abort', abort, { once: true });
    try {
      if (signal.aborted) abort();
      else begin(ends);
      return await ends.promise;
    } finally {
      cancelTimer();
      signal.removeEventListener('abort', abort);
    }
  }

  #trouble(host: Host): Trouble {
    const { address, port } = host;
    const who = this.#who(host);
    return { name: this.#host.name, who, address, port, phase: 'connecting', offer: undefined };
  }

  /** A host as messages name it: the target by its name, a hop also by what it is for. */
  #who(host: Host): string {
    const name = safe(host.name);
    return host === this.#host ? name : `${name} (on the way to ${safe(this.#host.name)})`;
  }

  async #closeAll(): Promise<void> {
    // From the far end back, so that each goodbye still has a way to go.
    for (const login of [...this.#logins].reverse()) await login.close();
  }
}

interface Reached {
  readonly stream: Duplex;
  readonly leave: () => void;
}
