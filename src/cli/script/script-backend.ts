import { ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import type { HostAnswer, KernelBackend, TellOptions } from '../../repl/link/backend.ts';
import { sessionBackend } from '../../repl/link/session-backend.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';

interface ScriptHosts {
  readonly sessions: Sessions;
  readonly hosts: readonly Host[];
  /** Silence after which a host is given up, while it connects and for each command without a limit of its own. */
  readonly timeoutMs: number;
}

/** How well the hosts have done so far. */
export interface Outcomes {
  /** Whether any host was ever reached, and whether any was tried. */
  readonly wasTried: boolean;
  readonly wasReached: boolean;
  /** Whether a host could not answer, or refused. */
  readonly hasFailed: boolean;
}

const SIZE = { cols: 511, rows: 100 };

/** The hosts of a script: each is connected when it is first asked, and stays so. */
export function scriptBackend({ sessions, hosts, timeoutMs }: ScriptHosts): {
  readonly backend: KernelBackend;
  outcomes(): Outcomes;
} {
  const opened = new Map<string, Session>();
  const ready = new Set<Session>();
  let wasReached = false;
  let hasFailed = false;

  const sessionOf = async (name: string, signal: AbortSignal): Promise<Session> => {
    const host = hosts.find((one) => one.name === name);
    if (host === undefined) throw new ShowrunError('unknown-host', `there is no host '${name}'`);
    const session = opened.get(name) ?? sessions.open(host, SIZE);
    opened.set(name, session);
    // It waits for silence behind the prompt; a command does so by itself where it has to.
    if (!ready.has(session)) await session.ready(signal, timeoutMs);
    ready.add(session);
    wasReached = true;
    return session;
  };
  const live = sessionBackend({ sessions, sessionOf, owner: 'script' });
  const counted = async (
    answers: Promise<readonly HostAnswer[]>,
    refusals: TellOptions['refusals'],
  ) => {
    const given = await answers;
    hasFailed ||= given.some((answer) => isBad(answer, refusals));
    return given;
  };
  const patient = <Request extends { readonly timeoutMs?: number | undefined }>(
    request: Request,
  ) => ({ ...request, timeoutMs: request.timeoutMs ?? timeoutMs });

  return {
    backend: {
      hosts: () =>
        hosts.map(({ name, groups, platform, address, transport = 'ssh', data }) => ({
          ...{ name, groups, platform, address, transport, data },
        })),
      run: (request) => counted(live.run(patient(request)), request.refusals),
      operate: (request) => counted(live.operate(patient(request)), request.refusals),
    },
    outcomes: () => ({ wasTried: opened.size > 0 || hasFailed, wasReached, hasFailed }),
  };
}

function isBad(answer: HostAnswer, refusals: TellOptions['refusals']): boolean {
  if (answer.status === 'failed') return true;
  return answer.result.outcome === 'refused' && refusals !== 'expected';
}
