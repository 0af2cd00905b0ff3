import { join } from 'node:path';
import type { Folders } from '../../cli/folders.ts';
import type { Clock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Size } from '../../core/size.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { Check } from '../../repl/link/doctor-requests.ts';
import type { ProgramService } from '../../repl/link/program-requests.ts';
import type { ColourDepth } from '../../screen/colour-depth.ts';
import type { Sessions } from '../../session/sessions.ts';
import { folderChecks, inventoryCheck, ownFilesCheck, parserCheck } from '../doctor/file-checks.ts';
import { hostChecks } from '../doctor/host-checks.ts';
import { clockCheck, nodeCheck, terminalCheck } from '../doctor/machine-checks.ts';
import { agentCheck, knownHostsCheck } from '../doctor/ssh-checks.ts';
import { maybeTextOf } from './given.ts';

export interface DoctorOptions {
  readonly folders: Folders;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly inventory: Inventory;
  readonly sessions: Pick<Sessions, 'byName' | 'list'>;
  /** Undefined without a screen. */
  readonly terminal: { readonly size: Size; readonly depth: ColourDepth } | undefined;
}

/** Tells what works here, or how a session stands. Asks no device anything. */
export function doctorService(options: () => DoctorOptions): ProgramService<'doctor'> {
  return async (asked) => {
    const host = maybeTextOf(asked, 'host');
    return host === undefined ? await machineChecks(options()) : checksOf(host, options());
  };
}

async function machineChecks(options: DoctorOptions): Promise<readonly Check[]> {
  const { folders, env, clock, inventory, terminal } = options;
  return [
    nodeCheck(process.version),
    terminalCheck(terminal, env['TERM']),
    await agentCheck(env['SSH_AUTH_SOCK']),
    await knownHostsCheck(folders.home),
    inventoryCheck(inventory, join(folders.config, 'inventory.yaml')),
    parserCheck(folders),
    ...folderChecks(folders),
    ownFilesCheck(folders),
    clockCheck(clock.wallMs()),
  ];
}

function checksOf(name: string, { sessions, clock }: DoctorOptions): readonly Check[] {
  const session = sessions.byName(name);
  if (session !== undefined) return hostChecks(session, clock.wallMs());
  const names = sessions.list.map((one) => one.name).join(', ');
  throw new ShowrunError('bad-usage', `${safe(name, 60)} is not open`, {
    advice: names === '' ? `%open ${safe(name, 60)}` : `there are ${safe(names, 300)}`,
  });
}
