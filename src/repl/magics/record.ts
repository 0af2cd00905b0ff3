import { type Magic, MagicError } from '../kernel/magic.ts';

const record: Magic = {
  usage: '%record [start NAME|stop|state]',
  summary: 'keeps the cells from start to stop as a file that runs',
  examples: ['%record start upgrade', '%record state', '%record stop'],
  complete: () => ['start', 'stop', 'state'],
  async run({ words }, { program, print }) {
    const [what = 'state', name] = words;
    if (what === 'start') {
      if (name === undefined) throw new MagicError('the recording wants a name');
      const { file } = await program.ask('record', { what, name });
      print(`cells go to ${file} until %record stop`);
    } else if (what === 'stop') {
      const { file, cells } = await program.ask('record', { what });
      print(file === undefined ? 'nothing was being recorded' : `${counted(cells)}: %run ${file}`);
    } else if (what === 'state') {
      const { file, cells } = await program.ask('record', { what });
      print(file === undefined ? 'nothing is being recorded' : `${file}: ${counted(cells)} so far`);
    } else throw new MagicError(`'${what}' is neither start nor stop nor state`);
  },
};

export default record;

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
