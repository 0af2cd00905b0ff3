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
import type { HostAnswer } from '../link/backend.ts';
import { failureLine, resultsText, tableOfAll } from './results-text.ts';
import type { Row } from './rows.ts';
import { TableValue } from './table-value.ts';

/** What one command gave on one host, as cells see it. */
export class Result {
  readonly host: string;
  readonly platform: string;
  readonly command: string;
  readonly text: string;
  readonly outcome: 'ok' | 'refused';
  readonly mode: string;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly table: TableValue | undefined;
  readonly #core: CoreResult;

  constructor(from: CoreResult) {
    this.host = from.host;
    this.platform = from.platform;
    this.command = from.command;
    this.text = from.text;
    this.outcome = from.outcome;
    this.mode = from.mode;
    this.startedAtMs = from.startedAtMs;
    this.elapsedMs = from.elapsedMs;
    this.table = from.table && new TableValue(from.table);
    this.#core = from;
    if (new.target === Result) Object.freeze(this);
  }

  /** The result as it came from the sessions. */
  static coreOf(result: Result): CoreResult {
    return result.#core;
  }

  /** Whether the device took the command. */
  get ok(): boolean {
    return this.outcome === 'ok';
  }

  /** The table's rows as objects; none if there is no table. */
  get rows(): readonly Row[] {
    return this.table?.rows ?? [];
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    return `Result { ${this.host}: ${this.command}, ${this.outcome} }`;
  }
}

/** What pushing configuration lines gave on one host. */
export class ConfigResult extends Result {
  readonly #config: CoreConfigResult;
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
    this.#config = from;
    Object.freeze(this);
  }

  override [inspect.custom](): string {
    return `ConfigResult { ${this.host}: ${configLine(this.#config)} }`;
  }
}

/** What a host said up to something awaited. */
export class HeardResult extends Result {
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

/**
 * What commands gave on several hosts, in the hosts' order: those that answered by their places and in `for … of`, all of them in
 * `results`, the lost ones in `failed`.
 */
export class Results {
  readonly [place: number]: Result;
  readonly #answers: readonly HostAnswer[];
  readonly #given: readonly Result[];
  #table: TableValue | undefined;

  constructor(answers: readonly HostAnswer[]) {
    this.#answers = answers;
    this.#given = answers.flatMap((answer) =>
      answer.status === 'done' ? [resultFrom(answer.result)] : [],
    );
    Object.assign(this, this.#given);
    Object.freeze(this);
  }

  /** Every host's answer as it came, for the screen's table. */
  static answersOf(results: Results): readonly HostAnswer[] {
    return results.#answers;
  }

  /** How many answered. */
  get length(): number {
    return this.#given.length;
  }

  /** One for each host that answered. */
  get results(): readonly Result[] {
    return this.#given;
  }

  /** Whether every host answered and none refused. */
  get ok(): boolean {
    return this.failed.length === 0 && this.#given.every(({ ok }) => ok);
  }

  /** All tables as one, with the host first; undefined if there is none. */
  get table(): TableValue | undefined {
    if (this.#table) return this.#table;
    const table = tableOfAll(this.#given.map(Result.coreOf));
    this.#table = table && new TableValue(table);
    return this.#table;
  }

  get rows(): readonly Row[] {
    return this.table?.rows ?? [];
  }

  get failed(): Failure[] {
    return this.#answers.flatMap((answer) =>
      answer.status === 'failed' ? [{ host: answer.host, error: new HostError(answer) }] : [],
    );
  }

  get byHost(): Record<string, Result> {
    const byHost: Record<string, Result> = Object.create(null);
    for (const result of this.#given) byHost[result.host] = result;
    return byHost;
  }

  get text(): string {
    return this.#given.map(({ host, text }) => `${host}:\n${text}`).join('\n');
  }

  [Symbol.iterator](): Iterator<Result> {
    return this.#given[Symbol.iterator]();
  }

  map<To>(change: (result: Result, place: number) => To): To[] {
    return this.#given.map(change);
  }

  filter(test: (result: Result, place: number) => unknown): Result[] {
    return this.#given.filter(test);
  }

  find(test: (result: Result, place: number) => unknown): Result | undefined {
    return this.#given.find(test);
  }

  [inspect.custom](): string {
    return resultsText(this.#answers);
  }
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
  [Result.prototype, Results.prototype, TableValue.prototype].flatMap((prototype) =>
    Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ get }) =>
      get ? [get] : [],
    ),
  ),
);
