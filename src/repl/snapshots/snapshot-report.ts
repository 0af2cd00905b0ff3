import { inspect } from 'node:util';
import { localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import { hostRanges } from '../../core/selector/host-ranges.ts';
import type { Snapshot, SnapshotSummary } from './snapshot.ts';
import { summaryOf } from './snapshot.ts';

/** What taking a snapshot gave, as a cell's value. */
export class SnapshotReport {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly answers: number;
  /** Which hosts refused a command. */
  readonly refused: readonly { readonly command: string; readonly hosts: readonly string[] }[];
  readonly lost: readonly { readonly host: string; readonly why: string }[];
  /** How many secrets were hidden. */
  readonly hidden: number;

  constructor(snapshot: Snapshot) {
    const summary = summaryOf(snapshot);
    this.name = summary.name;
    this.hosts = summary.hosts;
    this.answers = summary.answers;
    this.hidden = summary.hidden;
    this.refused = refusals(snapshot);
    this.lost = snapshot.hosts
      .filter(({ failure }) => failure !== '')
      .map(({ host, failure }) => ({ host, why: failure }));
    Object.freeze(this);
  }

  get ok(): boolean {
    return this.lost.length === 0;
  }

  get text(): string {
    const { name, hosts, answers, refused, lost, hidden } = this;
    const lines = [
      `snapshot ${name}: ${counted(answers, 'answer')} of ${safe(hostRanges(hosts), 300)}`,
      ...lost.map(({ host, why }) => safe(why.startsWith(host) ? why : `${host}: ${why}`, 300)),
      ...refusedLines(refused),
      ...(hidden === 0 ? [] : [`${counted(hidden, 'secret')} hidden in what is kept`]),
    ];
    return lines.join('\n');
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    return this.text;
  }
}

/** What there is, as a table: name, when, hosts, answers, what is missing. */
export function snapshotRows(
  snapshots: readonly SnapshotSummary[],
): readonly (readonly (string | number)[])[] {
  return snapshots.map(({ name, takenAtMs, hosts, answers, refused, lost }) => [
    name,
    localTime(takenAtMs),
    hostRanges(hosts),
    answers,
    refused,
    hostRanges(lost),
  ]);
}

export const SNAPSHOT_COLUMNS = ['name', 'taken', 'hosts', 'answers', 'refused', 'lost'] as const;

/** A line for each set of hosts, however many commands they refused. */
function refusedLines(refused: SnapshotReport['refused']): readonly string[] {
  const byHosts = new Map<string, string[]>();
  for (const { command, hosts } of refused) {
    const who = hostRanges(hosts);
    byHosts.set(who, [...(byHosts.get(who) ?? []), command]);
  }
  return [...byHosts].map(([who, commands]) => {
    const list = commands.map((command) => safe(command, 100)).join('; ');
    return `refused by ${safe(who, 200)}: ${list}`;
  });
}

function refusals({ hosts }: Snapshot): SnapshotReport['refused'] {
  const byCommand = new Map<string, string[]>();
  for (const { host, answers } of hosts) {
    for (const { command, outcome } of answers) {
      if (outcome === 'ok') continue;
      const refusing = byCommand.get(command) ?? [];
      refusing.push(host);
      byCommand.set(command, refusing);
    }
  }
  return [...byCommand].map(([command, refusing]) => ({ command, hosts: refusing }));
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
