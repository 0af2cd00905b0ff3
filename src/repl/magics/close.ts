import { type Magic, MagicError } from '../kernel/magic.ts';
import { flagsIn } from '../magic-parts/flags.ts';
import { selectorWords } from '../magic-parts/selector-words.ts';

const close: Magic = {
  usage: '%close SELECTOR [--yes]',
  summary: 'closes sessions and their panes; asks when there are several',
  examples: ['%close r1', '%close core', '%close all --yes'],
  complete: (typed, { fleet }) => selectorWords(typed, fleet.hosts),
  async run({ words }, { program, print }) {
    const { flags, rest } = flagsIn(words, ['--yes']);
    const selector = rest.join(',');
    if (selector === '') throw new MagicError('no host was named');
    const facts = await program.ask('hosts', { selector });
    const names = facts.filter(({ sinceMs }) => sinceMs !== undefined).map(({ name }) => name);
    if (names.length === 0) throw new MagicError(`none of ${selector} is open`);
    const isMeant =
      names.length === 1 || flags.has('--yes') || (await program.ask('confirm', asks(names)));
    if (!isMeant) {
      print('nothing was closed');
      return;
    }
    print(`closed ${(await program.ask('close', { names })).join(', ')}`);
  },
};

export default close;

function asks(names: readonly string[]) {
  return {
    title: `Close ${names.length} sessions?`,
    lines: [names.join(', '), 'What they have said is gone with their panes.'],
    yes: 'closes them',
  };
}
