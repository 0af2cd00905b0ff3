import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../core/shared-file.ts';
import { type KeptRecording, lookAtRecording } from './kept-recording.ts';

/** What a recordings folder holds, the newest recording first. */
export interface ListedRecordings {
  readonly recordings: readonly KeptRecording[];
  /** Names in the folder that are no recordings; nothing is ever done to those. */
  readonly others: readonly string[];
  /** Why the folder cannot be read; undefined where it can, or is not there yet. */
  readonly problem: string | undefined;
}

/** How many are looked at at once: the file system answers them side by side. */
const AT_ONCE = 32;

export async function listRecordings(folder: string): Promise<ListedRecordings> {
  let problem: string | undefined;
  const names = await readdir(folder).catch((thrown: unknown): string[] => {
    if (codeOf(thrown) !== 'ENOENT') problem = codeOf(thrown);
    return [];
  });
  const recordings: KeptRecording[] = [];
  const others: string[] = [];
  const left = names.filter((name) => !name.startsWith('.')).values();
  const look = async (): Promise<void> => {
    for (const name of left) {
      const found = await lookAtRecording(join(folder, name));
      if (found === undefined) others.push(name);
      else recordings.push(found);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return { recordings: recordings.sort(byNewest), others: others.sort(), problem };
}

function byNewest(a: KeptRecording, b: KeptRecording): number {
  return b.run.startedAtMs - a.run.startedAtMs || (a.name < b.name ? 1 : -1);
}
