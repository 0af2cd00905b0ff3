import { userInfo } from 'node:os';
import type { Duplex } from 'node:stream';
import type { Asker } from '../core/asker.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import type { Attendance, Board, Ride } from './bastions/ride.ts';
import { interrupted } from './interrupted.ts';
import type { LoginServices } from './login-services.ts';
import { openProxyCommand } from './proxy-command.ts';
import { logIn, type SshLogin } from './ssh-login.ts';
import { connectTcp } from './tcp.ts';

/** A login, and the way it came. */
export interface Arrival {
  readonly login: SshLogin;
  /** Says goodbye and leaves the hosts on the way to others. Safe to call twice; never rejects. */
  close(): Promise<void>;
}

export interface ArrivalRequest {
  readonly host: Host;
  /** The hosts to go through, nearest to us first. */
  readonly way: readonly Host[];
  readonly bastions: Board;
  readonly services: Required<LoginServices>;
  /** Who is asked at this host. */
  readonly asker: Asker;
  /** Whether a person has asked for it, and may be asked at the hosts on the way. */
  readonly attendance: Attendance;
  readonly signal: AbortSignal;
  /** The sessions this is for, by their hosts' names. */
  readonly devices: () => readonly string[];
  /** Steps at hosts on the way come with the host's name before them. */
  readonly onProgress: (step: string) => void;
  readonly onQuestion: () => void;
  /** The host has taken the connection. */
  readonly onReached?: (() => void) | undefined;
}

/**
 * Logs in to a host, through logins to the hosts on the way that it shares with others. When one of those is gone the login
 * ends with that host's reason, not with a riddle of its own. Rejects with a `ShowrunError`.
 */
export async function logInTo(given: ArrivalRequest): Promise<Arrival> {
  // What is remembered of a host is remembered of it behind the hosts it was reached through.
  const request = { ...given, host: { ...given.host, via: given.way } };
  if (request.way.length === 0) return arrival(await logInOver(request, undefined), undefined);
  for (;;) {
    const { way, bastions, signal } = request;
    const ride = await bastions.board(way, request);
    try {
      return arrival(await logInOver(request, ride), ride);
    } catch (error) {
      await ride.leave();
      // A device that takes one channel per login gets one more login; a new one is never full.
      if (!ride.hadNoRoom || signal.aborted) throw error;
    }
  }
}

function arrival(login: SshLogin, ride: Ride | undefined): Arrival {
  let isOurs = false;
  login.onEnd(() => {
    if (!isOurs) void ride?.leave();
  });
  return {
    login,
    close: async () => {
      isOurs = true;
      // From the far end back, so that each goodbye still has a way to go.
      await login.close();
      await ride?.leave();
    },
  };
}

async function logInOver(request: ArrivalRequest, ride: Ride | undefined): Promise<SshLogin> {
  const { host, services } = request;
  const over = new AbortController();
  const { signal } = over;
  const abort = () => over.abort(request.signal.reason);
  request.signal.addEventListener('abort', abort, { once: true });
  if (request.signal.aborted) abort();
  ride?.onLost((error) => over.abort(error));
  try {
    request.onProgress('connecting');
    const { stream, leave } = await reach({ ...request, signal }, ride);
    request.onReached?.();
    try {
      const login = await logIn({
        stream,
        context: {
          ...{ host, who: safe(host.name), username: host.username ?? userInfo().username },
          ...{ asker: request.asker, memory: services.memory },
          onProgress: request.onProgress,
          onAsking: leave,
          onQuestion: request.onQuestion,
        },
        clock: services.clock,
        env: services.env,
        signal,
        ...(ride && { whySilent: () => ride.whySilent() }),
      });
      ride?.onLost((error) => login.abandon(error));
      return login;
    } finally {
      leave();
    }
  } finally {
    request.signal.removeEventListener('abort', abort);
  }
}

/** A handshake's place is not kept for a host that takes this long to accept the connection. */
const SLOW_CONNECT_MS = 1_000;

interface Reached {
  readonly stream: Duplex;
  readonly leave: () => void;
}

/** A stream to the host, with a place among the handshakes. */
export async function reach(
  request: Pick<ArrivalRequest, 'host' | 'services' | 'signal'>,
  ride: Ride | undefined,
): Promise<Reached> {
  const { host, services, signal } = request;
  const enter = async () => {
    try {
      return await services.handshakes.enter(signal);
    } catch {
      throw interrupted(safe(host.name), signal);
    }
  };
  let leave = await enter();
  let isSlow = false;
  const cancelTimer = services.clock.after(SLOW_CONNECT_MS, () => {
    isSlow = true;
    leave();
  });
  let stream: Duplex | undefined;
  try {
    stream = ride ? await ride.forward(host, signal) : await connect(request);
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

async function connect({
  host,
  services,
  signal,
}: Pick<ArrivalRequest, 'host' | 'services' | 'signal'>): Promise<Duplex> {
  const { proxy, connectTimeoutMs: timeoutMs } = host.ssh ?? {};
  const { clock, env } = services;
  const who = safe(host.name);
  if (!proxy) return await connectTcp({ trouble: troubleAt(host), clock, signal, timeoutMs });
  const username = host.username ?? userInfo().username;
  return openProxyCommand({ host, who, username, env, clock, command: proxy.command });
}

/** What is known of a host before anything is heard of it. */
export function troubleAt(host: Host) {
  const { name, address, port } = host;
  return { name, who: safe(name), address, port, phase: 'connecting', offer: undefined } as const;
}
