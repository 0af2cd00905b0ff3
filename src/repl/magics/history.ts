import { hideSecrets } from '../history/secrets/hide-secrets.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { isCellRange } from '../magic-parts/cell-ranges.ts';
import { flagsIn } from '../magic-parts/flags.ts';
import { namedCells, ownCells } from '../magic-parts/named-cells.ts';
import { displayText } from '../values/display.ts';

const history: Magic = {
  usage: '%history [RANGE…] [-o] [-r] [-g TEXT] [-n COUNT]',
  summary: 'inputs and their numbers; -o with outputs, -r of all runs, -g that hold a text',
  examples: [
    '%history',
    '%history -5',
    '%history ~1/3-9',
    '%history -o 3-5',
    '%history -g bgp*summary',
  ],
  async run({ words }, world) {
    const ranges = words.filter(isCellRange);
    const others = words.filter((word) => !isCellRange(word));
    const { flags, options, rest } = flagsIn(others, ['-o', '-r'], ['-g', '-n']);
    if (rest.length > 0) {
      throw new MagicError(`'${rest[0]}' names no cells: use 3, 3-9, -5 (the last five) or ~1/3-5`);
    }
    const pattern = options.get('-g');
    const lines =
      pattern !== undefined || flags.has('-r')
        ? await ofAllRuns(pattern ?? '', options.get('-n'), world)
        : await ofCells(ranges, flags.has('-o') ? 'with outputs' : 'alone', world);
    world.print(lines.length > 0 ? lines.join('\n') : 'no inputs yet');
    return undefined;
  },
};

export default history;

async function ofCells(
  ranges: readonly string[],
  outputs: 'with outputs' | 'alone',
  world: World,
): Promise<string[]> {
  const cells = ranges.length === 0 ? await ownCells(world) : await namedCells(ranges, world);
  const width = Math.max(0, ...cells.map(({ name }) => name.length));
  return cells.flatMap(({ name, number, text }) => {
    const shown = inputLines(name.padStart(width), text);
    const isOwn = !name.includes('/');
    if (outputs === 'alone' || !isOwn || !(number in world.outputs)) return shown;
    return [...shown, displayText(world.outputs[number]).trimEnd()];
  });
}

const SHOWN_AT_ONCE = 200;

async function ofAllRuns(
  pattern: string,
  count: string | undefined,
  world: World,
): Promise<string[]> {
  const limit = count === undefined ? SHOWN_AT_ONCE : Number(count);
  if (!Number.isInteger(limit) || limit < 1) throw new MagicError('-n wants a number of inputs');
  const all = await world.program.ask('history-tail', { pattern, limit: limit + 1 });
  const tail = all.filter(({ name }) => name !== String(world.number)).slice(-limit);
  const width = Math.max(0, ...tail.map(({ name }) => name.length));
  return tail.flatMap(({ name, entry }) => inputLines(name.padStart(width), entry.text));
}

/** Further lines stand below the first one's text. */
function inputLines(name: string, text: string): string[] {
  const [first = '', ...more] = hideSecrets(text).text.split('\n');
  const indent = ' '.repeat(name.length + 2);
  return [`${name}: ${first}`, ...more.map((line) => indent + line)];
}
