import type { Clock } from '../../core/clock.ts';
import { spokenDuration } from '../../core/duration.ts';
import { ShowrunError } from '../../core/errors.ts';
import { linkSignals } from '../turns/linked-signal.ts';
import type { Begun, Connections } from './connections.ts';
import { whyNotOpen } from './session-status.ts';

/** How long a reload took. */
export interface Reload {
  readonly host: string;
  /** From the moment somebody began to wait until the prompt, and from the end of the connection until then. */
  readonly totalMs: number;
  readonly goneMs: number;
}

/** While somebody waits; in ms since the epoch. */
export interface Waiting {
  readonly sinceMs: number;
}

/** The line that says how long it took: `r1 is back after 4 min 12 s (gone 3 min 50 s)`. */
export function reloadLine({ host, totalMs, goneMs }: Reload): string {
  return `${host} is back after ${spokenDuration(totalMs)} (gone ${spokenDuration(goneMs)})`;
}

/**
 * Waits for a device that reloads: until the connection goes, which is watched closely, because a device that reboots need not
 * say goodbye; then tries it all the time, until it shows a prompt again. One wait at a time; who asks meanwhile joins it.
 */
export class ReloadWait {
  readonly #host: string;
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #onChanged: () => void;
  #waiting: (Waiting & { readonly stop: AbortController }) | undefined;
  #reload: Promise<Reload> | undefined;

  constructor(options: {
    readonly host: string;
    readonly connections: Connections;
    readonly clock: Clock;
    readonly onChanged: () => void;
  }) {
    this.#host = options.host;
    this.#connections = options.connections;
    this.#clock = options.clock;
    this.#onChanged = options.onChanged;
  }

  get waiting(): Waiting | undefined {
    return this.#waiting;
  }

  /** Rejects where the device cannot be logged in to again without a person, and with `interrupted` when given up. */
  wait(signal?: AbortSignal): Promise<Reload> {
    this.#reload ??= this.#wait(signal).finally(() => {
      this.#reload = undefined;
    });
    return this.#reload;
  }

  giveUp(): void {
    this.#waiting?.stop.abort();
  }

  async #wait(given: AbortSignal | undefined): Promise<Reload> {
    const stop = new AbortController();
    const sinceMs = this.#clock.wallMs();
    this.#waiting = { sinceMs, stop };
    const { signal, unlink } = linkSignals([given, stop.signal]);
    const stopWatching = this.#watch();
    try {
      const goneSinceMs = await this.#untilBack(signal);
      const nowMs = this.#clock.wallMs();
      const spans = { totalMs: nowMs - sinceMs, goneMs: nowMs - goneSinceMs };
      return { host: this.#host, ...spans };
    } finally {
      unlink();
      stopWatching();
      this.#connections.desist();
      this.#waiting = undefined;
      this.#onChanged();
    }
  }

  /** Until a new connection shows a prompt, or falls silent; gives when the device went. */
  async #untilBack(signal: AbortSignal): Promise<number> {
    let goneSinceMs: number | undefined;
    for (;;) {
      const next = this.#next(signal);
      this.#connections.insist();
      this.#onChanged();
      const { connection, outage } = await next;
      goneSinceMs ??= outage?.sinceMs ?? this.#clock.wallMs();
      const isBack = await connection.driver.ready(signal).then(
        () => this.#connections.current === connection,
        () => false,
      );
      if (signal.aborted) throw this.#interrupted();
      if (isBack) return goneSinceMs;
    }
  }

  #next(signal: AbortSignal): Promise<Begun> {
    return new Promise((resolve, reject) => {
      const abort = (): void => done(() => reject(this.#interrupted()));
      const offBegun = this.#connections.onBegun.on((begun) => done(() => resolve(begun)));
      const offOver = this.#connections.onOver.on((status) =>
        done(() =>
          reject(status.status === 'failed' ? whyNotOpen(this.#host, status) : this.#interrupted()),
        ),
      );
      const done = (settle: () => void): void => {
        signal.removeEventListener('abort', abort);
        offBegun();
        offOver();
        settle();
      };
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
    });
  }

  /** A line that is dead without having said so would be found out by the keepalive, but only after half a minute. */
  #watch(): () => void {
    let cancel: () => void;
    const look = (): void => {
      this.#connections.current?.checkLife(PATIENCE_MS);
      cancel = this.#clock.after(LOOK_EVERY_MS, look);
    };
    cancel = this.#clock.after(LOOK_EVERY_MS, look);
    return () => cancel();
  }

  #interrupted(): ShowrunError {
    const message = `no longer waiting for ${this.#host} to come back`;
    return new ShowrunError('interrupted', message, { subject: this.#host });
  }
}

const LOOK_EVERY_MS = 3_000;
/** A device that writes its configuration may be busy for some seconds. */
const PATIENCE_MS = 8_000;
