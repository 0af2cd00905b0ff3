import { ShowrunError } from '../../core/errors.ts';
import type { ColumnRulesFile } from '../diff/column-rules-file.ts';
import type { ProgramServices } from '../link/program-requests.ts';
import type { Snapshot } from './snapshot.ts';
import { hostSnapshotOf } from './snapshot-file.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { stateCommands } from './state-commands.ts';

export interface CompareFiles {
  readonly store: SnapshotStore;
  readonly rules: ColumnRulesFile;
  /** A platform's name, then those whose templates serve it too. */
  readonly lineageOf: (platform: string) => readonly string[];
}

/** What cells can ask about snapshots and diffs. It needs no screen. */
export function compareServices({ store, rules, lineageOf }: CompareFiles): ProgramServices {
  return {
    'column-rules': async () => await rules.read(),
    'snapshot-save': async (asked) => {
      const { snapshot, ifTaken } = Object(asked);
      await store.save(snapshotOf(snapshot), {
        ifTaken: ifTaken === 'replace' ? 'replace' : 'refuse',
      });
      return undefined;
    },
    'snapshot-list': async () => await store.list(),
    'snapshot-read': async (asked) => await store.read(String(Object(asked).name)),
    'snapshot-delete': async (asked) => {
      await store.delete(String(Object(asked).name));
      return undefined;
    },
    'state-commands': async (asked) => stateCommands(lineageOf(String(Object(asked).platform))),
  };
}

function snapshotOf(given: unknown): Snapshot {
  const { name, takenAtMs, hosts } = Object(given);
  const all = Array.isArray(hosts) ? hosts.map(hostSnapshotOf) : [];
  const whole = all.flatMap((host) => host ?? []);
  if (typeof takenAtMs !== 'number' || whole.length === 0 || whole.length < all.length) {
    throw new ShowrunError('bad-usage', 'this is no snapshot', { advice: '' });
  }
  return { name: String(name), takenAtMs, hosts: whole };
}
