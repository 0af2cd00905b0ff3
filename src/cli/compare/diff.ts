import type { Host } from '../../core/host.ts';
import type { DiffSources } from '../../repl/diff/diff-sources.ts';
import { Diff } from '../../repl/diff/diff-value.ts';
import { runDiff } from '../../repl/diff/run-diff.ts';
import { stateCommands } from '../../repl/snapshots/state-commands.ts';
import type { DiffMode } from './compare-options.ts';
import { type ReachedHosts, withHosts } from './reached-hosts.ts';

/** Prints what changed. Gives the exit code: 0 nothing, 1 something, 3 no host could be connected. */
export async function printDiff(mode: DiffMode): Promise<number> {
  return await withHosts({ kind: 'diff', ...mode.reach }, async (reached) => {
    const sources = await sourcesWith(mode, reached);
    const { operands, commands, options, reach } = mode;
    const words = [
      ...operands,
      ...(reach.selector === undefined ? [] : [reach.selector]),
      ...(commands.length === 0 ? [] : commands.join(' ; ').split(' ')),
    ];
    const diff = await runDiff({ operands: words, options }, sources);
    if (reached.signal.aborted) return 130;
    if (reached.wasReached() === 'unreached') return 3;
    const isPlain = !process.stdout.isTTY || process.env['NO_COLOR'] !== undefined;
    const text = isPlain ? diff.text : Diff.displayOf(diff);
    process.stdout.write(
      mode.output === 'json' ? `${JSON.stringify(diff.data, null, 2)}\n` : `${text}\n`,
    );
    return diff.changed ? 1 : 0;
  });
}

/** Hosts that can be asked are those of the snapshot, and those that are named, as far as the inventory knows them. */
async function sourcesWith(
  { operands }: DiffMode,
  { files, named, ask }: ReachedHosts,
): Promise<DiffSources> {
  const { store, rules, lineageOf } = files;
  const { snapshots } = await store.list();
  const isSnapshot = (word: string): boolean => snapshots.some(({ name }) => name === word);
  const kept = snapshots.filter(({ name }) => operands.includes(name));
  const isNow = kept.length < 2;
  const names = new Set([
    ...(isNow ? kept.flatMap(({ hosts }) => hosts) : []),
    ...(kept.length === 0 ? operands.filter((word) => !isSnapshot(word)) : []),
  ]);
  const hosts = [...names].flatMap((name) => known(name, named));
  const hostOf = ({ name }: { readonly name: string }): readonly Host[] =>
    hosts.filter((host) => host.name === name);
  return {
    hosts,
    snapshots: async () => snapshots,
    read: async (name) => await store.read(name),
    rules: async () => await rules.read(),
    pick: (selector) => named(selector).map(({ name }) => name),
    ask: async (some, commands) => await ask(some.flatMap(hostOf), commands),
    stateCommands: async (platform) => stateCommands(lineageOf(platform)),
    value: undefined,
    missing: (host) => `${host} is not in the inventory`,
  };
}

function known(name: string, named: ReachedHosts['named']): readonly Host[] {
  try {
    return named(name);
  } catch {
    return [];
  }
}
