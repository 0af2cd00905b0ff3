import type { HostAnswer } from '../link/backend.ts';
import { failureLine } from '../values/host-error.ts';
import { type HostSnapshot, storedAnswer } from './snapshot.ts';

export interface TakeOptions {
  readonly hosts: readonly Asked[];
  /** What to ask a host of a platform; nothing where nobody knows. */
  readonly commandsOf: (host: Asked) => Promise<readonly string[]> | readonly string[];
  /** Asks hosts commands, one after the other on each host; never rejects for a host that is lost. */
  readonly ask: (
    hosts: readonly string[],
    commands: readonly string[],
  ) => Promise<readonly HostAnswer[]>;
}

interface Asked {
  readonly name: string;
  readonly platform: string;
}

/** Says nothing about which commands a device knows. */
const UNKNOWN = 'auto';
/** Asked where the platform is not known yet: whoever asks finds out. */
const TELLING = 'show version';

/** What hosts answer, in their order; hosts with the same commands are asked side by side. Secrets are hidden. */
export async function takeAnswers(options: TakeOptions): Promise<readonly HostSnapshot[]> {
  const { commandsOf, ask } = options;
  const hosts = await withPlatforms(options);
  const commands = await Promise.all(
    hosts.map(async (host) => ('failure' in host ? [] : await commandsOf(host))),
  );
  const groups = new Map<string, { commands: readonly string[]; hosts: string[] }>();
  for (const [at, { name }] of hosts.entries()) {
    const list = commands[at] ?? [];
    if (list.length === 0) continue;
    const key = list.join('\n');
    const group = groups.get(key) ?? { commands: list, hosts: [] };
    groups.set(key, group);
    group.hosts.push(name);
  }
  const answers = await Promise.all(
    [...groups.values()].map(async (group) => await ask(group.hosts, group.commands)),
  );
  const all = answers.flat();
  return hosts.map((host, at) => hostSnapshot(host, commands[at] ?? [], all));
}

/** Hosts that nobody has recognised are asked who they are; one that is lost then says why. */
async function withPlatforms({
  hosts,
  ask,
}: TakeOptions): Promise<readonly (Asked & { readonly failure?: string })[]> {
  const unknown = hosts.filter(({ platform }) => platform === UNKNOWN).map(({ name }) => name);
  if (unknown.length === 0) return hosts;
  const answers = await ask(unknown, [TELLING]);
  return hosts.map((host) => {
    if (host.platform !== UNKNOWN) return host;
    const answer = answers.find((one) => hostOf(one) === host.name);
    if (answer?.status === 'done') return { ...host, platform: answer.result.platform };
    return { ...host, failure: answer === undefined ? 'no answer' : failureLine(answer) };
  });
}

function hostSnapshot(
  host: Asked & { readonly failure?: string },
  commands: readonly string[],
  all: readonly HostAnswer[],
): HostSnapshot {
  const own = all.filter((answer) => hostOf(answer) === host.name);
  const results = own.flatMap((answer) => (answer.status === 'done' ? [answer.result] : []));
  const lost = own.find((answer) => answer.status === 'failed');
  const nothingKnown =
    commands.length === 0 ? `no commands are known for ${host.platform}: name some` : '';
  return {
    host: host.name,
    platform: results[0]?.platform ?? host.platform,
    answers: results.map(storedAnswer),
    failure: host.failure ?? (lost?.status === 'failed' ? failureLine(lost) : nothingKnown),
    notAsked: commands.slice(results.length),
  };
}

function hostOf(answer: HostAnswer): string {
  return answer.status === 'done' ? answer.result.host : answer.host;
}
