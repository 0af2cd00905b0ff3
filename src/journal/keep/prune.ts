import { byteSize } from '../../core/byte-size.ts';
import { safe } from '../../core/safe.ts';
import { codeOf } from '../../core/shared-file.ts';
import { chooseGone, type Gone } from './choose-gone.ts';
import type { KeepPolicy } from './keep-policy.ts';
import { listRecordings } from './list-recordings.ts';
import { type PrunedLogs, pruneLogs } from './prune-logs.ts';
import { removeLeftovers, removeRecording } from './remove-recording.ts';

export interface PruneOptions {
  /** The folder of recordings, and the one of text logs. */
  readonly recordings: string;
  readonly logs: string;
  readonly policy: KeepPolicy;
  readonly nowMs: number;
  /** `dry` removes nothing and says what would go. */
  readonly run: 'real' | 'dry';
}

export interface Pruned {
  readonly gone: readonly Gone[];
  readonly logs: PrunedLogs;
  /** What could not be removed, a line each. */
  readonly problems: readonly string[];
}

/** Lets recordings and logs go that a policy does not keep. Another run that does the same at once is no problem. Never rejects. */
export async function prune(options: PruneOptions): Promise<Pruned> {
  const { policy, nowMs, run } = options;
  if (run === 'real') await removeLeftovers(options.recordings);
  const { recordings } = await listRecordings(options.recordings);
  const gone: Gone[] = [];
  const problems: string[] = [];
  for (const one of chooseGone(recordings, { policy, nowMs })) {
    try {
      if (run === 'real') await removeRecording(one.recording);
      gone.push(one);
    } catch (thrown) {
      // Another run was faster.
      if (codeOf(thrown) === 'ENOENT') continue;
      problems.push(`${safe(one.recording.name, 200)} cannot be removed (${codeOf(thrown)})`);
    }
  }
  const { ageMs } = policy;
  const beforeMs = ageMs === undefined ? Number.NEGATIVE_INFINITY : nowMs - ageMs;
  const logs = await pruneLogs(options.logs, { beforeMs, run });
  return { gone, logs, problems };
}

/** What went, in one line; undefined where nothing did. */
export function prunedText({ gone, logs }: Pick<Pruned, 'gone' | 'logs'>): string | undefined {
  const bytes = gone.reduce((sum, { recording }) => sum + recording.bytes, logs.bytes);
  const parts = [
    ...(gone.length === 0 ? [] : [counted(gone.length, 'recording')]),
    ...(logs.files === 0 ? [] : [counted(logs.files, 'old log')]),
  ];
  return parts.length === 0 ? undefined : `${parts.join(' and ')} (${byteSize(bytes)})`;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
