import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { safe } from '../../core/safe.ts';
import { hideSecrets } from '../history/secrets/hide-secrets.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { cellFileError, pathOf, reasonOf } from '../magic-parts/cell-files.ts';
import { isCellRange } from '../magic-parts/cell-ranges.ts';
import { flagsIn } from '../magic-parts/flags.ts';
import { type NamedCell, namedCells, workCells } from '../magic-parts/named-cells.ts';

const save: Magic = {
  usage: '%save NAME[.ts] [RANGE…] [-f]',
  summary: 'writes inputs, all of this run unless told, to a file that %run runs',
  examples: ['%save checks 3-9', '%save yesterday.ts ~1', '%save -f checks 3-9 12'],
  async run({ words }, world) {
    const ranges = words.filter(isCellRange);
    const others = words.filter((word) => !isCellRange(word));
    const { flags, rest } = flagsIn(others, ['-f']);
    const [name, ...more] = rest;
    if (name === undefined) throw new MagicError('say which file: %save NAME 3-9');
    if (more.length > 0) throw new MagicError(`'${safe(more[0] ?? '', 80)}' names no cells`);
    const cells = ranges.length === 0 ? await workCells(world) : await namedCells(ranges, world);
    if (cells.length === 0) throw new MagicError('there is nothing to save yet');
    const path = pathOf(extname(name) === '' ? `${name}.ts` : name);
    const { text, hidden } = hideSecrets(fileText(cells, basename(path)));
    try {
      // For the person alone, as everything of ours is; never over a file that is there.
      await writeFile(path, text, { mode: 0o600, flag: flags.has('-f') ? 'w' : 'wx' });
    } catch (thrown) {
      throw cellFileError(`${safe(name, 200)}: ${reasonOf(thrown)}`);
    }
    const told = `${cells.length} ${cells.length === 1 ? 'input' : 'inputs'} in ${safe(path, 300)}`;
    const secrets = hidden === 1 ? 'one secret was hidden' : `${hidden} secrets were hidden`;
    world.print(hidden === 0 ? told : `${told}; ${secrets}: put them in where ‹secret› stands`);
    return undefined;
  },
};

export default save;

/** A cell with a body (`%%config r1`) ends at the next mark; the marks are those of other editors for cells, too. */
function fileText(cells: readonly NamedCell[], file: string): string {
  const day = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const head = [
    `// Cells of showrun, saved ${day} UTC.`,
    `// %run ${file} runs them in the REPL, showrun script ${file} without a screen.`,
  ];
  const bodies = cells.map(({ name, text }) => `// %% In[${name}]\n${text.trimEnd()}\n`);
  return `${head.join('\n')}\n\n${bodies.join('\n')}`;
}
