import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closest } from '../../core/closest.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { safe } from '../../core/safe.ts';
import { codeOf } from '../../core/shared-file.ts';
import { hasHidden, hideSecrets } from '../history/secrets/hide-secrets.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { flagsIn } from '../magic-parts/flags.ts';
import { namedCells } from '../magic-parts/named-cells.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';
import { cellFileText, cellsOfFile } from '../record/cell-file.ts';

const snippet: Magic = {
  usage: '%snippet [NAME [RANGE…] [-f]|run NAME|show NAME]',
  summary: 'keeps inputs under a name, as cells that run again',
  examples: ['%snippet', '%snippet neighbours 3-5', '%snippet run neighbours'],
  async complete(typed, { folders }) {
    const names = await namesIn(folders?.config);
    return /^\s*(?:run|show)\s/.test(typed) ? names : ['run', 'show', ...names];
  },
  async run({ words }, world) {
    const { flags, rest } = flagsIn(words, ['-f']);
    const folder = folderOf(world);
    const [first, ...more] = rest;
    if (first === undefined) return await list(folder, world);
    if (first === 'run') return await runAll(more[0], folder, world);
    if (first === 'show') {
      world.print(await textOf(more[0], folder));
      return undefined;
    }
    const file = fileOf(first, folder);
    const range = more.length === 0 ? [String(world.number - 1)] : more;
    const sources = (await namedCells(range, world)).map(({ text }) => text);
    await save(file, sources, flags.has('-f') ? 'w' : 'wx');
    const hidden = sources.some((source) => hideSecrets(source).hidden > 0);
    world.print(`${file}${hidden ? ': secrets are hidden, put them in their places' : ''}`);
    return undefined;
  },
};

export default snippet;

function folderOf({ folders }: World): string {
  if (folders === undefined) throw new Error('there is no settings folder here');
  return join(folders.config, 'snippets');
}

async function namesIn(config: string | undefined): Promise<readonly string[]> {
  if (config === undefined) return [];
  const files = await readdir(join(config, 'snippets')).catch(() => []);
  return files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3));
}

async function list(folder: string, world: World) {
  const names = await namesIn(world.folders?.config);
  if (names.length === 0) {
    world.print('no snippets yet: %snippet NAME 3-5 keeps inputs');
    return undefined;
  }
  const rows = await Promise.all(
    names.map(async (name) => {
      const cells = cellsOfFile(await textOf(name, folder));
      const [line = ''] = (cells[0] ?? '').trim().split('\n');
      return { name: safe(name, 80), cells: cells.length, begins: safe(line, 60) };
    }),
  );
  return tableOfRows(['name', 'cells', 'begins'], rows);
}

/** One after the other; what the others give is printed, the last one's is the value. An error ends it, with its place in the file. */
async function runAll(name: string | undefined, folder: string, world: World): Promise<unknown> {
  const text = await textOf(name, folder);
  if (hasHidden(text)) {
    throw new MagicError(`${name} has ‹secret› where one was hidden: put the secret in its place`);
  }
  const cells = cellsOfFile(text);
  let value: unknown;
  for (const [at, cell] of cells.entries()) {
    if (at > 0 && value !== undefined) world.print(value);
    value = await world.evaluate(cell, { file: `${name}.ts` });
  }
  return value;
}

async function textOf(name: string | undefined, folder: string): Promise<string> {
  if (name === undefined) throw new MagicError('the snippet wants a name');
  const file = fileOf(name, folder);
  return await readFile(file, 'utf8').catch(async (thrown: unknown) => {
    if (codeOf(thrown) !== 'ENOENT') throw new MagicError(`${file}: ${codeOf(thrown)}`);
    const files = await readdir(folder).catch(() => []);
    const near = closest(`${name}.ts`, files)?.slice(0, -3);
    const advice = near === undefined ? '%snippet lists them' : `did you mean ${near}?`;
    throw new MagicError(`there is no snippet '${safe(name, 60)}': ${advice}`);
  });
}

function fileOf(name: string, folder: string): string {
  if (/^[a-z\d][\w-]{0,60}$/i.test(name)) return join(folder, `${name}.ts`);
  throw new MagicError(`'${safe(name, 60)}' is no name: letters, digits, - and _`);
}

async function save(file: string, sources: readonly string[], flag: 'w' | 'wx'): Promise<void> {
  const text = cellFileText(
    sources.map((source) => ({ about: '', source: hideSecrets(source).text })),
  );
  try {
    await makeFolder(join(file, '..'));
    await writeFile(file, text, { mode: 0o600, flag });
  } catch (thrown) {
    const isTaken = codeOf(thrown) === 'EEXIST';
    throw new MagicError(
      isTaken ? `${file} is there: -f writes over it` : `${file}: ${codeOf(thrown)}`,
    );
  }
}
