import { constants } from 'node:fs';
import { copyFile, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { safe } from '../../core/safe.ts';

/** So many inputs are kept, the newest. */
export const MOST_INPUTS = 10_000;
const MAX_READ_BYTES = 16 * 1024 * 1024;

export interface FoundInputs {
  /** Oldest first. */
  readonly inputs: readonly string[];
  /** The file ends within a line: an entry must not join it. */
  readonly isTorn: boolean;
}

/**
 * The inputs in a history file, one JSON entry a line. Where lines in the middle are damaged, the file as it was is set
 * aside, the good lines go on, and `problem` says so in one line. Rejects when the file cannot be read.
 */
export async function readHistoryFile(
  path: string,
): Promise<FoundInputs & { readonly problem: string | undefined }> {
  const text = await readTail(path);
  const isTorn = text !== '' && !text.endsWith('\n');
  const lines = text.split('\n').filter((line) => line !== '');
  const read = lines.map((line) => ({ line, input: inputOf(line) }));
  const good = read.filter(({ input }) => input !== undefined).slice(-MOST_INPUTS);
  const inputs = good.flatMap(({ input }) => input ?? []);
  // A run that ended in the middle of its last line is nothing to bother anybody with.
  const isLastTorn = isTorn && read.at(-1)?.input === undefined;
  const damaged = read.filter(({ input }) => input === undefined).length - (isLastTorn ? 1 : 0);
  if (damaged === 0) return { inputs, isTorn, problem: undefined };
  const aside = await setAside(path, good.map(({ line }) => `${line}\n`).join(''));
  const what = damaged === 1 ? 'one line' : `${damaged} lines`;
  const problem = `${what} of ${safe(basename(path), 100)} cannot be read; the file as it was is kept as ${safe(aside, 300)}`;
  return { inputs, isTorn: false, problem };
}

/** The end of the file: a history of years must not be read whole. A file others can read is closed to them. */
async function readTail(path: string): Promise<string> {
  // A pipe of that name would wait for a writer for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const info = await file.stat();
    if (!info.isFile()) throw new Error(`${path} is not a file`);
    if ((info.mode & 0o077) !== 0) await file.chmod(0o600);
    const start = Math.max(0, info.size - MAX_READ_BYTES);
    const bytes = Buffer.alloc(info.size - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    const text = bytes.toString('utf8', 0, bytesRead);
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
}

/** The input of one line; undefined if the line is torn or not ours. */
function inputOf(line: string): string | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null || !('text' in entry)) return undefined;
    return typeof entry.text === 'string' ? entry.text.toWellFormed() : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a copy of the whole file and puts the good lines in its place; gives the copy's path. */
async function setAside(path: string, good: string): Promise<string> {
  const aside = `${path}.damaged`;
  const fresh = `${path}.${process.pid}.new`;
  await copyFile(path, aside);
  try {
    await writeFile(fresh, good, { mode: 0o600, flag: 'wx' });
    await rename(fresh, path);
  } catch (thrown) {
    await rm(fresh, { force: true });
    throw thrown;
  }
  return aside;
}
