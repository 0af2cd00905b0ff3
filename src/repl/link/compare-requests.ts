import type { ColumnRules } from '../diff/ignored-columns.ts';
import type { Snapshot, SnapshotSummary } from '../snapshots/snapshot.ts';

/** What can be asked about snapshots and diffs. */
export interface CompareRequests {
  /** What the person has said of columns that diffs ignore, by `x` in a table. */
  readonly 'column-rules': { readonly asks: Record<never, never>; readonly gives: ColumnRules };
  /** Keeps what was taken. Rejects where the name is taken and may not be replaced. */
  readonly 'snapshot-save': {
    readonly asks: { readonly snapshot: Snapshot; readonly ifTaken: 'refuse' | 'replace' };
    readonly gives: undefined;
  };
  readonly 'snapshot-list': {
    readonly asks: Record<never, never>;
    readonly gives: {
      readonly snapshots: readonly SnapshotSummary[];
      readonly problems: readonly string[];
    };
  };
  readonly 'snapshot-read': { readonly asks: { readonly name: string }; readonly gives: Snapshot };
  readonly 'snapshot-delete': {
    readonly asks: { readonly name: string };
    readonly gives: undefined;
  };
  /** What a snapshot asks a platform where nothing is named; nothing where nobody has said. */
  readonly 'state-commands': {
    readonly asks: { readonly platform: string };
    readonly gives: readonly string[];
  };
}
