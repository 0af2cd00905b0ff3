import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { pathWords } from '../magic-parts/path-words.ts';

const log: Magic = {
  usage: '%log [start FILE|stop|state]',
  summary: 'keeps cells and their answers as clean text in a file',
  examples: ['%log start ~/change.log', '%log state', '%log stop'],
  complete: (typed) => (/^\s*start\s/.test(typed) ? pathWords(typed) : ['start', 'stop', 'state']),
  async run({ words }, { program, print }) {
    const [what = 'state', file] = words;
    if (what === 'start') {
      if (file === undefined) throw new MagicError('no file was named');
      const path = resolve(file.replace(/^~(?=\/|$)/, homedir()));
      const state = await program.ask('log', { what, file: path });
      print(`cells and their answers go to ${state.file}, secrets hidden; device screens do not`);
    } else if (what === 'stop') {
      const { file: ended, cells } = await program.ask('log', { what });
      print(ended === undefined ? 'there is no log' : `${ended}: ${counted(cells)}`);
    } else if (what === 'state') {
      const { file: open, cells } = await program.ask('log', { what });
      print(open === undefined ? 'there is no log' : `${open}: ${counted(cells)} so far`);
    } else throw new MagicError(`'${what}' is neither start nor stop nor state`);
  },
};

export default log;

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
