import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import { systemClock } from '../../core/clock.ts';
import type { Host } from '../../core/host.ts';
import { select } from '../../core/selector/selector.ts';
import type { CompareFiles } from '../../repl/snapshots/compare-services.ts';
import type { HostSnapshot } from '../../repl/snapshots/snapshot.ts';
import { stateCommands } from '../../repl/snapshots/state-commands.ts';
import { type TakeOptions, takeAnswers } from '../../repl/snapshots/take-snapshot.ts';
import type { Backstage } from '../backstage.ts';
import { openCompareFiles } from '../compare-files.ts';
import { type Folders, foldersOf } from '../folders.ts';
import { scriptBackend } from '../script/script-backend.ts';
import { withoutScreen } from '../without-screen.ts';
import type { Reach } from './compare-options.ts';
import { takeProgress } from './take-progress.ts';

/** Hosts that are asked without a screen, and the person's snapshots. */
export interface ReachedHosts {
  readonly files: CompareFiles;
  /** Hosts by a selector of the inventory, or as people type them. Throws for what names none. */
  named(selector: string): readonly Host[];
  /** What they answer; each is connected when it is first asked. */
  ask(
    hosts: readonly Host[],
    commands: TakeOptions['commandsOf'] | readonly string[],
  ): Promise<readonly HostSnapshot[]>;
  /** Whether any host was tried, and whether any was reached. */
  wasReached(): 'reached' | 'unreached' | 'untried';
  readonly signal: AbortSignal;
}

/** Opens what asking hosts takes, does the work and closes it again. */
export async function withHosts(
  reach: Reach & { readonly kind: 'snapshot' | 'diff' },
  work: (hosts: ReachedHosts) => Promise<number>,
): Promise<number> {
  const folders = foldersOf(process.env, homedir());
  return await withoutScreen(reach, folders, (backstage) =>
    askAndStop({ reach, folders, backstage }, work),
  );
}

interface Asking {
  readonly reach: Reach;
  readonly folders: Folders;
  readonly backstage: Backstage;
}

async function askAndStop(
  { reach, folders, backstage }: Asking,
  work: (hosts: ReachedHosts) => Promise<number>,
): Promise<number> {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const abort = (): void => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    const platforms = () => backstage.platforms;
    const files = openCompareFiles({ folders, clock: systemClock, platforms });
    const code = await work(reachedHosts({ reach, backstage, files, signal: stop.signal }));
    return stop.signal.aborted ? 130 : code;
  } finally {
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}

function reachedHosts(given: {
  readonly reach: Reach;
  readonly backstage: Backstage;
  readonly files: CompareFiles;
  readonly signal: AbortSignal;
}): ReachedHosts {
  const { reach, backstage, files, signal } = given;
  const { sessions, inventory, hostsNamed } = backstage;
  const { timeoutMs, acceptNew } = reach;
  let known: readonly Host[] = [];
  let outcome: 'reached' | 'unreached' | 'untried' = 'untried';
  return {
    files,
    signal,
    named: (selector) => {
      const isSelector = /^@|[*?(]/.test(selector) || selector === 'all';
      const hosts = isSelector
        ? select(selector, inventory.hosts)
        : selector.split(',').flatMap((word) => hostsNamed(word.trim()));
      return hosts.map(
        (host): Host =>
          acceptNew === 'accept-new' ? { ...host, hostKeyPolicy: 'accept-new' } : host,
      );
    },
    wasReached: () => outcome,
    ask: async (hosts, commands) => {
      known = [...known, ...hosts];
      const { backend, outcomes } = scriptBackend({ sessions, hosts: known, timeoutMs });
      const progress = takeProgress(hosts.length);
      const answers = await takeAnswers({
        hosts,
        commandsOf: (host) => {
          if (typeof commands === 'function') return commands(host);
          return commands.length > 0 ? commands : stateCommands(files.lineageOf(host.platform));
        },
        ask: async (names, list) =>
          await backend.run({
            ...{ hosts: names, commands: list, signal },
            onProgress: (moved) => progress.moved(moved),
          }),
      });
      progress.end();
      const { wasTried, wasReached } = outcomes();
      if (wasTried && outcome !== 'reached') outcome = wasReached ? 'reached' : 'unreached';
      return answers;
    },
  };
}
