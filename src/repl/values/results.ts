import { inspect } from 'node:util';
import type { HostAnswer } from '../link/backend.ts';
import type { Failure } from './host-error.ts';
import { LostResult, type Result, resultFrom } from './result.ts';
import { besideResults, commandsOf, tableOfAll } from './results-table.ts';
import type { Row } from './rows.ts';
import { TableValue } from './table-value.ts';

/**
 * What commands gave on several hosts, in the hosts' order: one Result for each host and command, by their places, in `results` and
 * in `for … of`. A host that was lost has one, too, whose `ok` is false and whose `error` says why.
 */
export class Results {
  readonly [place: number]: Result;
  readonly #answers: readonly HostAnswer[];
  readonly #results: readonly Result[];
  #table: TableValue | undefined;

  constructor(answers: readonly HostAnswer[]) {
    this.#answers = answers;
    this.#results = Object.freeze(
      answers.map((answer) =>
        answer.status === 'done' ? resultFrom(answer.result) : new LostResult(answer),
      ),
    );
    Object.assign(this, this.#results);
    Object.freeze(this);
  }

  /** Every host's answer as it came, for the screen's table. */
  static answersOf(results: Results): readonly HostAnswer[] {
    return results.#answers;
  }

  get length(): number {
    return this.#results.length;
  }

  /** One for each host and command, of lost hosts too. */
  get results(): readonly Result[] {
    return this.#results;
  }

  /** Whether every host answered and none refused. */
  get ok(): boolean {
    return this.#results.every(({ ok }) => ok);
  }

  /** All tables as one, the host first, then the command where there were several; undefined if there is none. */
  get table(): TableValue | undefined {
    if (this.#table) return this.#table;
    const table = tableOfAll(this.#results);
    this.#table = table && new TableValue(table, besideResults(this.#results));
    return this.#table;
  }

  get rows(): readonly Row[] {
    return this.table?.rows ?? NO_ROWS;
  }

  /** The hosts that were lost, and why. */
  get failed(): readonly Failure[] {
    return this.#results.flatMap(({ host, error }) => (error ? [{ host, error }] : []));
  }

  /** Those whose device did not take the command. */
  get refused(): readonly Result[] {
    return this.#results.filter(({ outcome }) => outcome === 'refused');
  }

  /** Each host's Result; its Results where there were several commands. */
  get byHost(): Readonly<Record<string, Result | Results>> {
    const byHost: Record<string, Result | Results> = Object.create(null);
    const placesOf = new Map<string, number[]>();
    for (const [place, { host }] of this.#results.entries()) {
      placesOf.set(host, [...(placesOf.get(host) ?? []), place]);
    }
    for (const [host, places] of placesOf) {
      const [only = 0] = places;
      const single = places.length === 1 ? this.#results[only] : undefined;
      byHost[host] = single ?? new Results(places.flatMap((at) => this.#answers[at] ?? []));
    }
    return Object.freeze(byHost);
  }

  /** Every host's words behind its name. */
  get text(): string {
    const areSeveral = commandsOf(this.#results).length > 1;
    return this.#results
      .map(({ host, command, text, error }) => {
        if (error) return error.message;
        return `${areSeveral ? `${host}: ${command}` : `${host}:`}\n${text}`;
      })
      .join('\n');
  }

  [Symbol.iterator](): Iterator<Result> {
    return this.#results[Symbol.iterator]();
  }

  map<To>(change: (result: Result, place: number) => To): To[] {
    return this.#results.map((result, place) => change(result, place));
  }

  filter(test: (result: Result, place: number) => unknown): Result[] {
    return this.#results.filter((result, place) => test(result, place));
  }

  find(test: (result: Result, place: number) => unknown): Result | undefined {
    return this.#results.find((result, place) => test(result, place));
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    const hosts = [...new Set(this.#results.map(({ host }) => host))].join(', ');
    const lost = this.failed.length > 0 ? `, ${this.failed.length} lost` : '';
    const refused = this.refused.length > 0 ? `, ${this.refused.length} refused` : '';
    return `Results { ${hosts}${lost}${refused} }`;
  }
}

const NO_ROWS: readonly Row[] = Object.freeze([]);
