import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { lineageOf } from '../parse/lineage.ts';
import type { Platforms } from '../platforms/platforms.ts';
import { ColumnRulesFile } from '../repl/diff/column-rules-file.ts';
import type { CompareFiles } from '../repl/snapshots/compare-services.ts';
import { SnapshotStore } from '../repl/snapshots/snapshot-store.ts';
import type { Folders } from './folders.ts';

/** The person's snapshots, and what they have said of columns. Nothing is read or made yet. */
export function openCompareFiles(given: {
  readonly folders: Folders;
  readonly clock: Clock;
  readonly platforms: () => Pick<Platforms, 'lookup'>;
}): CompareFiles {
  const { folders, clock, platforms } = given;
  return {
    store: new SnapshotStore(snapshotFolder(folders)),
    rules: new ColumnRulesFile({ path: join(folders.config, 'ignored-columns.json'), clock }),
    lineageOf: (platform) => lineageOf(platforms(), platform),
  };
}

/** Where the person's snapshots lie. */
export function snapshotFolder({ data }: Pick<Folders, 'data'>): string {
  return join(data, 'snapshots');
}
