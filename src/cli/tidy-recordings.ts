import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { asShowrunError } from '../core/errors.ts';
import { makeFolder } from '../core/make-folder.ts';
import { type KeepPolicy, readKeepPolicy } from '../journal/keep/keep-policy.ts';
import { prune, prunedText } from '../journal/keep/prune.ts';
import type { Folders } from './folders.ts';
import { logsFolder } from './open-logs.ts';
import type { Settings } from './setting-list.ts';

/** Runs that follow each other closely look once. */
const AGAIN_AFTER_MS = 3_600_000;

/** Lets go what the setting `keepRecordings` does not keep, and says in a line what went. For the background of a run; never rejects. */
export async function tidyRecordings(given: {
  readonly folders: Folders;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly settings: Pick<Settings, 'keepRecordings'>;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { folders, clock, settings, say } = given;
  const policy = policyOf(settings.keepRecordings, say);
  if (policy === undefined || Object.keys(policy).length === 0) return;
  const recordings = join(folders.data, 'recordings');
  const nowMs = clock.wallMs();
  if (!(await isDue(recordings, nowMs))) return;
  const logs = logsFolder(folders);
  const pruned = await prune({ recordings, logs, policy, nowMs, run: 'real' }).catch(
    () => undefined,
  );
  for (const problem of pruned?.problems ?? []) say(problem);
  const what = pruned && prunedText(pruned);
  if (what !== undefined)
    say(`${what} removed: keepRecordings is ${settings.keepRecordings.trim()}`);
}

function policyOf(text: string, say: (line: string) => void): KeepPolicy | undefined {
  try {
    return readKeepPolicy(text, 'keepRecordings');
  } catch (thrown) {
    say(`${asShowrunError(thrown).line}; nothing is removed`);
    return undefined;
  }
}

/** Whether nobody has looked lately; whoever asks is the one who does. */
async function isDue(recordings: string, nowMs: number): Promise<boolean> {
  const mark = join(recordings, '.looked-through');
  const last = await stat(mark).catch(() => undefined);
  if (last !== undefined && Math.abs(nowMs - last.mtimeMs) < AGAIN_AFTER_MS) return false;
  try {
    await makeFolder(recordings);
    await writeFile(mark, '', { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}
