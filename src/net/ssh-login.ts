import type { Duplex } from 'node:stream';
import type ssh2 from 'ssh2';
import type { Clock } from '../core/clock.ts';
import type { Emitter } from '../core/emitter.ts';
import { asShowrunError, type ShowrunError } from '../core/errors.ts';
import { LoginAttempt } from './login-attempt.ts';
import type { LoginContext } from './login-context.ts';
import type { Phase } from './translate-error.ts';

/** A logged-in connection. Its end is told once by `onEnd`. */
export interface SshLogin {
  readonly client: InstanceType<typeof ssh2.Client>;
  /** What the connection runs over; only to be listened to. */
  readonly stream: Duplex;
  readonly software: string;
  readonly banner: string;
  readonly fingerprint: string;
  readonly strictKex: 'yes' | 'no';
  /** The weak parts of what was agreed on, a few words each. */
  readonly weaknesses: readonly string[];
  /** An error for this connection, in our words. */
  translate(error: unknown, phase: Phase): ShowrunError;
  /**
   * Each listener gets the reason, or undefined after a goodbye; at once if it is over already. The returned function takes
   * it off again.
   */
  onEnd(listener: (error: ShowrunError | undefined) => void): () => void;
  /** Told each second while an answer is overdue, with the silence so far in ms; undefined when it is heard again. */
  readonly onSilence: Emitter<number | undefined>;
  /** While an answer is overdue: whose silence it is, its own or that of a host on the way. */
  whySilent(): ShowrunError | undefined;
  /** Asks the server for a sign of life now; without one within the time the connection is given up. */
  checkLife(patienceMs: number): void;
  /** Gives the connection up for a reason found elsewhere: the host it goes through is gone. */
  abandon(error: ShowrunError): void;
  /** Says goodbye and closes. Safe to call twice; never rejects. */
  close(): Promise<void>;
}

export interface SshLoginRequest {
  /** A connected socket, or a stream through another host. Owned by the login from now on. */
  readonly stream: Duplex;
  readonly context: Omit<LoginContext, 'deadline' | 'signal'>;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Where the host it goes through does not answer either: that host's failure. */
  readonly whySilent?: () => ShowrunError | undefined;
}

/** Shakes hands and logs in. Rejects with a `ShowrunError`; the stream is destroyed then. */
export async function logIn(request: SshLoginRequest): Promise<SshLogin> {
  const attempt = new LoginAttempt(request);
  try {
    await attempt.run();
    return attempt;
  } catch (error) {
    attempt.abandon(asShowrunError(error));
    throw error;
  }
}
