import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The person's own first cell: `startup.ts` or `startup.js` in the settings folder; undefined if there is none that can be read. */
export async function readStartupFile(
  configFolder: string,
): Promise<{ readonly source: string; readonly file: string } | undefined> {
  for (const file of ['startup.ts', 'startup.js']) {
    const source = await readFile(join(configFolder, file), 'utf8').catch(() => undefined);
    if (source !== undefined && source.trim() !== '') return { source, file };
  }
  return undefined;
}
