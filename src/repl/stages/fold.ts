import { rememberedRules } from '../diff/remembered-rules.ts';
import { foldOptions } from '../fold/fold-options.ts';
import { Fold } from '../fold/fold-value.ts';
import { type Stage, StageError } from '../kernel/stage.ts';

const fold: Stage = {
  usage: 'fold [--all] [--times] [--names] [--text]',
  summary: 'the same answers once, with who gave them, and what the others have differently',
  examples: [
    '@all show ip interface brief |> fold',
    "(await all.run('show version')).fold().others",
  ],
  run(input, [given], world) {
    const { options, rest } = foldOptions(given);
    if (rest !== '') throw new StageError(`fold takes options only, not '${rest}'`);
    return Fold.of(input, { ...options, rules: rememberedRules(world) });
  },
};

export default fold;
