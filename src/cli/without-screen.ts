import { systemClock } from '../core/clock.ts';
import { safeLines } from '../core/safe.ts';
import { type Backstage, openBackstage } from './backstage.ts';
import type { Folders } from './folders.ts';
import { startLabHosts } from './lab-hosts.ts';
import { templateFolders } from './template-folders.ts';
import { terminalAsker } from './terminal-asker.ts';

/** Where the hosts of a run come from, as its command line says. */
export interface HostsFrom {
  readonly inventory: string | undefined;
  /** Undefined: no lab. '' : the default topology. */
  readonly lab: string | undefined;
}

/**
 * Opens everything live that a run without a screen needs, the lab among it, does the work and closes it again. Questions are asked on the
 * terminal, problems with files go to standard error.
 */
export async function withoutScreen(
  { inventory, lab: topology }: HostsFrom,
  folders: Folders,
  work: (backstage: Backstage) => Promise<number>,
): Promise<number> {
  const templates = await templateFolders({ folders, env: process.env });
  const lab = topology === undefined ? undefined : await startLabHosts({ topology, folders });
  try {
    const backstage = openBackstage({
      ...{ folders, env: process.env, clock: systemClock, feeder: undefined, templates },
      asker: terminalAsker(),
      inventoryFile: inventory,
      more: lab?.hosts ?? [],
      onProblem: (line) => void process.stderr.write(`showrun: ${safeLines(line)}\n`),
    });
    try {
      return await work(backstage);
    } finally {
      await backstage.close();
    }
  } finally {
    await lab?.close();
  }
}
