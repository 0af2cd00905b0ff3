import type { World } from '../kernel/world.ts';
import { Results } from '../values/results.ts';
import type { HostSnapshot } from './snapshot.ts';
import { type TakeOptions, takeAnswers } from './take-snapshot.ts';

interface HostsToAsk {
  readonly hosts: TakeOptions['hosts'];
  /** The same for all; their platforms' where there are none. */
  readonly commands: TakeOptions['commandsOf'] | readonly string[];
}

/** Asks open hosts from a cell; how each fares is shown as with any command. */
export async function askHosts(
  { fleet, program }: Pick<World, 'fleet' | 'program'>,
  { hosts, commands }: HostsToAsk,
): Promise<readonly HostSnapshot[]> {
  const known = new Map<string, Promise<readonly string[]>>();
  const usual = async (platform: string): Promise<readonly string[]> => {
    const asked = known.get(platform) ?? program.ask('state-commands', { platform });
    known.set(platform, asked);
    return await asked;
  };
  const named = typeof commands === 'function' ? undefined : commands;
  return await takeAnswers({
    hosts,
    commandsOf: async (host) => {
      if (typeof commands === 'function') return await commands(host);
      return named !== undefined && named.length > 0 ? named : await usual(host.platform);
    },
    ask: async (names, list) => {
      const given = await fleet.run(names, list, { refusals: 'expected' });
      return given instanceof Results ? Results.answersOf(given) : [];
    },
  });
}
