import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const FOR_THE_PERSON = { mode: 0o700 } as const;

/**
 * Makes a folder, and those above it that are missing, for the person alone (0700); one that is there stays as it is. Rejects with what the system
 * says: `EEXIST` where something else is there, `EACCES`, `EROFS`, `ENOSPC`.
 *
 * Node's own `recursive` never comes back where a folder cannot be made although the one above it is there and the reason given is ENOENT, as in
 * `/proc` and on some automounted homes (Node 20: a thread spins).
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, FOR_THE_PERSON);
  } catch (thrown) {
    const above = dirname(folder);
    if (isCalled('EEXIST', thrown) && (await isFolder(folder))) return;
    if (!isCalled('ENOENT', thrown) || above === folder) throw thrown;
    // Who makes folders beside us may have made the one above in this moment.
    if (!(await isFolder(above))) await makeFolder(above);
    await mkdir(folder, FOR_THE_PERSON).catch(async (again: unknown) => {
      // Another run may have been faster.
      if (!(await isFolder(folder))) throw again;
    });
  }
}

/** The same at once, for what cannot wait. */
export function makeFolderNow(folder: string): void {
  try {
    mkdirSync(folder, FOR_THE_PERSON);
  } catch (thrown) {
    const above = dirname(folder);
    if (isCalled('EEXIST', thrown) && isFolderNow(folder)) return;
    if (!isCalled('ENOENT', thrown) || above === folder) throw thrown;
    if (!isFolderNow(above)) makeFolderNow(above);
    if (!isFolderNow(folder)) mkdirSync(folder, FOR_THE_PERSON);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  );
}

function isFolderNow(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isCalled(code: string, thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
