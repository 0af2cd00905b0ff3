import type { Clock } from '../../core/clock.ts';
import type { ShowrunError } from '../../core/errors.ts';
import { Backoff } from './backoff.ts';
import { mayPass } from './may-pass.ts';
import { backAgain } from './separator.ts';

/** How a connection ended, or came not about. */
export type Gone =
  /** The far end said goodbye. */
  | { readonly kind: 'ended'; readonly exitCode: number | undefined; readonly error: ShowrunError }
  | { readonly kind: 'lost'; readonly error: ShowrunError }
  | { readonly kind: 'failed'; readonly error: ShowrunError };

/** A time without a connection. */
export interface Outage {
  /** How it began, and when, in ms since the epoch. */
  readonly began: Gone;
  readonly sinceMs: number;
  /** Whether a session was open before. */
  readonly wasOpen: boolean;
}

/** The next attempt. */
export interface Retry {
  /** In ms since the epoch. */
  readonly dueMs: number;
  /** Its number, from 1. */
  readonly attempt: number;
}

export interface OutagesOptions {
  readonly clock: Clock;
  /** Whether lost connections are tried again by themselves. */
  readonly retries: 'on' | 'off';
  readonly random: () => number;
  /** An attempt is due. */
  readonly onDue: () => void;
}

/**
 * The times one session is without a connection: when the next attempt is due, and how many there were. Waits grow, and
 * start small again only after a connection has lasted: a device that takes the login and drops it is not hammered.
 */
export class Outages {
  readonly #options: OutagesOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  /** While somebody waits for a device to come back: as good as every second, whatever ended the connection. */
  #eager: { readonly backoff: Backoff; readonly sinceMs: number } | undefined;
  #outage: Outage | undefined;
  #attempts = 0;
  #hasBeenOpen = false;
  #cancel = (): void => undefined;

  constructor(options: OutagesOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#backoff = new Backoff(options);
  }

  get current(): Outage | undefined {
    return this.#outage;
  }

  /** Attempts made since the last connection ended, the one under way included. */
  get attempts(): number {
    return this.#attempts;
  }

  /** From now on it is tried all the time, also after a goodbye. */
  insist(): void {
    const { random } = this.#options;
    const sinceMs = this.#clock.wallMs();
    this.#eager ??= { backoff: new Backoff({ random, mostMs: EAGER_MOST_MS }), sinceMs };
  }

  desist(): void {
    this.#eager = undefined;
  }

  /** An attempt begins. */
  tried(): void {
    this.#cancel();
    this.#attempts += 1;
  }

  /** There is no connection. Gives the next attempt, for which `onDue` is called; undefined when there is to be none. */
  gone(gone: Gone): { readonly outage: Outage; readonly retry: Retry | undefined } {
    this.#cancel();
    const nowMs = this.#clock.wallMs();
    const outage = this.#outage ?? { began: gone, sinceMs: nowMs, wasOpen: this.#hasBeenOpen };
    this.#outage = outage;
    if (!this.#isWorthAnother(gone)) return { outage, retry: undefined };
    const waitMs = (this.#eager?.backoff ?? this.#backoff).next();
    this.#cancel = this.#clock.after(waitMs, this.#options.onDue);
    return { outage, retry: { dueMs: nowMs + waitMs, attempt: this.#attempts + 1 } };
  }

  /** What is to be said where a lost connection comes back; nothing after a goodbye, unless it was waited for. */
  returnLine(): string | undefined {
    const outage = this.#outage;
    if (outage === undefined || !outage.wasOpen) return undefined;
    if (outage.began.kind === 'ended' && this.#eager === undefined) return undefined;
    const atMs = this.#clock.wallMs();
    const awayMs = atMs - outage.sinceMs;
    const waitedMs = this.#eager && atMs - this.#eager.sinceMs;
    return backAgain({ atMs, awayMs, attempts: this.#attempts, waitedMs });
  }

  /** There is a connection. */
  over(): void {
    this.#outage = undefined;
    this.#attempts = 0;
    this.#hasBeenOpen = true;
    this.#eager?.backoff.reset();
    this.#cancel();
    this.#cancel = this.#clock.after(STABLE_MS, () => this.#backoff.reset());
  }

  /** What made the attempts fail may be over: the waits are small again. */
  startOver(): void {
    this.#backoff.reset();
  }

  /** No attempt by itself any more. */
  stop(): void {
    this.#cancel();
    this.#eager = undefined;
  }

  #isWorthAnother(gone: Gone): boolean {
    if (this.#eager === undefined) {
      if (this.#options.retries === 'off' || gone.kind === 'ended') return false;
    } else if (gone.kind === 'ended') return true;
    const acquaintance = this.#hasBeenOpen ? 'was open' : 'never open';
    return mayPass(gone.error, acquaintance);
  }
}

const STABLE_MS = 30_000;
const EAGER_MOST_MS = 2_000;
