import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { packageFolder } from '../../core/package-folder.ts';

/** What the build made of `player/`: one script and one style sheet, which every page carries within itself. */
export function pageFiles(): { readonly script: string; readonly style: string } {
  const folder = join(packageFolder(), 'dist', 'page');
  try {
    return {
      script: readFileSync(join(folder, 'player.js'), 'utf8').trim(),
      style: readFileSync(join(folder, 'player-style.css'), 'utf8').trim(),
    };
  } catch (thrown) {
    throw new ShowrunError('bad-file', 'the player for HTML pages is missing', {
      advice: 'install showrun again, or run npm run build in its source',
      cause: thrown,
    });
  }
}
