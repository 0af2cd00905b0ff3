import { type Magic, type MagicCall, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import type { ConfigPreview } from '../link/config-requests.ts';
import { CONFIG_FLAGS, type ConfigOrder, configOrder } from '../magic-parts/config-order.ts';
import { outcomeRow } from '../magic-parts/config-outcome.ts';
import { previewLines } from '../magic-parts/config-preview-lines.ts';
import { selectorWords } from '../magic-parts/selector-words.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';
import { Results } from '../values/results.ts';

const config: Magic = {
  usage:
    '%%config SELECTOR [--dry-run] [--yes] [--save] [--commit] [--comment TEXT] [--confirmed MINUTES] [--mode MODE] [--serial N] + lines',
  summary: 'pushes the lines below to hosts: shown and asked first',
  examples: [
    '%%config r1,r2\ninterface Loopback9\n description test',
    '%%config core --save\nntp server 192.0.2.1',
    '%%config r1 --dry-run\nno ip http server',
  ],
  complete: (typed, { fleet }) =>
    /(?:^|\s)-\S*$/.test(typed) ? CONFIG_FLAGS : selectorWords(typed, fleet.hosts),
  async run(call, world) {
    const order = configOrder(call);
    const names = hostsOf(order, call, world);
    const { mode, commit, save, lines } = order;
    const preview = await world.program.ask('config-preview', {
      ...{ names, lines, mode, commits: commit !== undefined, saves: save },
    });
    const shown = previewLines(preview, order);
    if (order.says !== 'yes') world.print(shown.all);
    const impossible = preview.filter(({ problem }) => problem !== '');
    if (impossible.length > 0) throw new ConfigRefused(impossible);
    if (order.says === 'dry-run') {
      world.print('nothing was sent');
      return undefined;
    }
    if (order.says !== 'yes' && !(await world.program.ask('confirm', shown.question))) {
      world.print('nothing was sent');
      return undefined;
    }
    return await push(names, order, world);
  },
};

export default config;

/** The hosts by their names, so that those asked about are those told. */
function hostsOf({ selector }: ConfigOrder, { body }: MagicCall, world: World): readonly string[] {
  const chosen = selector === '' ? world.targets : selector;
  // Nobody has said whom: that is no order to change every device there is.
  if (selector === '' && chosen === 'all') throw new MagicError('no host was named');
  if (body === undefined || body.trim() === '') throw new MagicError('there are no lines below it');
  return [...world.fleet.pick(chosen)].map(({ name }) => name);
}

async function push(names: readonly string[], order: ConfigOrder, world: World) {
  const { lines, mode, commit, save, serial } = order;
  const told: unknown = await world.fleet.pick(...names).config(lines, {
    save,
    commit: commit ?? false,
    ...(mode === undefined ? {} : { mode }),
    ...(serial === undefined ? {} : { serial, stopOnFailure: true }),
  });
  const answers = told instanceof Results ? Results.answersOf(told) : [];
  const rows = answers.map(outcomeRow);
  return tableOfRows(['host', 'outcome', 'sent', 'total', 'state', 'refusal'], rows);
}

/** It cannot be done everywhere, and so it is done nowhere. */
class ConfigRefused extends MagicError {
  constructor(impossible: readonly ConfigPreview[]) {
    const [first] = impossible;
    const more = impossible.length > 1 ? ` (and ${impossible.length - 1} more)` : '';
    super(`nothing was sent: ${first?.host} ${first?.problem}${more}`);
  }
}
