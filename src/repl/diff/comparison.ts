import type { Answer, Answers } from './answers-of.ts';
import { compareAnswers, type Difference, isChanged } from './compare-answers.ts';
import { type Ignoring, ignoredColumns, sourceOf } from './ignored-columns.ts';

/** What became of one host's answer to one command. */
export interface Comparison {
  readonly host: string;
  /** Where two hosts are compared, the second one. */
  readonly otherHost: string | undefined;
  readonly platform: string;
  readonly command: string;
  /** What its columns are known by. */
  readonly source: string;
  readonly difference: Difference;
}

/** An answer without a counterpart. */
export interface Missing {
  readonly host: string;
  /** Empty where a host has no answer at all on that side. */
  readonly command: string;
  /** Which side has none. */
  readonly side: 'before' | 'after';
  readonly why: string;
}

export interface Compared {
  readonly comparisons: readonly Comparison[];
  readonly missing: readonly Missing[];
}

export interface CompareAllOptions {
  readonly ignoring: Ignoring;
  /** `hosts`: each host with itself. `commands`: one host with another. */
  readonly pairing: 'hosts' | 'commands';
  /** What of a line of text counts. */
  readonly comparedBy?: ((line: string, side: 'before' | 'after') => string) | undefined;
}

/** Compares answers with those of another time or another host, command by command. */
export function compareAll(
  before: Answers,
  after: Answers,
  { ignoring, pairing, comparedBy }: CompareAllOptions,
): Compared {
  const keyOf = (answer: Answer): string =>
    pairing === 'hosts'
      ? `${answer.host}\u0000${commandKey(answer.command)}`
      : commandKey(answer.command);
  const now = queues(after.answers, keyOf);
  const comparisons: Comparison[] = [];
  const missing: Missing[] = [];
  for (const old of before.answers) {
    const other = now.get(keyOf(old))?.shift();
    if (other === undefined) missing.push(lost(old, 'after', after));
    else comparisons.push(comparison(old, other, { ignoring, comparedBy }));
  }
  for (const rest of now.values()) {
    for (const answer of rest) missing.push(lost(answer, 'before', before));
  }
  return { comparisons, missing: [...missing, ...neverAnswered(before, after)] };
}

/** Whether anything changed, or is missing on one side. */
export function hasChanged({ comparisons, missing }: Compared): boolean {
  return missing.length > 0 || comparisons.some(({ difference }) => isChanged(difference));
}

/** Commands are the same whatever blanks are in them, and in capitals or not. */
export function commandKey(command: string): string {
  return command.trim().toLowerCase().replace(/\s+/g, ' ');
}

function queues(
  answers: readonly Answer[],
  keyOf: (answer: Answer) => string,
): ReadonlyMap<string, Answer[]> {
  const found = new Map<string, Answer[]>();
  for (const answer of answers) {
    const queue = found.get(keyOf(answer));
    if (queue === undefined) found.set(keyOf(answer), [answer]);
    else queue.push(answer);
  }
  return found;
}

function comparison(
  old: Answer,
  now: Answer,
  { ignoring, comparedBy }: Pick<CompareAllOptions, 'ignoring' | 'comparedBy'>,
): Comparison {
  const source = sourceOf(now.table === undefined ? old : now);
  return {
    host: old.host,
    otherHost: old.host === now.host ? undefined : now.host,
    platform: now.platform,
    command: now.command,
    source,
    difference: compareAnswers(old, now, {
      ignored: (passing) => ignoredColumns(ignoring, source, passing),
      ...(comparedBy && { comparedBy }),
    }),
  };
}

function lost(answer: Answer, side: 'before' | 'after', there: Answers): Missing {
  const { host, command } = answer;
  const failure = there.failures.find((one) => one.host === host);
  const hasHost = there.answers.some((one) => one.host === host);
  const why = failure?.line ?? (hasHost ? 'not asked there' : 'the host is not there');
  return { host, command, side, why };
}

/** Hosts that answered nothing on one side, where that has not been said with an answer of the other side. */
function neverAnswered(before: Answers, after: Answers): readonly Missing[] {
  const silent = (side: Answers, other: Answers): Answers['failures'] =>
    side.failures.filter(({ host }) => !other.answers.some((one) => one.host === host));
  return [
    ...silent(before, after).map(
      ({ host, line }): Missing => ({ host, command: '', side: 'before', why: line }),
    ),
    ...silent(after, before).map(
      ({ host, line }): Missing => ({ host, command: '', side: 'after', why: line }),
    ),
  ];
}
