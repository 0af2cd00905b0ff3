import { widthOf } from '../../core/width.ts';
import { type EntryLine, entryLine } from '../history/entry-line.ts';
import { FILTERS } from '../history/search-query.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import type { NamedEntry } from '../link/history-requests.ts';

const search: Magic = {
  usage: '%search [WORDS…] [host:NAME] [ok:no] [day:today] [run:this] [-n COUNT]',
  summary: 'what Ctrl-R finds in the history of all runs, the best last, with its names',
  examples: ['%search bgp summary', '%search host:r1 ok:no day:-3d', '%search config -n 50'],
  complete: (typed) => filterWords(/\S*$/.exec(typed)?.[0] ?? ''),
  async run({ args }, world) {
    const count = /(?:^|\s)-n\s*(\S+)/.exec(args);
    const limit = Number(count?.[1] ?? 20);
    if (!Number.isInteger(limit) || limit < 1) throw new MagicError('-n wants a number of inputs');
    const query = count === null ? args : args.replace(count[0], ' ');
    const asked = { query, limit: limit + 1 };
    const answer = await world.program.ask('history-search', asked);
    const { problem } = answer;
    // What looks is no finding.
    const all = answer.found.filter(({ name }) => name !== String(world.number));
    const found = all.slice(0, limit);
    const more = answer.more + all.length - found.length;
    if (problem !== undefined) throw new MagicError(`no such filter; there are ${problem}`);
    if (found.length === 0) {
      world.print('nothing found');
      return undefined;
    }
    const lines = linesOf(found.toReversed());
    world.print([...(more > 0 ? [`… ${more} more, the best last`] : []), ...lines].join('\n'));
    return undefined;
  },
};

export default search;

function filterWords(word: string): string[] {
  const all = [
    ...['ok:yes', 'ok:no', 'ok:failed', 'ok:refused', 'ok:lost', 'ok:interrupted'],
    ...['day:today', 'day:yesterday', 'day:-3d', 'run:this', 'run:~1'],
    ...Object.keys(FILTERS).map((name) => `${name}:`),
  ];
  return all.filter((one) => one.startsWith(word));
}

function linesOf(found: readonly NamedEntry[]): string[] {
  const nowMs = Date.now();
  const told = found.map(({ entry, name }) => ({ name, ...entryLine(entry, nowMs), entry }));
  const columns = ['name', 'time', 'mark', 'hosts', 'duration'] as const;
  const widths = columns.map((column) => Math.max(...told.map((line) => widthOf(line[column]))));
  return told.flatMap((line) => {
    const cells = columns.map((column, place) => padded(line, column, widths[place] ?? 0));
    const lead = `${cells.filter((cell) => cell !== '').join(' ')}  `;
    const [first = '', ...more] = line.entry.text.split('\n');
    return [lead + first, ...more.map((text) => ' '.repeat(widthOf(lead)) + text)];
  });
}

function padded(
  line: EntryLine & { readonly name: string },
  column: 'name' | 'time' | 'mark' | 'hosts' | 'duration',
  width: number,
): string {
  const text = line[column];
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)));
  return column === 'name' || column === 'duration' ? gap + text : text + gap;
}
