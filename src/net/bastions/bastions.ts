import { Emitter } from '../../core/emitter.ts';
import { type ErrorCode, ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import { type LoginServices, withDefaults } from '../login-services.ts';
import { Bastion } from './bastion.ts';
import type { Board, Ride, Rider } from './ride.ts';
import { wayKey } from './way-key.ts';

/** How a login to a jump host is doing, for people. */
export interface BastionFacts {
  /** Safe to show. */
  readonly name: string;
  readonly state: 'connecting' | 'up';
  /** `jump1: logging in` while it is not up. */
  readonly step: string;
  /** How many sessions go through it. */
  readonly devices: number;
}

/** A session that is back within this time finds the login still there, also at the longest pause between two tries. */
export const LINGER_MS = 60_000;
/** Hosts that come so soon after a refusal get the same answer: accounts lock, and a person has said no once. */
const REFUSED_FOR_MS = 10_000;

/**
 * The logins to jump hosts, one for all sessions that go the same way: a one-time password is asked once. A login is made
 * for its first rider, joined by the others, and kept for a while after the last.
 */
export class Bastions implements Board {
  readonly onChanged = new Emitter<void>();
  readonly #services: Required<LoginServices>;
  readonly #lingerMs: number;
  /** By way; several where a device takes only so many connections per login. */
  readonly #open = new Map<string, Set<Bastion>>();
  /** How many connections a login takes, where it is not without end. */
  readonly #room = new Map<string, number>();
  readonly #refused = new Map<string, Refusal>();
  #isClosed = false;

  constructor(services: LoginServices, { lingerMs = LINGER_MS }: { lingerMs?: number } = {}) {
    this.#services = withDefaults(services);
    this.#lingerMs = lingerMs;
  }

  /** Those that sessions wait for or go through, nearest to us first. */
  get list(): readonly BastionFacts[] {
    return [...this.#open.values()]
      .flatMap((bastions) => [...bastions])
      .sort((a, b) => a.hopsBefore - b.hopsBefore)
      .map(({ host, isUp, step, devices }): BastionFacts => {
        const state = isUp ? 'up' : 'connecting';
        return { name: safe(host.name, 60), state, step, devices: devices.length };
      })
      .filter(({ devices }) => devices > 0);
  }

  async board(way: readonly Host[], rider: Rider): Promise<Ride> {
    const key = wayKey(way);
    for (let tries = 1; ; tries++) {
      this.#heedRefusal(key, rider);
      const known = [...(this.#open.get(key) ?? [])].find(({ hasRoom }) => hasRoom);
      try {
        return await (known ?? this.#begin(key, way)).board(rider);
      } catch (error) {
        // A login that had nobody to ask was joined too late by one who has: it takes another.
        const isForPerson = error instanceof ShowrunError && error.code === 'needs-person';
        if (!isForPerson || tries > 1 || rider.attendance === 'unattended') throw error;
      }
    }
  }

  /** Logs out everywhere, from the far ends back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const all = [...this.#open.values()].flatMap((bastions) => [...bastions]);
    // Those behind others were begun before these, and say goodbye through them.
    await Promise.all(all.map((bastion) => bastion.close()));
    this.onChanged.clear();
  }

  #begin(key: string, way: readonly Host[]): Bastion {
    const host = way.at(-1);
    if (host === undefined) throw new RangeError('a way leads through one host at least');
    const bastions = this.#open.get(key) ?? new Set();
    this.#open.set(key, bastions);
    const bastion: Bastion = new Bastion({
      ...{ host, way: way.slice(0, -1), bastions: this, services: this.#services },
      room: this.#room.get(key) ?? Number.POSITIVE_INFINITY,
      onFull: (room) => this.#room.set(key, room),
      lingerMs: this.#isClosed ? 0 : this.#lingerMs,
      onChanged: () => this.onChanged.emit(),
      onOver: (failure) => {
        bastions.delete(bastion);
        if (bastions.size === 0 && this.#open.get(key) === bastions) this.#open.delete(key);
        if (failure && isRefusal(failure.code)) this.#keepRefusal(key, bastion, failure);
        this.onChanged.emit();
      },
    });
    bastions.add(bastion);
    return bastion;
  }

  #keepRefusal(key: string, bastion: Bastion, error: ShowrunError): void {
    const atMs = this.#services.clock.nowMs();
    this.#refused.set(key, { atMs, error, told: new Set(bastion.devices) });
  }

  /**
   * A session that was told of it and comes again was sent by a person, who has thought again. Whoever was sent by nobody never
   * tries anew: a hundred sessions that come back one by one would lock the account.
   */
  #heedRefusal(key: string, rider: Rider): void {
    const refusal = this.#refused.get(key);
    if (refusal === undefined) return;
    const isFresh = this.#services.clock.nowMs() - refusal.atMs < REFUSED_FOR_MS;
    const isAgain = rider.devices().some((device) => refusal.told.has(device));
    const isAlone = rider.attendance === 'unattended';
    if (isAlone || (isFresh && !isAgain)) {
      for (const device of rider.devices()) refusal.told.add(device);
      throw refusal.error;
    }
    this.#refused.delete(key);
  }
}

interface Refusal {
  readonly atMs: number;
  readonly error: ShowrunError;
  /** The devices whose sessions have been told. */
  readonly told: Set<string>;
}

function isRefusal(code: ErrorCode): boolean {
  return code === 'auth-failed' || code.startsWith('host-key-');
}
