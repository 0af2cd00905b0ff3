import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { type HostSnapshot, resultOf, type Snapshot } from '../snapshots/snapshot.ts';
import type { Answers } from './answers-of.ts';
import { betweenHosts } from './between-hosts.ts';
import { commandKey, compareAll } from './comparison.ts';
import { type DiffOperands, diffOperands } from './diff-operands.ts';
import { type DiffOptions, ignoringOf, lineTextOf } from './diff-options.ts';
import type { DiffSources } from './diff-sources.ts';
import { Diff } from './diff-value.ts';
import { diffValues } from './diff-values.ts';
import type { ColumnRules } from './ignored-columns.ts';

interface DiffRun {
  /** Snapshots, hosts, commands, values, as behind `%diff`. */
  readonly operands: readonly string[];
  readonly options: DiffOptions;
}

/** Compares what a person has named. Rejects with `bad-usage` for what makes no sense. */
export async function runDiff({ operands, options }: DiffRun, sources: DiffSources): Promise<Diff> {
  const asked = await understood(operands, sources);
  const given: Given = { sources, options, rules: await sources.rules() };
  switch (asked.kind) {
    case 'values':
      return await valuesDiff(asked, given);
    case 'hosts':
      return await hostsDiff(asked, given);
    case 'within': {
      const snapshot = await sources.read(asked.snapshot);
      return between(asked.hosts, withCommands(snapshot.hosts, asked.commands), given);
    }
    case 'snapshot':
      return await snapshotDiff(asked, given);
  }
}

interface Given {
  readonly sources: DiffSources;
  readonly options: DiffOptions;
  readonly rules: ColumnRules;
}

async function understood(words: readonly string[], sources: DiffSources): Promise<DiffOperands> {
  const snapshots = await sources.snapshots();
  const asked = diffOperands(words, {
    isSnapshot: (word) => snapshots.some(({ name }) => name === word),
    isHost: (word) => sources.hosts.some(({ name }) => name === word),
    isKept: (word) => snapshots.some(({ hosts }) => hosts.includes(word)),
  });
  if (asked !== undefined && (asked.kind !== 'values' || sources.value)) return asked;
  const names = snapshots.map(({ name }) => name).slice(-8);
  const known = names.length === 0 ? 'there are no snapshots yet' : `there are ${names.join(', ')}`;
  const what = words.length === 0 ? 'nothing' : `'${safe(words.join(' '), 200)}'`;
  const wanted = sources.value === undefined ? 'two hosts' : 'two hosts or two values';
  throw wrong(`${what} is nothing that can be compared`, `a snapshot (${known}), ${wanted}`);
}

function wrong(message: string, advice: string): ShowrunError {
  return new ShowrunError('bad-usage', message, { advice });
}

async function valuesDiff(
  { before, after }: Extract<DiffOperands, { kind: 'values' }>,
  { sources, options, rules }: Given,
): Promise<Diff> {
  const old = await sources.value?.(before);
  const now = await sources.value?.(after);
  if (old === undefined || now === undefined) {
    throw wrong(`${old === undefined ? before : after} holds nothing to compare yet`, '');
  }
  return diffValues(old, now, { options, rules, sides: { before, after } });
}

async function hostsDiff(
  { hosts, commands }: Extract<DiffOperands, { kind: 'hosts' }>,
  given: Given,
): Promise<Diff> {
  const { sources } = given;
  const asked = sources.hosts.filter(({ name }) => hosts.includes(name));
  const first = asked.find(({ name }) => name === hosts[0]);
  // The second host is asked what the first one is: two platforms are compared by commands that a person names.
  const list = commands.length > 0 ? commands : await sources.stateCommands(first?.platform ?? '');
  return between(hosts, await sources.ask(asked, list), given);
}

function between(
  [one, other]: readonly [string, string],
  hosts: readonly HostSnapshot[],
  { options, rules }: Given,
): Diff {
  const answersOfHost = (name: string): Answers => {
    const found = hosts.filter(({ host }) => host === name);
    if (found.length === 0) throw wrong(`the snapshot has no host '${safe(name, 80)}'`, '');
    return answersIn(found);
  };
  const compared = betweenHosts(answersOfHost(one), answersOfHost(other), {
    ignoring: ignoringOf(options, rules),
    comparedBy: lineTextOf(options),
  });
  return new Diff(compared, { before: one, after: other });
}

async function snapshotDiff(
  asked: Extract<DiffOperands, { kind: 'snapshot' }>,
  { sources, options, rules }: Given,
): Promise<Diff> {
  const before = await sources.read(asked.before);
  const wanted = hostsWanted(before, asked.hosts, sources);
  const after = asked.after === undefined ? undefined : await sources.read(asked.after);
  const kept = (snapshot: Snapshot): readonly HostSnapshot[] =>
    withCommands(
      snapshot.hosts.filter(({ host }) => wanted(host)),
      asked.commands,
    );
  const old = kept(before);
  const now = after === undefined ? await askAgain(old, sources) : kept(after);
  const compared = compareAll(answersIn(old), answersIn(now), {
    ignoring: ignoringOf(options, rules),
    pairing: 'hosts',
    comparedBy: lineTextOf(options),
  });
  return new Diff(compared, {
    before: before.name,
    beforeAtMs: before.takenAtMs,
    after: after === undefined ? 'now' : after.name,
    afterAtMs: after?.takenAtMs,
  });
}

/** The answers to these commands; all of them where none is named. */
function withCommands(
  hosts: readonly HostSnapshot[],
  commands: readonly string[],
): readonly HostSnapshot[] {
  if (commands.length === 0) return hosts;
  const wanted = new Set(commands.map(commandKey));
  const kept = hosts.map((host) => ({
    ...host,
    answers: host.answers.filter(({ command }) => wanted.has(commandKey(command))),
    notAsked: host.notAsked.filter((command) => wanted.has(commandKey(command))),
  }));
  if (kept.every(({ answers, notAsked }) => answers.length + notAsked.length === 0)) {
    throw wrong(`the snapshot has no answer to '${safe(commands.join('; '), 200)}'`, '');
  }
  return kept;
}

/** The same commands again, of the same hosts, as far as they can be asked. */
async function askAgain(
  old: readonly HostSnapshot[],
  sources: DiffSources,
): Promise<readonly HostSnapshot[]> {
  const there = sources.hosts.filter(({ name }) => old.some(({ host }) => host === name));
  const commandsOf = ({ name }: { readonly name: string }): readonly string[] => {
    const host = old.find((one) => one.host === name);
    return [...(host?.answers.map(({ command }) => command) ?? []), ...(host?.notAsked ?? [])];
  };
  const answered = await sources.ask(there, commandsOf);
  const closed = old
    .filter(({ host }) => !there.some(({ name }) => name === host))
    .map(
      ({ host, platform }): HostSnapshot => ({
        ...{ host, platform, answers: [], notAsked: [] },
        failure: sources.missing(host),
      }),
    );
  return [...answered, ...closed];
}

function hostsWanted(
  { name, hosts }: Snapshot,
  selector: string | undefined,
  sources: DiffSources,
): (host: string) => boolean {
  if (selector === undefined) return () => true;
  const words = selector.split(',').map((word) => word.trim());
  const isNamed = words.every((word) => hosts.some(({ host }) => host === word));
  const names = new Set(isNamed ? words : sources.pick(selector));
  if (!hosts.some(({ host }) => names.has(host))) {
    throw wrong(`snapshot ${name} has no host of '${safe(selector, 80)}'`, '');
  }
  return (host) => names.has(host);
}

/** A snapshot's answers, as any others. */
function answersIn(hosts: readonly HostSnapshot[]): Answers {
  return {
    answers: hosts.flatMap(({ host, platform, answers }) =>
      answers.map((answer) => resultOf(answer, host, platform)),
    ),
    failures: hosts.flatMap(({ host, failure }) =>
      failure === '' ? [] : [{ host, line: failure }],
    ),
  };
}
