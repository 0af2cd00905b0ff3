import { appendFile, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { safe } from '../../core/safe.ts';
import { readBlobType } from './key-blob.ts';
import { type KnownHostsEntry, parseKnownHosts } from './line.ts';
import { hashName } from './name.ts';

/**
 * Reads all files, in order. One that is not there is empty. One that cannot be read is an error: going on without it
 * could take a changed or revoked key for a new one.
 */
export async function readKnownHosts(files: readonly string[]): Promise<KnownHostsEntry[]> {
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await read(file) })));
  return texts.flatMap(({ file, text }) => parseKnownHosts(text, file));
}

/**
 * Adds a line for a host: hashed when asked for or when the file's other names are. Makes the folder (0700) and the file
 * (0600) when missing, and repairs a missing last line end. One append, so that two programs cannot tear a line.
 */
export async function addKnownHost(request: {
  readonly file: string;
  readonly name: string;
  readonly key: Buffer;
  readonly isHashed: boolean;
}): Promise<void> {
  const { file, name, key } = request;
  // As a pattern or a comment the line would speak for other hosts.
  if (/[\s,*?!]|^[#@|]/.test(name)) throw new Error(`'${safe(name)}' cannot be recorded as a name`);
  const text = await read(file);
  const isHashed = request.isHashed || /^[ \t]*\|1\|/m.test(text);
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  const hosts = isHashed ? hashName(name) : name;
  await makeFolder(dirname(file));
  await appendFile(file, `${start}${hosts} ${readBlobType(key)} ${key.toString('base64')}\n`, {
    mode: 0o600,
  });
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw new ShowrunError('bad-file', `cannot read ${safe(file)} (${code})`, {
      subject: file,
      advice: 'without it a changed host key would look new; make it readable or move it away',
      cause: error,
    });
  }
}
