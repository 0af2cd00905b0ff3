import { lstat, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { safe } from '../../core/safe.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { pathWords } from '../magic-parts/path-words.ts';
import { spokenTime } from '../magic-parts/spoken-time.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';

const ls: Magic = {
  usage: '%ls [FOLDER]',
  summary: 'what is in a folder, as a table',
  examples: ['%ls', '%ls ~/changes'],
  complete: (typed) => pathWords(typed),
  async run({ words }) {
    const folder = resolve((words[0] ?? '.').replace(/^~(?=\/|$)/, homedir()));
    const names = await readdir(folder).catch((thrown: unknown) => {
      const reason = thrown instanceof Error && 'code' in thrown ? thrown.code : 'it failed';
      throw new MagicError(`cannot list ${folder}: ${reason}`);
    });
    const rows = await Promise.all(names.sort().map((name) => rowOf(folder, name)));
    return tableOfRows(['name', 'kind', 'bytes', 'changed'], rows);
  },
};

export default ls;

async function rowOf(folder: string, name: string) {
  const stats = await lstat(join(folder, name)).catch(() => undefined);
  const shown = safe(name, 300);
  if (stats === undefined) return { name: shown, kind: 'gone', bytes: null, changed: '' };
  const changed = spokenTime(stats.mtimeMs, Date.now());
  if (stats.isFile()) return { name: shown, kind: 'file', bytes: stats.size, changed };
  const kind = stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other';
  return { name: shown, kind, bytes: null, changed };
}
