import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { Folders } from './folders.ts';
import { loadSettings } from './settings.ts';

/**
 * Folders of templates besides the person's own and ours, the nearest first: those named on the command line, `NET_TEXTFSM`, and
 * `templates` of the settings. Throws `bad-usage` for one of the command line that is not there; others are passed over.
 */
export async function templateFolders(given: {
  readonly folders: Folders;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly named?: readonly string[];
}): Promise<readonly string[]> {
  const { folders, env, named = [] } = given;
  for (const folder of named) {
    if (existsSync(folder)) continue;
    throw new ShowrunError('bad-usage', `there is no folder ${safe(folder, 300)}`, {
      advice: '--templates wants a folder of templates',
    });
  }
  const { settings } = await loadSettings(folders.config);
  const others = [env['NET_TEXTFSM'], settings.templates]
    .filter((folder) => folder !== undefined && folder !== '')
    .map((folder) => absolute(folder ?? '', folders))
    .filter(existsSync);
  return [...named.map((folder) => resolve(folder)), ...others];
}

/** Relative ones of the settings count from the settings' folder. */
function absolute(folder: string, { home, config }: Folders): string {
  if (folder === '~' || folder.startsWith('~/')) return join(home, folder.slice(1));
  return isAbsolute(folder) ? folder : join(config, folder);
}
