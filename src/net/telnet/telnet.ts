import { userInfo } from 'node:os';
import type { Duplex } from 'node:stream';
import { type Clock, systemClock } from '../../core/clock.ts';
import { asShowrunError, neverRetried, ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import type { OpenTransport, Transport } from '../../core/transport.ts';
import { Bastions } from '../bastions/bastions.ts';
import { Deadline } from '../deadline.ts';
import { interrupted } from '../interrupted.ts';
import { reach } from '../log-in-to.ts';
import { withDefaults } from '../login-services.ts';
import { Memory } from '../memory.ts';
import { NOBODY } from '../nobody.ts';
import { toldOnTheWay } from '../on-the-way.ts';
import { hungUp, type Phase, type Trouble, timedOut, translateError } from '../translate-error.ts';
import { Ear } from './ear.ts';
import { ANSWER_TIMEOUT_MS, TelnetLogin } from './telnet-login.ts';
import type { TelnetServices } from './telnet-services.ts';
import { TelnetTransport } from './telnet-transport.ts';

/** A way to open a session on a host over telnet (RFC 854), logged in where its password is known. Nothing is encrypted. */
export function openTelnet(host: Host, services: TelnetServices): OpenTransport {
  const memory = services.memory ?? new Memory();
  return (request) => new Attempt(host, { ...services, memory }, request).open();
}

/** A silent device may be a console that waits for the person's Enter. */
const FIRST_BYTES_MS = 3_000;

class Attempt {
  readonly #host: Host;
  readonly #services: TelnetServices & { readonly memory: Memory };
  readonly #request: Parameters<OpenTransport>[0];
  readonly #clock: Clock;
  /** Aborted by the caller, by time, or by us when the line is gone; the reason is what the attempt rejects with. */
  readonly #stop = new AbortController();
  #phase: Phase = 'connecting';
  #transport: TelnetTransport | undefined;

  constructor(
    host: Host,
    services: TelnetServices & { readonly memory: Memory },
    request: Parameters<OpenTransport>[0],
  ) {
    this.#host = host;
    this.#services = services;
    this.#request = request;
    this.#clock = services.clock ?? systemClock;
  }

  async open(): Promise<Transport> {
    const { signal, size } = this.#request;
    const abort = () => this.#stop.abort(interrupted(this.#who, signal));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const socket = await this.#connect();
      const trouble = this.#trouble;
      const { warning, platform } = this.#services;
      const transport = new TelnetTransport({
        ...{ socket, size, trouble, warning },
        clock: this.#clock,
        lineEnd: platform.lineEnd,
      });
      this.#transport = transport;
      try {
        await this.#logIn(transport);
        return transport;
      } catch (error) {
        // First, so that a question to the person does not outlive the attempt.
        this.#stop.abort(error);
        await transport.close();
        throw error;
      }
    } catch (error) {
      throw toldOnTheWay(this.#forTelnet(translateError(error, this.#trouble)), this.#host);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async #connect(): Promise<Duplex> {
    const { signal } = this.#stop;
    const { onProgress, onQuestion, attendance = 'attended' } = this.#request;
    const services = withDefaults(this.#services);
    const { via, ssh: _, ...host } = this.#host;
    const bastions = this.#services.bastions ?? new Bastions(services, { lingerMs: 0 });
    const rider = {
      ...{ signal, onProgress, attendance },
      devices: () => [this.#who],
      onQuestion: () => onQuestion?.(),
    };
    const ride = via.length === 0 ? undefined : await bastions.board(via, rider);
    ride?.onLost((error) => this.#lose(toldOnTheWay(error, this.#host)));
    try {
      onProgress('connecting');
      const reached = await reach({ host: { ...host, via }, services, signal }, ride);
      reached.leave();
      reached.stream.once('close', () => void ride?.leave());
      return reached.stream;
    } catch (error) {
      await ride?.leave();
      throw error;
    }
  }

  #lose(error: ShowrunError): void {
    this.#stop.abort(error);
    this.#transport?.lose(error);
  }

  async #logIn(transport: TelnetTransport): Promise<void> {
    const { signal } = this.#stop;
    const ear = new Ear(transport, this.#clock);
    signal.addEventListener('abort', () => ear.stop(), { once: true });
    if (signal.aborted) throw interrupted(this.#who, signal);
    transport.onClosed((end) => {
      this.#stop.abort(end.kind === 'lost' ? end.error : this.#goodbye(ear));
    });
    // The line may be a console: what is said there is said in the pane.
    if ((this.#host.arrival?.first.login ?? 'usual') !== 'usual') {
      ear.close();
      return;
    }
    this.#request.onProgress('logging in');
    await ear.wait(FIRST_BYTES_MS);
    this.#refuseOthers(ear);
    if (signal.aborted) throw interrupted(this.#who, signal);
    this.#phase = 'login';
    const isPersons = this.#host.password === undefined;
    if (!isPersons || this.#services.withoutPassword === 'ask')
      await this.#dialogue(transport, ear);
    ear.close();
  }

  async #dialogue(transport: TelnetTransport, ear: Ear): Promise<void> {
    const { asker, memory, env, platform } = this.#services;
    const { onProgress, onQuestion } = this.#request;
    const deadline = new Deadline(this.#clock, () =>
      this.#stop.abort(timedOut(this.#trouble, ANSWER_TIMEOUT_MS)),
    );
    const login = new TelnetLogin({
      context: {
        host: this.#host,
        who: this.#who,
        username: this.#host.username ?? userInfo().username,
        asker: this.#request.attendance === 'unattended' ? NOBODY : asker,
        memory,
        deadline,
        signal: this.#stop.signal,
        onProgress,
        onAsking: () => {},
        onQuestion: () => onQuestion?.(),
      },
      env: env ?? process.env,
      platform,
      transport,
      ear,
    });
    try {
      await login.run();
    } catch (error) {
      throw login.hasSentPassword ? neverRetried(asShowrunError(error)) : error;
    } finally {
      deadline.stop();
    }
  }

  get #who(): string {
    return safe(this.#host.name);
  }

  get #trouble(): Trouble {
    const { name, address, port } = this.#host;
    return { name, who: this.#who, address, port, phase: this.#phase, offer: undefined };
  }

  /** Devices say why they hang up: that all lines are in use, that the password was wrong. */
  #goodbye(ear: Ear): ShowrunError {
    const error = hungUp(this.#trouble);
    const words = ear.text.split(/[\r\n]+/).findLast((line) => /\w/.test(line)) ?? '';
    if (words === '') return error;
    return new ShowrunError('hung-up', `${error.message}: ${safe(words.trim(), 200)}`, {
      subject: this.#host.name,
    });
  }

  #refuseOthers(ear: Ear): void {
    if (!/^SSH-\d/.test(ear.text)) return;
    throw new ShowrunError('unreachable', `${this.#who} speaks SSH there, not telnet`, {
      subject: this.#host.name,
      advice: 'check the port, or take transport: telnet out of the inventory',
    });
  }

  /** Advice that names SSH is of no use here; for a jump host it is. */
  #forTelnet(error: ShowrunError): ShowrunError {
    if (error.code !== 'refused' || error.subject !== this.#host.name) return error;
    return new ShowrunError('refused', error.message, {
      subject: error.subject,
      retry: error.retry,
      advice: 'nothing listens there; check the port and that telnet is enabled on the device',
      cause: error.cause,
    });
  }
}
