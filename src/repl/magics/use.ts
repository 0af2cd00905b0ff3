import { ShowrunError } from '../../core/errors.ts';
import { select } from '../../core/selector.ts';
import { spokenSelector } from '../../core/spoken-selector.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { selectorWords } from '../magic-parts/selector-words.ts';

const NOBODY = 'all';

const use: Magic = {
  usage: '%use [SELECTOR]',
  summary: 'whom `@ command` asks; all forgets it',
  examples: ['%use core', '%use r1,r2', '%use all'],
  complete: (typed, { fleet }) => selectorWords(typed, fleet.hosts),
  async run({ args }, world) {
    const asked = args.trim();
    if (asked !== '') {
      const selector = spokenSelector(asked, world.fleet.hosts);
      named(selector, world.fleet.hosts);
      world.targets = selector;
      await world.program.ask('show-targets', { text: asked === NOBODY ? '' : selector });
    }
    const members = named(world.targets, world.fleet.hosts);
    world.print(`${world.targets}: ${members.map(({ name }) => name).join(', ')}`);
  },
};

export default use;

function named<Member extends { name: string; groups: readonly string[] }>(
  selector: string,
  hosts: readonly Member[],
): readonly Member[] {
  try {
    return select(selector, hosts);
  } catch (thrown) {
    if (!(thrown instanceof ShowrunError)) throw thrown;
    throw new MagicError(`${thrown.message} that is open: %hosts lists all, %open opens more`);
  }
}
