import { asShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { select } from '../../core/selector.ts';
import type { HostAnswer, KernelBackend } from '../../repl/link/backend.ts';
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
  const live = sessionBackend({ sessions });
  const opened = new Map<string, Session>();
  let wasReached = false;
  let hasFailed = false;

  const openOne = async (host: Host, signal: AbortSignal): Promise<HostAnswer | undefined> => {
    try {
      const session = opened.get(host.name) ?? sessions.open(host, SIZE);
      opened.set(host.name, session);
      await session.ready(signal, timeoutMs);
      wasReached = true;
      return undefined;
    } catch (thrown) {
      const { code, message, advice } = asShowrunError(thrown);
      return { status: 'failed', host: host.name, error: { code, message, advice } };
    }
  };

  const onOpen = async (
    { selector, signal }: { readonly selector: string; readonly signal: AbortSignal },
    work: (selector: string) => Promise<readonly HostAnswer[]>,
  ): Promise<readonly HostAnswer[]> => {
    const chosen = select(selector, hosts);
    const lost = new Map<string, HostAnswer>();
    await Promise.all(
      chosen.map(async (host) => {
        const failure = await openOne(host, signal);
        if (failure) lost.set(host.name, failure);
      }),
    );
    const ready = chosen.filter(({ name }) => !lost.has(name)).map(({ name }) => name);
    const answers = ready.length === 0 ? [] : await work(ready.join(','));
    const given = new Map(answers.map((answer) => [nameOf(answer), answer]));
    const all = chosen.flatMap(({ name }) => lost.get(name) ?? given.get(name) ?? []);
    hasFailed ||= all.some(isBad);
    return all;
  };

  return {
    backend: {
      hosts: () =>
        hosts.map(({ name, groups, platform, address }) => ({ name, groups, platform, address })),
      run: (request) =>
        onOpen(request, (selector) => live.run({ timeoutMs, ...request, selector })),
      operate: (request) =>
        onOpen(request, (selector) => live.operate({ timeoutMs, ...request, selector })),
    },
    outcomes: () => ({ wasTried: opened.size > 0 || hasFailed, wasReached, hasFailed }),
  };
}

function nameOf(answer: HostAnswer): string {
  return answer.status === 'done' ? answer.result.host : answer.host;
}

function isBad(answer: HostAnswer): boolean {
  return answer.status === 'failed' || answer.result.outcome === 'refused';
}
