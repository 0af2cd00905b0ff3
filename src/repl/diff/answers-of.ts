import { types } from 'node:util';
import type { Result as CoreResult } from '../../core/result.ts';
import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { StageError } from '../kernel/stage.ts';
import type { HostAnswer } from '../link/backend.ts';
import { failureLine } from '../values/host-error.ts';
import { Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { tableOf, textOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

/** What of an answer folding and comparing need: of a value that is no device's, made up from it. */
export type Answer = Pick<
  CoreResult,
  'host' | 'platform' | 'command' | 'text' | 'outcome' | 'table'
>;

/** Answers by their hosts, and a line for each host that gave none. */
export interface Answers {
  readonly answers: readonly Answer[];
  readonly failures: readonly { readonly host: string; readonly line: string }[];
}

/**
 * The answers of hosts in a value: results, lists of them, tables with a column `host`, objects and maps with hosts' names as keys.
 * Throws a StageError for what has none.
 */
export function answersOf(value: unknown): Answers {
  if (value instanceof Results) return resultsAnswers(Results.answersOf(value));
  if (value instanceof Result) return resultsAnswers([Result.answerOf(value)]);
  if (Array.isArray(value) && value.length > 0 && value.every(isAnswered)) {
    return joined(value.map(answersOf));
  }
  if (value instanceof TableValue || Array.isArray(value)) return hostColumn(tableOf(value));
  if (types.isMap(value)) return named([...value].map(([key, one]) => [String(key), one]));
  if (isPlainObject(value)) return named(Object.entries(value));
  throw new StageError('answers of hosts are needed: @all show version |> fold');
}

function isAnswered(value: unknown): boolean {
  return value instanceof Result || value instanceof Results;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function resultsAnswers(all: readonly HostAnswer[]): Answers {
  return {
    answers: all.flatMap((answer) => (answer.status === 'done' ? [answer.result] : [])),
    failures: onceEach(
      all.flatMap((answer) =>
        answer.status === 'failed' ? [{ host: answer.host, line: failureLine(answer) }] : [],
      ),
    ),
  };
}

/** A host that is lost gives no answer to the commands behind, either: once is enough. */
function onceEach(failures: Answers['failures']): Answers['failures'] {
  return failures.filter(({ host }, at) => failures.findIndex((one) => one.host === host) === at);
}

function joined(parts: readonly Answers[]): Answers {
  return {
    answers: parts.flatMap(({ answers }) => answers),
    failures: parts.flatMap(({ failures }) => failures),
  };
}

/** Each host's rows as a table of their own. */
function hostColumn(table: Table): Answers {
  const place = table.columns.indexOf('host');
  if (place < 0)
    throw new StageError('the table has no column host: who gave which row is not known');
  const columns = table.columns.toSpliced(place, 1);
  const byHost = new Map<string, (typeof table.rows)[number][]>();
  for (const row of table.rows) {
    const host = cellString(row[place]);
    const rows = byHost.get(host) ?? [];
    rows.push(row.toSpliced(place, 1));
    byHost.set(host, rows);
  }
  const answers = [...byHost].map(([host, rows]) =>
    madeUp(host, { table: { columns, rows, origin: undefined } }),
  );
  return { answers, failures: [] };
}

function named(entries: readonly (readonly [string, unknown])[]): Answers {
  return joined(
    entries.map(([host, value]): Answers => {
      if (isAnswered(value)) return answersOf(value);
      const isTable = value instanceof TableValue || Array.isArray(value);
      const answer = isTable
        ? madeUp(host, { table: tableOf(value) })
        : madeUp(host, { text: textOf(value) });
      return { answers: [answer], failures: [] };
    }),
  );
}

/** What a value says, as if a host had said it. */
export function madeUp(
  host: string,
  { text = '', table }: { readonly text?: string; readonly table?: Table },
): Answer {
  return { host, platform: '', command: '', text, outcome: 'ok', table };
}
