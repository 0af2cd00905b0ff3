import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from './clock.ts';
import { makeFolder } from './make-folder.ts';
import { safe } from './safe.ts';

/**
 * A whole new file under its name, or the old one: never half of it. For the person alone, and so is its folder where that is
 * made here. Rejects with what the system says.
 */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const next = `${file}.${process.pid}.new`;
  // A run that was killed may have left one, with a mode of its own.
  await rm(next, { force: true });
  try {
    const handle = await open(next, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(next, file);
  } catch (thrown) {
    await rm(next, { force: true }).catch(() => undefined);
    throw thrown;
  }
}

/** A lock older than this was left by a run that was killed. */
const STALE_LOCK_MS = 5_000;
const LOCK_RETRY_MS = 15;

/**
 * Runs `task`, which reads a file and writes it anew, while no other run does the same with it. It must be quick: a lock that is
 * some seconds old is taken for one left behind. Files tell nobody when they are gone, so the lock is tried again.
 */
export async function whileLocked<Value>(
  file: string,
  clock: Clock,
  task: () => Promise<Value>,
): Promise<Value> {
  const lock = `${file}.lock`;
  await makeFolder(dirname(file));
  while (!(await takeLock(lock))) {
    await new Promise<void>((resolve) => {
      clock.after(LOCK_RETRY_MS, resolve);
    });
  }
  try {
    return await task();
  } finally {
    await rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
  }
  const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  // One from the future was left before the clock was set.
  if (Math.abs(Date.now() - mtimeMs) > STALE_LOCK_MS) await rm(lock, { force: true });
  return false;
}

/** What the system calls an error: `ENOENT`; safe to show. */
export function codeOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return safe(String(code ?? thrown), 200);
}
