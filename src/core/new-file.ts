import { link, lstat, open, rm } from 'node:fs/promises';
import { codeOf } from './shared-file.ts';

/**
 * A whole new file under its name, for its owner alone, or none; what is there already stays, also behind a link. Rejects with what the
 * system says; `EEXIST` where something is there.
 */
export async function writeNewFile(file: string, content: string | Uint8Array): Promise<void> {
  if (await isThere(file))
    throw Object.assign(new Error('it is there already'), { code: 'EEXIST' });
  const next = `${file}.${process.pid}.new`;
  await rm(next, { force: true });
  try {
    await writeWhole(next, content);
    await link(next, file).catch(async (thrown: unknown) => {
      // Not every file system has links; there a torn file is possible, but never one written over.
      if (codeOf(thrown) === 'EEXIST') throw thrown;
      await writeWhole(file, content);
    });
  } finally {
    await rm(next, { force: true });
  }
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isThere(file: string): Promise<boolean> {
  return await lstat(file).then(
    () => true,
    () => false,
  );
}
