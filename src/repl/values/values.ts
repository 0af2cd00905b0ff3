import { inspect } from 'node:util';
import {
  type ConfigRefusal,
  type ConfigResult as CoreConfigResult,
  configLine,
  isConfigResult,
} from '../../core/config-result.ts';
import {
  type HeardResult as CoreHeardResult,
  isHeardResult,
  type TextMatch,
} from '../../core/heard-result.ts';
import type { Result as CoreResult } from '../../core/result.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import type { HostAnswer } from '../link/backend.ts';
import { failureLine, resultsText, tableOfAll } from './results-text.ts';

/** A row of a table by column name. */
export type Row = Record<string, Cell>;

/** What one command gave on one host, as cells see it. */
export class Result implements CoreResult {
  readonly host: string;
  readonly platform: string;
  readonly command: string;
  readonly text: string;
  readonly outcome: 'ok' | 'refused';
  readonly mode: string;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly table: Table | undefined;
  #rows: Row[] | undefined;

  constructor(from: CoreResult) {
    this.host = from.host;
    this.platform = from.platform;
    this.command = from.command;
    this.text = from.text;
    this.outcome = from.outcome;
    this.mode = from.mode;
    this.startedAtMs = from.startedAtMs;
    this.elapsedMs = from.elapsedMs;
    this.table = from.table;
    if (new.target === Result) Object.freeze(this);
  }

  /** The table's rows as objects; none if there is no table. */
  get rows(): Row[] {
    this.#rows ??= rowsOf(this.table);
    return this.#rows;
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    return `Result { ${this.host}: ${this.command}, ${this.outcome} }`;
  }
}

/** What pushing configuration lines gave on one host. */
export class ConfigResult extends Result implements CoreConfigResult {
  readonly sent: number;
  readonly total: number;
  readonly refusal: ConfigRefusal | undefined;
  readonly state: CoreConfigResult['state'];

  constructor(from: CoreConfigResult) {
    super(from);
    this.sent = from.sent;
    this.total = from.total;
    this.refusal = from.refusal;
    this.state = from.state;
    Object.freeze(this);
  }

  override [inspect.custom](): string {
    return `ConfigResult { ${this.host}: ${configLine(this)} }`;
  }
}

/** What a host said up to something awaited. */
export class HeardResult extends Result implements CoreHeardResult {
  readonly endedBy: CoreHeardResult['endedBy'];
  readonly match: TextMatch | undefined;

  constructor(from: CoreHeardResult) {
    super(from);
    this.endedBy = from.endedBy;
    this.match = from.match;
    Object.freeze(this);
  }
}

/** A result as it came from the sessions, as cells see it. */
export function resultFrom(result: CoreResult): Result {
  if (isConfigResult(result)) return new ConfigResult(result);
  return isHeardResult(result) ? new HeardResult(result) : new Result(result);
}

/** One host that could not answer. */
export interface Failure {
  readonly host: string;
  readonly error: HostError;
}

/** The results of one command on several hosts, in the hosts' order; those that failed are in `failed`. */
export class Results extends Array<Result> {
  /** Every host's answer, for the screen's table. */
  declare readonly answers: readonly HostAnswer[];

  /** What `map` and `filter` give is an ordinary array. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** All tables as one, with the host first; undefined if there is none. */
  get table(): Table | undefined {
    return tableOfAll(this);
  }

  get rows(): Row[] {
    return rowsOf(this.table);
  }

  get failed(): Failure[] {
    return this.answers.flatMap((answer) =>
      answer.status === 'failed' ? [{ host: answer.host, error: new HostError(answer) }] : [],
    );
  }

  get byHost(): Record<string, Result> {
    const byHost: Record<string, Result> = Object.create(null);
    for (const result of this) byHost[result.host] = result;
    return byHost;
  }

  get text(): string {
    return this.map(({ host, text }) => `${host}:\n${text}`).join('\n');
  }

  [inspect.custom](): string {
    return resultsText(this.answers);
  }
}

/** The answers of several hosts as one value. */
export function gatherResults(answers: readonly HostAnswer[]): Results {
  const results = new Results();
  for (const answer of answers) {
    if (answer.status === 'done') results.push(resultFrom(answer.result));
  }
  Object.defineProperty(results, 'answers', { value: answers });
  return results;
}

/** A host that was lost before it answered. A refused command is a Result, not this. */
export class HostError extends Error {
  readonly host: string;
  readonly code: string;
  readonly advice: string;

  constructor(failure: Extract<HostAnswer, { status: 'failed' }>) {
    super(failureLine(failure));
    this.name = 'HostError';
    this.host = failure.host;
    this.code = failure.error.code;
    this.advice = failure.error.advice;
  }
}

/** Getters that run none of a person's code, so that completion may look through them. */
export const trustedGetters: ReadonlySet<unknown> = new Set(
  [Result.prototype, Results.prototype].flatMap((prototype) =>
    Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ get }) =>
      get ? [get] : [],
    ),
  ),
);

// A device names the columns, so rows inherit nothing a name could collide with; only how they print.
const rowPrototype: object = Object.freeze(
  Object.defineProperty(Object.create(null), inspect.custom, {
    value(this: Row) {
      return { ...this };
    },
  }),
);

function rowsOf(table: Table | undefined): Row[] {
  if (!table) return [];
  return table.rows.map((cells) => {
    const row: Row = Object.create(rowPrototype);
    for (const [place, column] of table.columns.entries()) row[column] = cells[place] ?? null;
    return row;
  });
}
