import type { ClientChannel } from 'ssh2';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import type { OpenTransport, Transport } from '../core/transport.ts';
import { Bastions } from './bastions/bastions.ts';
import type { Board } from './bastions/ride.ts';
import { type Arrival, logInTo, troubleAt } from './log-in-to.ts';
import { type LoginServices, withDefaults } from './login-services.ts';
import { NOBODY } from './nobody.ts';
import { toldOnTheWay } from './on-the-way.ts';
import { nudgeAcks } from './quick-acks.ts';
import { SshTransport } from './ssh-transport.ts';
import { translateError } from './translate-error.ts';
import { waitFor } from './wait-for.ts';

/** What opening a session needs from the rest of the program. One of each for the whole run. */
export interface SshServices extends LoginServices {
  /** The logins to jump hosts; share one, so that each is made once. */
  readonly bastions?: Board;
  /** The host has taken the connection. */
  readonly onReached?: () => void;
}

/** A way to open a shell on a host over SSH, through the hosts of `via` if it has any. */
export function openSsh(host: Host, given: SshServices): OpenTransport {
  const services = withDefaults(given);
  const bastions = given.bastions ?? new Bastions(services, { lingerMs: 0 });
  const { onReached } = given;
  return (request) => open(host, { services, bastions, request, onReached });
}

const SHELL_TIMEOUT_MS = 15_000;

interface Opening {
  readonly services: Required<LoginServices>;
  readonly bastions: Board;
  readonly onReached: (() => void) | undefined;
  readonly request: Parameters<OpenTransport>[0];
}

async function open(host: Host, opening: Opening): Promise<Transport> {
  const { services, bastions, request, onReached } = opening;
  const { signal, onProgress, onQuestion, attendance = 'attended' } = request;
  let arrival: Arrival | undefined;
  try {
    arrival = await logInTo({
      ...{ host, way: host.via, bastions, services, attendance, signal, onProgress, onReached },
      asker: attendance === 'unattended' ? NOBODY : services.asker,
      devices: () => [safe(host.name)],
      onQuestion: () => onQuestion?.(),
    });
    const channel = await openShell(host, { arrival, services, request });
    const { login, close } = arrival;
    return new SshTransport({ host, login, channel, closeAll: close });
  } catch (error) {
    await arrival?.close();
    throw toldOnTheWay(translateError(error, troubleAt(host)), host);
  }
}

async function openShell(
  host: Host,
  {
    arrival,
    services,
    request,
  }: Pick<Opening, 'services' | 'request'> & { readonly arrival: Arrival },
): Promise<ClientChannel> {
  const { login } = arrival;
  const { cols, rows } = request.size;
  const over = new AbortController();
  const abort = () => over.abort(request.signal.reason);
  request.signal.addEventListener('abort', abort, { once: true });
  if (request.signal.aborted) abort();
  login.onEnd((error) => over.abort(error ?? login.translate(undefined, 'shell')));
  const stopNudging = login.software.startsWith('OpenSSH') ? nudgeAcks(login) : () => {};
  try {
    return await waitFor<ClientChannel>({
      trouble: { ...troubleAt(host), phase: 'shell' },
      clock: services.clock,
      signal: over.signal,
      timeoutMs: SHELL_TIMEOUT_MS,
      begin: ({ resolve, reject }) => {
        const terminal = { term: 'xterm-256color', cols, rows, width: 0, height: 0 };
        const env = host.ssh?.env ?? {};
        login.client.shell(terminal, { env }, (error, channel) => {
          if (error) reject(login.translate(error, 'shell'));
          else resolve(channel);
        });
      },
    });
  } finally {
    stopNudging();
    request.signal.removeEventListener('abort', abort);
  }
}
