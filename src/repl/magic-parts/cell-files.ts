import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';

/** A file of cells is no bigger; one that is was meant to be something else. */
const MOST_BYTES = 4_000_000;

/** Something about a file, in one line. */
export function cellFileError(message: string): ShowrunError {
  return new ShowrunError('bad-file', message, { advice: '' });
}

export function pathOf(word: string): string {
  return resolve(word.replace(/^~(?=\/|$)/, homedir()));
}

/** The text of a file of cells; where there is none, of the same name with `.ts` or `.js`. Throws a ShowrunError that says what is wrong. */
export async function readCellFile(word: string): Promise<{ path: string; text: string }> {
  const path = await existing(pathOf(word), word);
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw cellFileError(`${shown(word)} is too big to be a file of cells`);
    return {
      path,
      text: (await readFile(path, 'utf8')).replace(/^\ufeff/, ''),
    };
  } catch (thrown) {
    throw thrown instanceof ShowrunError
      ? thrown
      : cellFileError(`${shown(word)}: ${reasonOf(thrown)}`);
  }
}

/** What the system says, in a few words. */
export function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return REASONS[code] ?? (code === '' ? 'it cannot be read' : code);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read or written',
  EEXIST: 'it is there already; -f writes over it',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'its folder is a file',
};

async function existing(path: string, word: string): Promise<string> {
  for (const one of [path, `${path}.ts`, `${path}.js`]) {
    const found = await stat(one).catch(() => undefined);
    if (found?.isDirectory() && one === path) throw cellFileError(`${shown(word)}: it is a folder`);
    if (found !== undefined) return one;
  }
  throw cellFileError(`${shown(word)}: there is no such file`);
}

function shown(word: string): string {
  return safe(word, 200);
}
