import { diffOptions } from '../diff/diff-options.ts';
import { sourcesIn } from '../diff/diff-sources.ts';
import { runDiff } from '../diff/run-diff.ts';
import type { Magic } from '../kernel/magic.ts';

const diff: Magic = {
  usage: '%diff [A [B]] [HOST …] [COMMAND; …] [--all] [--ignore COLUMNS] [--json]',
  summary: 'what changed since a snapshot, or between snapshots, hosts or values',
  examples: [
    '%diff before',
    '%diff before after',
    '%diff r1 r2 show ip route',
    '%diff before r1 r2',
    '%diff',
    '%diff __ _ --ignore metric',
  ],
  async complete(typed, { program, fleet }) {
    if (/\s-\S*$/.test(typed)) return ['--all', '--ignore', '--times', '--json'];
    const { snapshots } = await program.ask('snapshot-list', {});
    return [...snapshots.map(({ name }) => name), ...fleet.hosts.map(({ name }) => name)];
  },
  async run({ words }, world) {
    const { options, words: operands } = diffOptions(words);
    const made = await runDiff({ operands, options }, sourcesIn(world));
    return options.json ? JSON.stringify(made.data, null, 2) : made;
  },
};

export default diff;
