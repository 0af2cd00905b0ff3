import type { Magic } from '../kernel/magic.ts';
import { selectorWords } from '../magic-parts/selector-words.ts';
import { spokenTime } from '../magic-parts/spoken-time.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';

const COLUMNS = ['name', 'platform', 'address', 'groups', 'state', 'mode', 'since'] as const;

const hosts: Magic = {
  usage: '%hosts [SELECTOR]',
  summary: 'the hosts there are: open ones, and those of the inventory',
  examples: ['%hosts', '%hosts core'],
  complete: async (typed, { program }) => selectorWords(typed, await program.ask('hosts', {})),
  async run({ args }, { program }) {
    const selector = args.trim();
    const facts = await program.ask('hosts', selector === '' ? {} : { selector });
    const rows = facts.map(({ groups, sinceMs, ...fact }) => ({
      ...fact,
      groups: groups.join(', '),
      since: sinceMs === undefined ? '' : spokenTime(sinceMs, Date.now()),
    }));
    return tableOfRows(COLUMNS, rows);
  },
};

export default hosts;
