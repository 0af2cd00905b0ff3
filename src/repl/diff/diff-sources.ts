import type { World } from '../kernel/world.ts';
import { askHosts } from '../snapshots/ask-hosts.ts';
import type { HostSnapshot, Snapshot, SnapshotSummary } from '../snapshots/snapshot.ts';
import type { TakeOptions } from '../snapshots/take-snapshot.ts';
import type { ColumnRules } from './ignored-columns.ts';
import { askRules } from './remembered-rules.ts';

/** Where what is compared comes from. */
export interface DiffSources {
  snapshots(): Promise<readonly Pick<SnapshotSummary, 'name' | 'hosts'>[]>;
  /** Rejects for a name there is none of. */
  read(name: string): Promise<Snapshot>;
  rules(): Promise<ColumnRules>;
  /** The hosts that can be asked. */
  readonly hosts: readonly { readonly name: string; readonly platform: string }[];
  /** The names of a selector's hosts; throws for one that names none. */
  pick(selector: string): readonly string[];
  /** Of hosts that can be asked: the commands named, else what their platforms' state is. */
  ask(
    hosts: TakeOptions['hosts'],
    commands: TakeOptions['commandsOf'] | readonly string[],
  ): Promise<readonly HostSnapshot[]>;
  stateCommands(platform: string): Promise<readonly string[]>;
  /** A piece of a cell; undefined where there are no cells. */
  readonly value: ((source: string) => Promise<unknown>) | undefined;
  /** What to do about a host that cannot be asked. */
  missing(host: string): string;
}

/** From within a cell: the open hosts, and what the program keeps. */
export function sourcesIn(world: World): DiffSources {
  const { program, fleet } = world;
  return {
    snapshots: async () => (await program.ask('snapshot-list', {})).snapshots,
    read: async (name) => await program.ask('snapshot-read', { name }),
    rules: async () => await askRules(world),
    hosts: fleet.hosts,
    pick: (selector) => fleet.pick(selector).names,
    ask: async (hosts, commands) => await askHosts(world, { hosts, commands }),
    stateCommands: async (platform) => await program.ask('state-commands', { platform }),
    value: async (source) => await world.evaluate(source),
    missing: (host) => `${host} is not open: %open ${host}`,
  };
}
