import type { Duplex } from 'node:stream';
import type { ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';

/** `unattended` is what nobody has asked for: no person is to be asked anything. */
export type Attendance = 'attended' | 'unattended';

/** Whoever goes through a jump host: a session, or the login to the next jump host. */
export interface Rider {
  readonly signal: AbortSignal;
  readonly attendance: Attendance;
  /** The sessions it stands for, by their hosts' names. */
  readonly devices: () => readonly string[];
  readonly onProgress: (step: string) => void;
  /** A question to the person comes up. */
  readonly onQuestion: () => void;
}

/** A place on a login to a jump host that others may share. */
export interface Ride {
  /** The jump host had no room for one more connection through this login, though others have theirs. */
  readonly hadNoRoom: boolean;
  /** A connection from the jump host to `target`. Rejects with a `ShowrunError` that names both. */
  forward(target: Host, signal: AbortSignal): Promise<Duplex>;
  /** Why nothing comes through it, while the jump host itself owes an answer. */
  whySilent(): ShowrunError | undefined;
  /** Told the reason when the jump host is gone, at once if it is gone already. */
  onLost(listener: (error: ShowrunError) => void): void;
  /** Gives the place up. Safe to call twice; never rejects. */
  leave(): Promise<void>;
}

/** Where rides begin. */
export interface Board {
  /** A place on a login to the last host of `way`, reached through those before it. Rejects when there is none to be had. */
  board(way: readonly Host[], rider: Rider): Promise<Ride>;
}
