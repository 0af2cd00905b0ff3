import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { packageFolder } from '../../core/package-folder.ts';
import { safe } from '../../core/safe.ts';
import { readTopology } from './read.ts';
import type { Topology } from './topology.ts';

const EXTENSION = /\.ya?ml$/;

/** The topology of a name, the user's folder first, or of a file. Throws `bad-usage` or `bad-file`. */
export function loadTopology(nameOrFile: string, userFolder: string | undefined): Topology {
  if (EXTENSION.test(nameOrFile)) return readFile(nameOrFile);
  const file = topologyFiles(userFolder).get(nameOrFile);
  if (file !== undefined) return readFile(file);
  const known = [...topologyFiles(userFolder).keys()].join(', ');
  throw new ShowrunError('bad-usage', `there is no topology '${safe(nameOrFile, 60)}'`, {
    advice: `choose one of ${known}, or name a .yaml file`,
  });
}

/** The files of all topologies by name; a file of the user hides a built-in one of the same name. */
export function topologyFiles(userFolder: string | undefined): ReadonlyMap<string, string> {
  const builtIn = join(packageFolder(), 'src', 'lab', 'topologies');
  const folders = userFolder === undefined ? [builtIn] : [builtIn, userFolder];
  return new Map(
    folders.flatMap((folder) =>
      namesIn(folder)
        .filter((name) => EXTENSION.test(name))
        .map((name) => [name.replace(EXTENSION, ''), join(folder, name)] as const),
    ),
  );
}

function readFile(file: string): Topology {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ShowrunError('bad-file', `${safe(file)} cannot be read`, {
      cause,
      advice: 'check that it exists and its permissions',
    });
  }
  return readTopology({ text, file, name: basename(file).replace(EXTENSION, '') });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
