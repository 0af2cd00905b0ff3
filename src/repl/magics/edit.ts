import { stat, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { safe } from '../../core/safe.ts';
import { joinedCells } from '../history/joined-cells.ts';
import { hideSecrets } from '../history/secrets/hide-secrets.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { cellFileError, pathOf, readCellFile, reasonOf } from '../magic-parts/cell-files.ts';
import { isCellRange } from '../magic-parts/cell-ranges.ts';
import { namedCells } from '../magic-parts/named-cells.ts';
import { pathWords } from '../magic-parts/path-words.ts';

const edit: Magic = {
  usage: '%edit [FILE|RANGE…|NAME]',
  summary: 'opens $EDITOR on a file, or on inputs or a function, then where you type',
  examples: ['%edit', '%edit 3-5', '%edit checks.ts', '%edit myFunction'],
  complete: async (typed, { names }) => [...names.keys(), ...(await pathWords(typed))],
  async run({ words }, world) {
    const [first] = words;
    if (first === undefined) return await editText('', world);
    if (words.every(isCellRange)) {
      const cells = await namedCells(words, world);
      // The editor's file is on disk for a while.
      return await editText(hideSecrets(joinedCells(cells.map(({ text }) => text))).text, world);
    }
    if (words.length > 1) throw new MagicError('one file or one name at a time');
    if (!world.names.has(first)) return await editFile(first, world);
    return await editText(sourceOf(first, world.names.get(first)), world);
  },
};

export default edit;

async function editText(text: string, world: World): Promise<undefined> {
  const edited = await world.program.ask('edit-text', { text, extension: 'ts' });
  if (edited.status === 'unchanged') world.print(edited.reason);
  const result = edited.status === 'edited' ? edited.text : text;
  await world.program.ask('load-text', { text: result.trimEnd() });
  return undefined;
}

async function editFile(word: string, world: World): Promise<undefined> {
  const { path, text } = await textToEdit(word);
  const extension = extname(path).slice(1) || 'ts';
  const edited = await world.program.ask('edit-text', { text, extension });
  if (edited.status === 'unchanged') {
    world.print(edited.reason);
    return undefined;
  }
  try {
    await writeFile(path, edited.text, { mode: 0o600 });
  } catch (thrown) {
    // What was typed must not be lost with it.
    await world.program.ask('load-text', { text: edited.text });
    throw cellFileError(`${safe(word, 200)}: ${reasonOf(thrown)}; the text stands where you type`);
  }
  world.print(`saved in ${safe(path, 300)}: %run ${safe(word, 200)} runs it`);
  return undefined;
}

/** A file that is not there yet begins empty. */
async function textToEdit(word: string): Promise<{ path: string; text: string }> {
  const path = pathOf(extname(word) === '' ? `${word}.ts` : word);
  const isThere = await Promise.any([stat(path), stat(pathOf(word))]).catch(() => undefined);
  return isThere === undefined ? { path, text: '' } : await readCellFile(word);
}

function sourceOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'function') {
    throw new MagicError(`${safe(name, 80)} is neither a function nor a text nor a file`);
  }
  const source = Function.prototype.toString.call(value);
  return /^(?:async\s+)?function\b|^class\b/.test(source) ? source : `${name} = ${source}`;
}
