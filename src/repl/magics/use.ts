import { ShowrunError } from '../../core/errors.ts';
import { select } from '../../core/selector/selector.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { selectorWords } from '../magic-parts/selector-words.ts';

const NOBODY = 'all';
const ADVICE = '%hosts lists all, %open opens more';

const use: Magic = {
  usage: '%use [SELECTOR]',
  summary: 'whom `@ command` asks; all forgets it',
  examples: ['%use core', '%use r1,r2', '%use all'],
  complete: (typed, { fleet }) => selectorWords(typed, fleet.hosts),
  async run({ args }, world) {
    const selector = args.trim();
    if (selector !== '') {
      named(selector, world.fleet.hosts);
      world.targets = selector;
      await world.program.ask('show-targets', { text: selector === NOBODY ? '' : selector });
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
    const isNobody = thrown.message.startsWith('nothing matches');
    throw new MagicError(isNobody ? `${thrown.message} that is open: ${ADVICE}` : thrown.line);
  }
}
