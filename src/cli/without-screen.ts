import { systemClock } from '../core/clock.ts';
import { safeLines } from '../core/safe.ts';
import type { RunRecord } from '../journal/records.ts';
import type { Journal } from '../journal/write/journal.ts';
import { type Backstage, openBackstage } from './backstage.ts';
import type { Folders } from './folders.ts';
import { startLabHosts } from './lab-hosts.ts';
import { openJournal } from './open-journal.ts';
import { openLogs } from './open-logs.ts';
import { loadSettings } from './settings.ts';
import { templateFolders } from './template-folders.ts';
import { terminalAsker } from './terminal-asker.ts';
import { tidyRecordings } from './tidy-recordings.ts';

/** Where the hosts of a run come from, as its command line says. */
export interface HostsFrom {
  readonly inventory: string | undefined;
  /** Undefined: no lab. '' : the default topology. */
  readonly lab: string | undefined;
  /** `off` by the command line; undefined: as the settings have it. */
  readonly recorded: 'off' | undefined;
  /** As they were named; undefined for all there are. */
  readonly selector: string | undefined;
}

/**
 * Opens everything live that a run without a screen needs, the lab among it, does the work and closes it again. Questions are asked on the
 * terminal, problems with files go to standard error.
 */
export async function withoutScreen(
  {
    kind,
    inventory,
    lab: topology,
    selector,
    recorded,
  }: HostsFrom & { readonly kind: RunRecord['kind'] },
  folders: Folders,
  work: (backstage: Backstage, journal: Journal | undefined) => Promise<number>,
): Promise<number> {
  const onProblem = (line: string): void =>
    void process.stderr.write(`showrun: ${safeLines(line)}\n`);
  const { settings, problems } = await loadSettings(folders.config);
  for (const problem of problems) onProblem(problem);
  const templates = await templateFolders({ folders, env: process.env });
  const lab = topology === undefined ? undefined : await startLabHosts({ topology, folders });
  const asked = {
    ...{ folders, settings, recorded, onProblem, clock: systemClock },
    run: { kind, hosts: selector?.split(',') ?? [], lab: topology },
  };
  const journal = openJournal(asked);
  const tidied = tidyRecordings({ ...asked, say: onProblem });
  try {
    const backstage = openBackstage({
      ...{ folders, env: process.env, clock: systemClock, feeder: undefined, templates },
      asker: terminalAsker(),
      inventoryFile: inventory,
      more: lab?.hosts ?? [],
      tapFor: journal?.tapFor,
      logs: openLogs(asked),
      recordNote: journal && ((text: string, session?: string) => journal.note(text, session)),
      onProblem,
    });
    try {
      return await work(backstage, journal);
    } finally {
      await backstage.close();
    }
  } finally {
    await journal?.close();
    await lab?.close();
    await tidied;
  }
}
