import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';

/** What the last word of the arguments typed so far could be as a path; folders end in a slash. Hidden files when a dot was typed. */
export async function pathWords(
  typed: string,
  only: 'everything' | 'folders' = 'everything',
): Promise<readonly string[]> {
  const word = /\S*$/.exec(typed)?.[0] ?? '';
  const before = word.slice(0, word.lastIndexOf('/') + 1);
  const begun = word.slice(before.length);
  const folder = (before === '' ? '.' : before).replace(/^~(?=\/|$)/, homedir());
  const entries = await readdir(folder === '/' ? folder : dirname(`${folder}/x`), {
    withFileTypes: true,
  }).catch(() => []);
  return entries
    .filter((entry) => only === 'everything' || entry.isDirectory())
    .filter(({ name }) => begun.startsWith('.') || !name.startsWith('.'))
    .map((entry) => `${before}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .sort();
}
