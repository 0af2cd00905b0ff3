import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { codeOf } from '../core/shared-file.ts';
import type { ExportOut } from './export-format.ts';

/**
 * Lets `write` fill a file that only its owner may read. It has its name when it is whole, and not before: an export that fails leaves
 * what was there as it was. A link is replaced, not followed; a device or a pipe (`/dev/stdout`) is written to as it is. Rejects with
 * `bad-file` where the system refuses.
 */
export async function writeExportFile(
  file: string,
  write: (out: ExportOut) => Promise<void>,
): Promise<void> {
  const kind = await kindOf(file);
  const next = kind === 'special' ? file : `${file}.${process.pid}.new`;
  if (kind !== 'special') await rm(next, { force: true });
  const handle = await open(next, kind === 'special' ? 'w' : 'wx', 0o600).catch((thrown) => {
    throw refused(file, thrown);
  });
  try {
    await fill(handle, { file, write });
    if (kind !== 'special') await rename(next, file);
  } catch (thrown) {
    if (kind !== 'special') await rm(next, { force: true }).catch(() => undefined);
    throw thrown instanceof ShowrunError ? thrown : refused(file, thrown);
  }
}

async function kindOf(file: string): Promise<'free' | 'file' | 'special'> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return 'free';
  if (found.isDirectory()) {
    throw new ShowrunError('bad-file', `${safe(file)} is a folder`, {
      advice: 'name a file in it',
    });
  }
  return found.isFile() || found.isSymbolicLink() ? 'file' : 'special';
}

/** Small pieces go together: a call for each line would cost more than its bytes. */
const PIECES_CHARS = 256 * 1024;

async function fill(
  handle: FileHandle,
  { file, write }: { file: string; write: (out: ExportOut) => Promise<void> },
): Promise<void> {
  let waiting = '';
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    await handle.writeFile(text).catch((thrown: unknown) => {
      throw refused(file, thrown);
    });
  };
  try {
    await write(async (piece) => {
      waiting += piece;
      if (waiting.length >= PIECES_CHARS) await flush();
    });
    await flush();
    // A pipe knows no such thing.
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
}

function refused(file: string, thrown: unknown): ShowrunError {
  return new ShowrunError('bad-file', `cannot write ${safe(file)} (${codeOf(thrown)})`, {
    advice: 'nothing was written there',
    cause: thrown,
  });
}
