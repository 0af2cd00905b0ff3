import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { codeOf } from '../../core/shared-file.ts';
import { fileNameOf } from './file-name.ts';

/** A new folder of a run, for its owner alone: `2026-11-21T0142-17-lab`, by the local time. Two that begin in one second have two. */
export async function makeRunFolder(
  parent: string,
  { atMs, name }: { readonly atMs: number; readonly name: string },
): Promise<string> {
  await makeFolder(parent);
  const first = runFolderName({ atMs, name });
  for (let number = 1; ; number++) {
    const folder = join(parent, number === 1 ? first : `${first}-${number}`);
    try {
      await mkdir(folder, { mode: 0o700 });
      return folder;
    } catch (thrown) {
      if (codeOf(thrown) !== 'EEXIST' || number > 9_999) throw thrown;
    }
  }
}

/** What the folder is called, where no other run has that name. */
export function runFolderName({
  atMs,
  name,
}: {
  readonly atMs: number;
  readonly name: string;
}): string {
  return `${localStamp(new Date(atMs))}-${fileNameOf(name, 40)}`;
}

function localStamp(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}${two(at.getMinutes())}-${two(at.getSeconds())}`;
}
