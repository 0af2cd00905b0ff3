import { lstat, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../../core/shared-file.ts';
import { type KeptRecording, PROTECTING_FILE } from './kept-recording.ts';

/** What is being removed has this before its name: no list shows it. */
const GOING = '.deleted-';

/** Removes a recording: at once for everybody who lists, then file by file. Links in it are removed, not followed. Rejects with what the system says. */
export async function removeRecording({ path, name }: KeptRecording): Promise<void> {
  const going = join(dirname(path), `${GOING}${name}`);
  await rename(path, going);
  await rm(going, { recursive: true, force: true });
}

/** Removes what a run that was killed left half removed. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith(GOING))) {
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => undefined);
    if (stat?.isDirectory())
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Protects a recording from going by itself, or no longer. Rejects with what the system says. */
export async function protectRecording(
  { path }: KeptRecording,
  protect: 'on' | 'off',
): Promise<void> {
  const file = join(path, PROTECTING_FILE);
  if (protect === 'off') return await rm(file, { force: true });
  await writeFile(file, '', { flag: 'wx', mode: 0o600 }).catch((thrown: unknown) => {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
  });
}
