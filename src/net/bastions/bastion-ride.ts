import type { Duplex } from 'node:stream';
import type { Clock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import { troubleAt } from '../log-in-to.ts';
import type { SshLogin } from '../ssh-login.ts';
import { CONNECT_TIMEOUT_MS } from '../tcp.ts';
import { waitFor } from '../wait-for.ts';
import type { Ride, Rider } from './ride.ts';

/** The part of a bastion that its riders need. */
interface Carrier {
  readonly host: Host;
  /** A connection through it is asked for; the returned function says that it is no more. */
  connecting(): () => void;
  /** It has refused one for want of room; true if others have theirs, so that another login may help. */
  isFull(): boolean;
  leave(rider: Rider): Promise<void>;
}

/** One rider's place on a bastion's login. */
export class BastionRide implements Ride {
  readonly #bastion: Carrier;
  readonly #login: SshLogin;
  readonly #rider: Rider;
  readonly #clock: Clock;
  /** Takes our listeners off a login that lives longer than we ride. */
  readonly #forget: (() => void)[] = [];
  #hadNoRoom = false;

  constructor(parts: {
    readonly bastion: Carrier;
    readonly login: SshLogin;
    readonly rider: Rider;
    readonly clock: Clock;
  }) {
    this.#bastion = parts.bastion;
    this.#login = parts.login;
    this.#rider = parts.rider;
    this.#clock = parts.clock;
  }

  get hadNoRoom(): boolean {
    return this.#hadNoRoom;
  }

  async forward(target: Host, signal: AbortSignal): Promise<Duplex> {
    const timeoutMs = target.ssh?.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
    const clock = this.#clock;
    const gone = this.#bastion.connecting();
    let isOver = false;
    try {
      return await waitFor<Duplex>({
        ...{ trouble: troubleAt(target), clock, signal, timeoutMs },
        begin: ({ resolve, reject }) => {
          const { address, port } = target;
          this.#login.client.forwardOut('127.0.0.1', 0, address, port, (error, stream) => {
            if (error) {
              gone();
              reject(this.#refusal(error, target));
              return;
            }
            stream.once('close', gone);
            // Nobody waits for it any more.
            if (isOver) stream.destroy();
            else resolve(stream);
          });
        },
      });
    } finally {
      isOver = true;
    }
  }

  whySilent(): ShowrunError | undefined {
    return this.#login.whySilent();
  }

  onLost(listener: (error: ShowrunError) => void): void {
    const tell = (error: ShowrunError | undefined) =>
      listener(error ?? this.#login.translate(undefined, 'open'));
    this.#forget.push(this.#login.onEnd(tell));
  }

  leave(): Promise<void> {
    for (const forget of this.#forget.splice(0)) forget();
    return this.#bastion.leave(this.#rider);
  }

  #refusal(error: Error & { reason?: unknown }, target: Host): ShowrunError {
    const hop = safe(this.#bastion.host.name);
    const said = safe(error.message.replace(/^\(SSH\) Channel open failure: /, ''), 200);
    // Servers that say nothing more than this leave the rest to the reason's number.
    const isEmpty = /^(open failed)?$/i.test(said.trim());
    const why = isEmpty ? (REASONS[Number(error.reason)] ?? 'no reason given') : said;
    const isShort = error.reason === RESOURCE_SHORTAGE;
    const isForbidden = error.reason === PROHIBITED;
    // OpenSSH says "prohibited" of what its configuration forbids; others say it for want of room.
    const isMaybeFull = isShort || (isForbidden && !this.#login.software.startsWith('OpenSSH'));
    if (isMaybeFull) this.#hadNoRoom = this.#bastion.isFull();
    const place = `${safe(target.name)} (${safe(target.address)} port ${target.port})`;
    return new ShowrunError(
      codeOf(why),
      `${hop} cannot reach ${place}: ${why}`,
      // What the jump host tried and could not is the target's; the rest is its own.
      {
        subject: error.reason === CONNECT_FAILED ? target.name : this.#bastion.host.name,
        cause: error,
        ...adviceFor(error.reason, hop),
      },
    );
  }
}

/** OpenSSH passes on what its own system has said. */
function codeOf(why: string): 'refused' | 'timeout' | 'unreachable' {
  if (/refused/i.test(why)) return 'refused';
  return /timed? ?out/i.test(why) ? 'timeout' : 'unreachable';
}

/** RFC 4254 5.1. */
const PROHIBITED = 1;
const CONNECT_FAILED = 2;
const RESOURCE_SHORTAGE = 4;
const REASONS: Readonly<Record<number, string>> = {
  1: 'administratively prohibited',
  2: 'connect failed',
  3: 'unknown channel type',
  4: 'resource shortage',
};

function adviceFor(reason: unknown, hop: string): { advice?: string; retry?: 'never' } {
  if (reason === PROHIBITED)
    return {
      advice: `${hop} forbids it: see AllowTcpForwarding and PermitOpen in its sshd_config`,
      retry: 'never',
    };
  if (reason === RESOURCE_SHORTAGE)
    return { advice: `${hop} has no room for one more connection; close some, or try again later` };
  return {};
}
