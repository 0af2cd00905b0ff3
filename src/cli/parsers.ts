import { homedir } from 'node:os';
import { join } from 'node:path';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { builtInParsers, Library } from '../parse/library.ts';
import { openPlatforms } from '../platforms/platforms.ts';
import { foldersOf } from './folders.ts';
import { templateFolders } from './template-folders.ts';

/** `showrun parsers`: every command that becomes a table, by platform, or those of one platform. Throws `bad-usage` for an unknown name. */
export async function printParsers(name: string | undefined): Promise<number> {
  const folders = foldersOf(process.env, homedir());
  const platforms = openPlatforms({ userFolder: join(folders.config, 'platforms') });
  const more = await templateFolders({ folders, env: process.env });
  const library = new Library([join(folders.config, 'parsers'), ...more, builtInParsers()]);
  process.stdout.write(name === undefined ? all(library) : ofOne(library, platforms.find(name)));
  return 0;
}

function all(library: Library): string {
  const rows = library
    .platforms()
    .flatMap((platform) =>
      library
        .commands([platform])
        .map((command) => [safe(platform, 60), safe(command, 200)] as const),
    );
  const width = Math.max(0, ...rows.map(([platform]) => platform.length));
  return rows.map(([platform, command]) => `${platform.padEnd(width)}  ${command}\n`).join('');
}

function ofOne(
  library: Library,
  platform: { readonly name: string; readonly parents?: readonly string[] },
): string {
  const commands = library.commands([platform.name, ...(platform.parents ?? [])]);
  if (commands.length > 0) return commands.map((command) => `${safe(command, 200)}\n`).join('');
  throw new ShowrunError(
    'no-template',
    `no command of ${safe(platform.name)} becomes a table yet`,
    {
      advice:
        'templates of your own go into the settings folder, parsers/PLATFORM/COMMAND.textfsm or .ttp',
    },
  );
}
