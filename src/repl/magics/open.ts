import { type Magic, MagicError } from '../kernel/magic.ts';
import { flagsIn } from '../magic-parts/flags.ts';
import { selectorWords } from '../magic-parts/selector-words.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';

const open: Magic = {
  usage: '%open NAME|USER@HOST[:PORT]|SELECTOR … [--again]',
  summary: 'opens hosts, each in a pane; --again one more session',
  examples: ['%open r1', '%open admin@192.0.2.7', '%open core', '%open r1 --again'],
  complete: async (typed, { program }) => {
    const hosts = await program.ask('hosts', {});
    return selectorWords(
      typed,
      hosts.filter(({ sinceMs }) => sinceMs === undefined),
    );
  },
  async run({ words }, { program }) {
    const { flags, rest } = flagsIn(words, ['--again']);
    if (rest.length === 0) throw new MagicError('no host was named');
    const opened = await program.ask('open', { targets: rest, again: flags.has('--again') });
    return tableOfRows(
      ['host', 'state', 'says'],
      opened.map((one) => ({ ...one })),
    );
  },
};

export default open;
