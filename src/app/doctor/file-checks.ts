import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Folders } from '../../cli/folders.ts';
import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { codeOf } from '../../core/shared-file.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { builtInParsers, Library } from '../../parse/library.ts';
import { bad, type Check, note, ok } from './check.ts';

/** Whether every host of the inventory can be reached on paper: its jump hosts are there, no way goes in a circle. */
export function inventoryCheck(inventory: Inventory, file: string): Check {
  const what = 'inventory';
  const { names, groups } = inventory;
  const wrong = names.flatMap((name) => {
    try {
      inventory.find(name);
      return [];
    } catch (thrown) {
      return [asShowrunError(thrown).line];
    }
  });
  const [first] = wrong;
  const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
  if (first !== undefined) return bad(what, `${first}${more}`);
  if (names.length === 0) return note(what, `no hosts: name some in ${safe(file, 200)}`);
  const hosts = names.length === 1 ? '1 host' : `${names.length} hosts`;
  return ok(what, `${hosts}, ${groups.length === 1 ? '1 group' : `${groups.length} groups`}`);
}

/** The templates there are: ours, and those of the person. */
export function parserCheck(folders: Folders): Check {
  const own = join(folders.config, 'parsers');
  const count = (folder: string): number => {
    const library = new Library([folder]);
    return library.platforms().reduce((sum, name) => sum + library.commands([name]).length, 0);
  };
  try {
    const mine = existsSync(own) ? count(own) : 0;
    const says = `${count(builtInParsers())} commands become tables`;
    return ok('parsers', mine === 0 ? says : `${says}, ${mine} more by templates in ${own}`);
  } catch (thrown) {
    return bad('parsers', `${own}: ${codeOf(thrown)}`);
  }
}

/** Whether the person's folders can be written: settings, history and recordings, what is remembered. */
export function folderChecks(folders: Folders): readonly Check[] {
  const places = { settings: folders.config, data: folders.data, state: folders.state };
  return Object.entries(places).map(([what, folder]) => folderCheck(`${what} folder`, folder));
}

function folderCheck(what: string, folder: string): Check {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
    const isOpen = there === folder && (statSync(folder).mode & 0o022) !== 0;
    if (isOpen) return bad(what, `${folder}: others may write to it: chmod 700`);
    return there === folder ? ok(what, folder) : note(what, `${folder} is made when it is needed`);
  } catch (thrown) {
    return bad(what, `${folder} cannot be written (${codeOf(thrown)}): nothing is kept there`);
  }
}

/** The magics of the person's own, by their files. */
export function ownFilesCheck(folders: Folders): Check {
  const found = ['magics', 'themes', 'platforms', 'parsers', 'snippets'].flatMap((name) => {
    try {
      const { length } = readdirSync(join(folders.config, name));
      return length === 0 ? [] : [`${length} in ${name}/`];
    } catch {
      return [];
    }
  });
  return ok('own files', found.length === 0 ? 'none yet' : found.join(', '));
}
