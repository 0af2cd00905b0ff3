import { types } from 'node:util';
import { diffOptions } from '../diff/diff-options.ts';
import { diffValues } from '../diff/diff-values.ts';
import { rememberedRules } from '../diff/remembered-rules.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { isPending, pending } from '../values/pending.ts';

const diff: Stage = {
  usage: 'diff VALUE [--all] [--ignore COLUMNS] [--times] [--json]',
  summary: 'what changed from this value to that one: rows, cells, lines',
  examples: [
    'before |> diff after',
    'r1.last.diff(r2.last).changed',
    '__ |> diff _ --ignore metric',
  ],
  run(input, args, world) {
    if (args.length === 0 || args[0] === undefined) {
      throw new StageError('diff needs a second value: before |> diff after');
    }
    const [other, given] = args;
    if (isPending(other) || types.isPromise(other)) {
      return pending(
        Promise.resolve(other).then((arrived) => diff.run(input, [arrived, given], world)),
        'diff',
      );
    }
    const { options, words } = diffOptions(
      typeof given === 'string'
        ? given.split(/\s+/).filter((word) => word !== '')
        : Object(given ?? {}),
    );
    if (words.length > 0) throw new StageError(`diff takes options only, not '${words.join(' ')}'`);
    const made = diffValues(input, other, { options, rules: rememberedRules(world) });
    return options.json ? JSON.stringify(made.data, null, 2) : made;
  },
};

export default diff;
