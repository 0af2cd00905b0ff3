import { homedir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { systemClock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import { safeLines } from '../../core/safe.ts';
import { tableText } from '../../core/table/forms/table-text.ts';
import { linesOfCommands } from '../../repl/snapshots/asked-commands.ts';
import { snapshotName } from '../../repl/snapshots/snapshot.ts';
import {
  SNAPSHOT_COLUMNS,
  SnapshotReport,
  snapshotRows,
} from '../../repl/snapshots/snapshot-report.ts';
import { SnapshotStore } from '../../repl/snapshots/snapshot-store.ts';
import { snapshotFolder } from '../compare-files.ts';
import { foldersOf } from '../folders.ts';
import { readInput } from '../read-input.ts';
import type { SnapshotMode } from './compare-options.ts';
import { withHosts } from './reached-hosts.ts';

/** Takes, lists or deletes snapshots. Gives the exit code: 0 all well, 1 a host was lost, 3 no host could be connected. */
export async function runSnapshot(mode: SnapshotMode): Promise<number> {
  if (mode.action === 'take') return await takeSnapshot(mode);
  const store = new SnapshotStore(snapshotFolder(foldersOf(process.env, homedir())));
  if (mode.action === 'delete') {
    await store.delete(mode.name);
    return 0;
  }
  const { snapshots, problems } = await store.list();
  for (const line of problems) process.stderr.write(`showrun: ${safeLines(line)}\n`);
  const table = { columns: SNAPSHOT_COLUMNS, rows: snapshotRows(snapshots), origin: undefined };
  if (snapshots.length > 0) process.stdout.write(`${tableText(table)}\n`);
  return problems.length > 0 ? 1 : 0;
}

async function takeSnapshot({
  name,
  commands,
  file,
  ifTaken,
  reach,
}: Extract<SnapshotMode, { action: 'take' }>): Promise<number> {
  snapshotName(name);
  const read = file === undefined ? [] : linesOfCommands(await readInput(file));
  if (file !== undefined && read.length === 0) {
    throw new ShowrunError('bad-usage', 'the file holds no command', { advice: '' });
  }
  return await withHosts(
    { kind: 'snapshot', ...reach },
    async ({ files, named, ask, wasReached, signal }) => {
      if (ifTaken === 'refuse' && (await files.store.has(name))) {
        throw new ShowrunError('bad-usage', `there is a snapshot '${name}' already`, {
          advice: 'take another name, or add --replace',
        });
      }
      const hosts = await ask(named(reach.selector), [...commands, ...read]);
      if (signal.aborted) return 130;
      const snapshot = { name, takenAtMs: systemClock.wallMs(), hosts };
      const report = new SnapshotReport(snapshot);
      if (report.answers === 0 && report.refused.length === 0) {
        for (const { host, why } of report.lost) {
          process.stderr.write(`${safeLines(why.startsWith(host) ? why : `${host}: ${why}`)}\n`);
        }
        process.stderr.write('showrun: nothing was answered and nothing is kept\n');
        return wasReached() === 'unreached' ? 3 : 1;
      }
      await files.store.save(snapshot, { ifTaken });
      process.stderr.write(`${stripVTControlCharacters(report.text)}\n`);
      return report.ok ? 0 : 1;
    },
  );
}
