import type { HostAnswer } from '../link/backend.ts';
import { rowsOf } from '../values/rows.ts';

/** What a device is, as it says itself; null is not known. */
export interface Facts {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly version: string | null;
  /** The version, by the name other tools give it. */
  readonly os_version: string | null;
  readonly serial: string | null;
  readonly hostname: string | null;
  /** Seconds, when it was asked. */
  readonly uptime: number | null;
}

interface Known {
  readonly connection: number | undefined;
  readonly facts: Facts;
}

/** The facts of hosts that have been asked for them, each for as long as its connection lasts. */
export class FactsKnown {
  readonly #known = new Map<string, Known>();

  of(name: string): Facts | undefined {
    return this.#known.get(name)?.facts;
  }

  remember(
    answers: readonly HostAnswer[],
    connectionOf: (name: string) => number | undefined,
  ): void {
    for (const answer of answers) {
      if (answer.status === 'failed') continue;
      const { host, table } = answer.result;
      const [row] = rowsOf(table);
      if (row) this.#known.set(host, { connection: connectionOf(host), facts: factsOf(row) });
    }
  }

  forget(names: readonly string[]): void {
    for (const name of names) this.#known.delete(name);
  }

  /** Forgets those of hosts that are gone, or on another connection now. */
  keepOnly(connectionOf: ReadonlyMap<string, number | undefined>): void {
    for (const [name, { connection }] of this.#known) {
      const isSame = connectionOf.has(name) && connectionOf.get(name) === connection;
      if (!isSame) this.#known.delete(name);
    }
  }
}

function factsOf(row: Readonly<Record<string, unknown>>): Facts {
  const text = (name: string): string | null => {
    const value = row[name];
    return value === null || value === undefined ? null : String(value);
  };
  const version = text('version');
  const uptime = row['uptime'];
  return Object.freeze({
    ...{ vendor: text('vendor'), model: text('model'), version, os_version: version },
    ...{ serial: text('serial'), hostname: text('hostname') },
    uptime: typeof uptime === 'number' ? uptime : null,
  });
}
