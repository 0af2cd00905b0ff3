import { hideSecrets } from '../history/secrets/hide-secrets.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
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
    // `-5` is a range, and the `5` of `-n 5` is none.
    const lasts = words.filter((word) => /^-\d+$/.test(word));
    const others = words.filter((word) => !lasts.includes(word));
    const { flags, options, rest } = flagsIn(others, ['-o', '-r'], ['-g', '-n']);
    const ranges = [...rest, ...lasts];
    const pattern = options.get('-g');
    const limit = limitOf(options.get('-n'));
    const last = limit !== undefined && ranges.length === 0 ? [`-${limit}`] : ranges;
    const lines =
      pattern !== undefined || flags.has('-r')
        ? await ofAllRuns(pattern ?? '', limit ?? SHOWN_AT_ONCE, world)
        : await ofCells(last, flags.has('-o') ? 'with outputs' : 'alone', world);
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

function limitOf(count: string | undefined): number | undefined {
  const limit = Number(count ?? 1);
  if (!Number.isInteger(limit) || limit < 1) throw new MagicError('-n wants a number of inputs');
  return count === undefined ? undefined : limit;
}

async function ofAllRuns(pattern: string, limit: number, world: World): Promise<string[]> {
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
