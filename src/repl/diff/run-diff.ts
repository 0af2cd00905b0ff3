import { MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { askHosts } from '../snapshots/ask-hosts.ts';
import { type HostSnapshot, resultOf, type Snapshot } from '../snapshots/snapshot.ts';
import { localTime } from '../snapshots/snapshot-report.ts';
import type { Answers } from './answers-of.ts';
import { betweenHosts } from './between-hosts.ts';
import { compareAll } from './comparison.ts';
import { type DiffOperands, diffOperands } from './diff-operands.ts';
import { type DiffOptions, ignoringOf, lineTextOf } from './diff-options.ts';
import { Diff } from './diff-value.ts';
import { diffValues } from './diff-values.ts';
import type { ColumnRules } from './ignored-columns.ts';
import { askRules } from './remembered-rules.ts';

interface DiffRun {
  /** The words behind `%diff`, without its options. */
  readonly operands: readonly string[];
  readonly options: DiffOptions;
}

/** Does what a person has asked of `%diff`. */
export async function runDiff({ operands, options }: DiffRun, world: World): Promise<Diff> {
  const { program, fleet } = world;
  const { snapshots } = await program.ask('snapshot-list', {}).catch(() => ({ snapshots: [] }));
  const asked = diffOperands(operands, {
    isSnapshot: (word) => snapshots.some(({ name }) => name === word),
    isHost: (word) => fleet.hosts.some(({ name }) => name === word),
  });
  if (asked === undefined) {
    const names = snapshots.map(({ name }) => name).join(', ');
    throw new MagicError(
      `'${operands.join(' ')}' is no two things to compare: a snapshot${names === '' ? '' : ` (${names})`}, two hosts, or two values`,
    );
  }
  const given: Given = { world, options, rules: await askRules(world) };
  switch (asked.kind) {
    case 'values':
      return await valuesDiff(asked, given);
    case 'hosts':
      return await hostsDiff(asked, given);
    case 'within': {
      const snapshot = await program.ask('snapshot-read', { name: asked.snapshot });
      return between(asked.hosts, snapshot.hosts, given);
    }
    case 'snapshot':
      return await snapshotDiff(asked, given);
  }
}

interface Given {
  readonly world: World;
  readonly options: DiffOptions;
  readonly rules: ColumnRules;
}

async function valuesDiff(
  { before, after }: Extract<DiffOperands, { kind: 'values' }>,
  { world, options, rules }: Given,
): Promise<Diff> {
  const old = await world.evaluate(before);
  const now = await world.evaluate(after);
  if (old === undefined || now === undefined) {
    throw new MagicError(`${old === undefined ? before : after} holds nothing to compare yet`);
  }
  return diffValues(old, now, { options, rules, sides: { before, after } });
}

async function hostsDiff(
  { hosts, commands }: Extract<DiffOperands, { kind: 'hosts' }>,
  given: Given,
): Promise<Diff> {
  const { world } = given;
  const asked = world.fleet.hosts.filter(({ name }) => hosts.includes(name));
  const first = asked.find(({ name }) => name === hosts[0]);
  // The second host is asked what the first one is: two platforms are compared by commands that a person names.
  const list =
    commands.length > 0
      ? commands
      : await world.program.ask('state-commands', { platform: first?.platform ?? '' });
  return between(hosts, await askHosts(world, { hosts: asked, commands: list }), given);
}

function between(
  [one, other]: readonly [string, string],
  hosts: readonly HostSnapshot[],
  { options, rules }: Given,
): Diff {
  const [before, after] = [one, other].map((name) => {
    const found = hosts.filter(({ host }) => host === name);
    if (found.length === 0) throw new MagicError(`the snapshot has no ${name}`);
    return answersIn(found);
  });
  if (before === undefined || after === undefined) throw new MagicError('two hosts are needed');
  const compared = betweenHosts(before, after, {
    ignoring: ignoringOf(options, rules),
    comparedBy: lineTextOf(options),
  });
  return new Diff(compared, { before: one, after: other });
}

async function snapshotDiff(
  asked: Extract<DiffOperands, { kind: 'snapshot' }>,
  { world, options, rules }: Given,
): Promise<Diff> {
  const { program, fleet } = world;
  const before = await program.ask('snapshot-read', { name: asked.before });
  const wanted = hostsWanted(before, asked.hosts, fleet);
  const after =
    asked.after === undefined
      ? undefined
      : await program.ask('snapshot-read', { name: asked.after });
  const old = before.hosts.filter(({ host }) => wanted(host));
  const now = after?.hosts.filter(({ host }) => wanted(host)) ?? (await askAgain(old, world));
  const compared = compareAll(answersIn(old), answersIn(now), {
    ignoring: ignoringOf(options, rules),
    pairing: 'hosts',
    comparedBy: lineTextOf(options),
  });
  return new Diff(compared, {
    before: sideName(before),
    after: after === undefined ? 'now' : sideName(after),
  });
}

/** The same commands again, of the same hosts, as far as they are open. */
async function askAgain(
  old: readonly HostSnapshot[],
  world: World,
): Promise<readonly HostSnapshot[]> {
  const open = world.fleet.hosts.filter(({ name }) => old.some(({ host }) => host === name));
  const commandsOf = ({ name }: { readonly name: string }): readonly string[] => {
    const host = old.find((one) => one.host === name);
    return [...(host?.answers.map(({ command }) => command) ?? []), ...(host?.notAsked ?? [])];
  };
  const answered = await askHosts(world, { hosts: open, commands: commandsOf });
  const closed = old
    .filter(({ host }) => !open.some(({ name }) => name === host))
    .map(
      ({ host, platform }): HostSnapshot => ({
        ...{ host, platform, answers: [], notAsked: [] },
        failure: `${host} is not open: %open ${host}`,
      }),
    );
  return [...answered, ...closed];
}

function hostsWanted(
  { name, hosts }: Snapshot,
  selector: string | undefined,
  fleet: World['fleet'],
): (host: string) => boolean {
  if (selector === undefined) return () => true;
  const words = selector.split(',').map((word) => word.trim());
  const isNamed = words.every((word) => hosts.some(({ host }) => host === word));
  const names = new Set(isNamed ? words : fleet.pick(selector).names);
  if (!hosts.some(({ host }) => names.has(host))) {
    throw new MagicError(`snapshot ${name} has none of '${selector}'`);
  }
  return (host) => names.has(host);
}

function sideName({ name, takenAtMs }: Snapshot): string {
  return `${name} (${localTime(takenAtMs)})`;
}

/** A snapshot's answers, as any others. */
export function answersIn(hosts: readonly HostSnapshot[]): Answers {
  return {
    answers: hosts.flatMap(({ host, platform, answers }) =>
      answers.map((answer) => resultOf(answer, host, platform)),
    ),
    failures: hosts.flatMap(({ host, failure }) =>
      failure === '' ? [] : [{ host, line: failure }],
    ),
  };
}
