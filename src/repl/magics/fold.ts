import { asInput } from '../diff/as-input.ts';
import { askRules } from '../diff/remembered-rules.ts';
import { foldOptions } from '../fold/fold-options.ts';
import { Fold } from '../fold/fold-value.ts';
import type { Magic } from '../kernel/magic.ts';

const fold: Magic = {
  usage: '%fold [--all] [--times] [--names] [--text] [WHAT]',
  summary: 'the same answers once, with who gave them, and what the others have differently',
  examples: ['%fold', '%fold @all show version', '%fold --times show running-config'],
  async run({ args }, world) {
    const { options, rest } = foldOptions(args);
    return Fold.of(await world.evaluate(asInput(rest)), {
      ...options,
      rules: await askRules(world),
    });
  },
};

export default fold;
