import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** More than any device says at once; beyond it reading would only fill the memory. */
const MAX_BYTES = 200_000_000;

/** A file's text, or standard input's for `-`. Bytes that are no UTF-8 become U+FFFD. Throws `bad-file`. */
export async function readInput(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of openInput(file)) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > MAX_BYTES)
        throw new ShowrunError('bad-file', `${nameOf(file)} has more than ${MAX_BYTES} bytes`);
    }
  } catch (thrown) {
    throw await inputProblem(file, thrown);
  }
  return Buffer.concat(chunks, length).toString('utf8');
}

/** The bytes of a file, or of standard input for `-`. */
export function openInput(file: string): Readable {
  if (file !== '-') return createReadStream(file);
  if (process.stdin.isTTY) process.stderr.write('reading what you type or paste; Ctrl-D ends it\n');
  return process.stdin;
}

/** What went wrong with an input, as a person is told. */
export async function inputProblem(file: string, thrown: unknown): Promise<ShowrunError> {
  if (thrown instanceof ShowrunError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const isFolder =
    file !== '-' && (await stat(file).catch(() => undefined))?.isDirectory() === true;
  const why = isFolder
    ? 'is a folder'
    : code === 'ENOENT'
      ? 'is not there'
      : `cannot be read (${code})`;
  return new ShowrunError('bad-file', `${nameOf(file)} ${why}`, {
    advice: 'name a file with one answer, or - for standard input',
    cause: thrown,
  });
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : safe(file, 300);
}
