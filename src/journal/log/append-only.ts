import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';

/** A file that can only be appended to, as far as a log needs it; also the door at which tests stand. */
export interface AppendOnly {
  /** One write of the system's: all of it lies together, whoever else writes. Gives how many bytes were taken. */
  write(bytes: Uint8Array, from: number): Promise<number>;
  /** Bytes there now. */
  size(): Promise<number>;
  /** Whether the path still leads to it: it may have been moved away or deleted. */
  isThere(): Promise<boolean>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export type OpenAppendOnly = (path: string) => Promise<AppendOnly>;

/** Opens it for its owner alone, and makes its folder (0700) where there is none; follows no link at its end. Rejects with what the system says. */
export async function openAppendOnly(path: string): Promise<AppendOnly> {
  await makeFolder(dirname(path));
  const handle = await open(path, FLAGS, 0o600);
  const { dev, ino } = await handle.stat();
  return {
    write: async (bytes, from) => {
      const { bytesWritten } = await handle.write(bytes, from, bytes.length - from, null);
      return bytesWritten;
    },
    size: async () => (await handle.stat()).size,
    isThere: async () => {
      const now = await stat(path).catch(() => undefined);
      return now !== undefined && now.dev === dev && now.ino === ino;
    },
    // What is no file, /dev/null for one, has nothing to sync (EINVAL).
    sync: () => handle.datasync().catch(ignoreInvalid),
    close: () => handle.close(),
  };
}

// A pipe without a reader would hold a thread for ever: O_NONBLOCK refuses it.
const FLAGS =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_NOFOLLOW |
  constants.O_NONBLOCK;

function ignoreInvalid(thrown: unknown): void {
  const isInvalid = thrown instanceof Error && 'code' in thrown && thrown.code === 'EINVAL';
  if (!isInvalid) throw thrown;
}
