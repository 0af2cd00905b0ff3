import { connect, type Socket } from 'node:net';
import type { Clock } from '../core/clock.ts';
import { deferred } from './deferred.ts';
import { interrupted } from './interrupted.ts';
import { type Trouble, timedOut, translateError } from './translate-error.ts';

export const CONNECT_TIMEOUT_MS = 10_000;
const KEEPALIVE_DELAY_MS = 10_000;
/** Node gives a family up after this time and tries the other; its own 250 ms are too short for a satellite link. */
const FAMILY_ATTEMPT_MS = 1_500;

/**
 * Opens a TCP connection; IPv6 and IPv4 are both tried. No-delay is set from the start: with Nagle's algorithm a key
 * press takes 40 ms longer. Rejects with a `ShowrunError`; an abort closes the socket.
 */
export async function connectTcp(request: {
  readonly trouble: Trouble;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number | undefined;
}): Promise<Socket> {
  const { trouble, clock, signal, timeoutMs = CONNECT_TIMEOUT_MS } = request;
  const connected = deferred<void>();
  const socket = connect({
    host: trouble.address,
    port: trouble.port,
    noDelay: true,
    // Finds a dead peer even if it never answers SSH's own keepalive.
    keepAlive: true,
    keepAliveInitialDelay: KEEPALIVE_DELAY_MS,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: FAMILY_ATTEMPT_MS,
  });
  const cancelTimer = clock.after(timeoutMs, () => connected.reject(timedOut(trouble, timeoutMs)));
  const abort = () => connected.reject(interrupted(trouble.who, signal));
  const fail = (error: Error) => connected.reject(translateError(error, trouble));
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  socket.once('connect', connected.resolve);
  // Stays for good: a socket without an error listener ends the program.
  socket.on('error', fail);
  try {
    await connected.promise;
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', abort);
  }
}
