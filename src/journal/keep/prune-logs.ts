import { constants } from 'node:fs';
import { lstat, open, readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { LOG_HEADER } from '../log/log-header.ts';

export interface PrunedLogs {
  readonly files: number;
  readonly bytes: number;
}

const MOST_DEPTH = 8;

/**
 * Removes text logs below our own logs folder that were last written before a moment, and folders left empty. Only what begins as a log of
 * ours goes; no link is followed. Where something cannot be removed it stays.
 */
export async function pruneLogs(
  folder: string,
  { beforeMs, run }: { readonly beforeMs: number; readonly run: 'real' | 'dry' },
): Promise<PrunedLogs> {
  return await pruneIn(folder, { beforeMs, run, depth: 0 });
}

async function pruneIn(
  folder: string,
  given: { readonly beforeMs: number; readonly run: 'real' | 'dry'; readonly depth: number },
): Promise<PrunedLogs> {
  const { beforeMs, run, depth } = given;
  let files = 0;
  let bytes = 0;
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => undefined);
    if (stat?.isDirectory() && depth < MOST_DEPTH) {
      const below = await pruneIn(path, { ...given, depth: depth + 1 });
      files += below.files;
      bytes += below.bytes;
      // Only where it is empty by now: the system refuses otherwise.
      if (run === 'real' && below.files > 0) await rmdir(path).catch(() => undefined);
    } else if (stat?.isFile() && stat.mtimeMs < beforeMs && (await isLog(path))) {
      const went = run === 'dry' || (await removed(path));
      files += went ? 1 : 0;
      bytes += went ? stat.size : 0;
    }
  }
  return { files, bytes };
}

async function removed(path: string): Promise<boolean> {
  return await unlink(path).then(
    () => true,
    () => false,
  );
}

async function isLog(path: string): Promise<boolean> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const head = Buffer.alloc(200);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return LOG_HEADER.test(head.toString('utf8', 0, bytesRead));
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}
