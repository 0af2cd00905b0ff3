import { inspect } from 'node:util';
import { Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { tableOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';
import { type Answers, answersOf, madeUp } from './answers-of.ts';
import { compareAll } from './comparison.ts';
import { type DiffOptions, ignoringOf, lineTextOf } from './diff-options.ts';
import type { DiffSides } from './diff-text.ts';
import { Diff } from './diff-value.ts';
import type { ColumnRules } from './ignored-columns.ts';

export interface DiffValuesOptions {
  readonly options: DiffOptions;
  readonly rules: ColumnRules;
  readonly sides?: DiffSides;
}

/** What became of a value: results by host and command, tables by their rows, anything else by the lines of its text. */
export function diffValues(
  before: unknown,
  after: unknown,
  { options, rules, sides = { before: 'before', after: 'after' } }: DiffValuesOptions,
): Diff {
  const [old, now] = [comparableOf(before), comparableOf(after)];
  const pairing = isOneHostEach(old, now) ? 'commands' : 'hosts';
  const ignoring = ignoringOf(options, rules);
  return new Diff(
    compareAll(old, now, { ignoring, pairing, comparedBy: lineTextOf(options) }),
    sides,
  );
}

function comparableOf(value: unknown): Answers {
  if (isAnswered(value) || (Array.isArray(value) && value.length > 0 && value.every(isAnswered))) {
    return answersOf(value);
  }
  const isTable = value instanceof TableValue || Array.isArray(value);
  const answer = isTable
    ? madeUp('', { table: tableOf(value) })
    : madeUp('', { text: typeof value === 'string' ? value : wholeText(value) });
  return { answers: [answer], failures: [] };
}

function isAnswered(value: unknown): boolean {
  return value instanceof Result || value instanceof Results;
}

function isOneHostEach(before: Answers, after: Answers): boolean {
  const hosts = [before, after].map(({ answers }) => new Set(answers.map(({ host }) => host)));
  const [old, now] = hosts;
  return old?.size === 1 && now?.size === 1 && [...old][0] !== [...now][0];
}

function wholeText(value: unknown): string {
  return inspect(value, { sorted: true, depth: 10, maxArrayLength: null, breakLength: 80 });
}
