import { joinedCells } from '../history/joined-cells.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { readCellFile } from '../magic-parts/cell-files.ts';
import { isCellRange } from '../magic-parts/cell-ranges.ts';
import { namedCells } from '../magic-parts/named-cells.ts';
import { pathWords } from '../magic-parts/path-words.ts';

const load: Magic = {
  usage: '%load FILE|RANGE…',
  summary: 'puts a file of cells, or earlier inputs, where you type; nothing is run',
  examples: ['%load checks.ts', '%load 3-5', '%load ~1/12'],
  complete: (typed) => pathWords(typed),
  async run({ words }, world) {
    const [first] = words;
    if (first === undefined) throw new MagicError('no file and no input was named');
    const isRange = words.every(isCellRange);
    if (!isRange && words.length > 1) throw new MagicError('one file at a time');
    const text = isRange
      ? joinedCells((await namedCells(words, world)).map((cell) => cell.text))
      : (await readCellFile(first)).text.replaceAll('\r\n', '\n').trimEnd();
    await world.program.ask('load-text', { text });
    return undefined;
  },
};

export default load;
