import type { Asker } from '../../core/asker.ts';
import { asShowrunError, type ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import { interrupted } from '../interrupted.ts';
import { type Arrival, logInTo } from '../log-in-to.ts';
import type { LoginServices } from '../login-services.ts';
import { NOBODY } from '../nobody.ts';
import { BastionRide } from './bastion-ride.ts';
import type { Attendance, Board, Ride, Rider } from './ride.ts';

export interface BastionOptions {
  readonly way: readonly Host[];
  readonly host: Host;
  readonly bastions: Board;
  readonly services: Required<LoginServices>;
  /** Connections that one login is known to take at once. */
  readonly room: number;
  /** It has turned out to take only so many. */
  readonly onFull: (room: number) => void;
  /** How long the login is kept when nobody rides on it any more. */
  readonly lingerMs: number;
  readonly onChanged: () => void;
  /** It takes nobody any more; with the reason if it could not be logged in to. Called once. */
  readonly onOver: (failure: ShowrunError | undefined) => void;
}

/** One login to a jump host, from its first rider on. Whoever comes while it is under way waits for the same login. */
export class Bastion {
  readonly host: Host;
  readonly #options: BastionOptions;
  readonly #riders = new Set<Rider>();
  readonly #stop = new AbortController();
  readonly #coming: Promise<Arrival>;
  #arrival: Arrival | undefined;
  #step = '';
  #room: number;
  #connections = 0;
  #isOver = false;
  #cancelLinger: () => void = () => {};

  constructor(options: BastionOptions) {
    this.#options = options;
    this.host = options.host;
    this.#room = options.room;
    // In the next turn, when the first rider is on.
    this.#coming = Promise.resolve().then(() => this.#logIn());
    this.#coming.catch(() => {
      // Told to the riders.
    });
  }

  /** How many hosts are between us and it. */
  get hopsBefore(): number {
    return this.#options.way.length;
  }

  get hasRoom(): boolean {
    return this.#riders.size < this.#room;
  }

  get isUp(): boolean {
    return this.#arrival !== undefined && !this.#isOver;
  }

  /** What it does until it is up: `logging in`. */
  get step(): string {
    return this.#step;
  }

  /** The sessions that ride on it, also those behind further jump hosts, by their hosts' names. */
  get devices(): readonly string[] {
    return [...this.#riders].flatMap((rider) => rider.devices());
  }

  async board(rider: Rider): Promise<Ride> {
    this.#cancelLinger();
    this.#riders.add(rider);
    this.#options.onChanged();
    if (this.#step !== '' && !this.isUp) rider.onProgress(this.#step);
    const { signal } = rider;
    let abort = () => {};
    const aborted = new Promise<never>((_, reject) => {
      abort = () => reject(interrupted(safe(this.host.name), signal));
    });
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const { login } = await Promise.race([this.#coming, aborted]);
      const { clock } = this.#options.services;
      return new BastionRide({ bastion: this, login, rider, clock });
    } catch (error) {
      await this.leave(rider);
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async leave(rider: Rider): Promise<void> {
    if (!this.#riders.delete(rider)) return;
    this.#options.onChanged();
    if (this.#riders.size > 0 || this.#isOver) return;
    const { lingerMs, services } = this.#options;
    if (!this.isUp || lingerMs === 0) await this.close();
    else this.#cancelLinger = services.clock.after(lingerMs, () => void this.close());
  }

  connecting(): () => void {
    this.#connections++;
    let isGone = false;
    return () => {
      if (!isGone) this.#connections--;
      isGone = true;
    };
  }

  isFull(): boolean {
    if (this.#connections === 0) return false;
    this.#room = this.#connections;
    this.#options.onFull(this.#room);
    return true;
  }

  /** Logs out, with whoever still rides. Safe to call twice; never rejects. */
  async close(): Promise<void> {
    this.#end(undefined);
    this.#stop.abort();
    await this.#coming.then((arrival) => arrival.close()).catch(() => undefined);
  }

  get #attendance(): Attendance {
    const isAttended = [...this.#riders].some(({ attendance }) => attendance === 'attended');
    return isAttended ? 'attended' : 'unattended';
  }

  /** Asks the person as long as one of the riders was sent by the person. */
  get #asker(): Asker {
    const whom = () => (this.#attendance === 'attended' ? this.#options.services.asker : NOBODY);
    return {
      secret: (question) => whom().secret(question),
      trustHostKey: (question) => whom().trustHostKey(question),
    };
  }

  async #logIn(): Promise<Arrival> {
    const { way, host, bastions, services } = this.#options;
    const name = safe(host.name);
    try {
      const arrival = await logInTo({
        ...{ host, way, bastions, services, asker: this.#asker },
        attendance: this.#attendance,
        signal: this.#stop.signal,
        devices: () => this.devices,
        onProgress: (step) => this.#tell(step.includes(': ') ? step : `${name}: ${step}`),
        onQuestion: () => {
          for (const rider of this.#riders) rider.onQuestion();
        },
      });
      this.#arrival = arrival;
      arrival.login.onEnd(() => this.#end(undefined));
      this.#options.onChanged();
      return arrival;
    } catch (thrown) {
      this.#end(asShowrunError(thrown));
      throw thrown;
    }
  }

  #tell(step: string): void {
    this.#step = step;
    for (const rider of this.#riders) rider.onProgress(step);
    this.#options.onChanged();
  }

  #end(failure: ShowrunError | undefined): void {
    this.#cancelLinger();
    if (this.#isOver) return;
    this.#isOver = true;
    this.#options.onOver(failure);
  }
}
