import { type Magic, MagicError } from '../kernel/magic.ts';
import { flagsIn } from '../magic-parts/flags.ts';

const replay: Magic = {
  usage: '%replay RECORDING [--at TIME]',
  summary: 'plays a recording in a tab of its own; its hosts can be asked as they were then',
  examples: ['%replay last', '%replay 2026-11-20T1402 --at 14:02:11', '%replay last --at #7'],
  complete: async (typed, { program }) => {
    const names = await program.ask('recordings', {});
    return ['last', ...names].filter((name) => name.startsWith(typed));
  },
  async run({ words }, { program, print }) {
    const { options, rest } = flagsIn(words, [], ['--at']);
    const [recording, ...more] = rest;
    if (recording === undefined || more.length > 0) {
      throw new MagicError('one recording: %replay last, or a part of its name');
    }
    const at = options.get('--at');
    const hosts = await program.ask('replay', { recording, ...(at === undefined ? {} : { at }) });
    print(`${hosts.join(', ')} as recorded`);
    return undefined;
  },
};

export default replay;
