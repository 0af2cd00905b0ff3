import type { HostAnswer } from '../link/backend.ts';
import type { Failure } from './host-error.ts';

/** What is known beside a table, so that it is not forgotten where only the table goes on. */
export interface Beside {
  /** Hosts that were lost. */
  readonly failed: readonly Failure[];
  /** Hosts that refused, or whose answer is no table: one line each. Foreign text. */
  readonly notes: readonly string[];
  /** Columns that somebody asked about: they are shown where there is no room for all. */
  readonly wanted: readonly string[];
  /** The answers that it was made of, so that the devices' own words stay at hand. */
  readonly answers: readonly HostAnswer[];
}

export const NOTHING_BESIDE: Beside = Object.freeze({
  failed: Object.freeze([]),
  notes: Object.freeze([]),
  wanted: Object.freeze([]),
  answers: Object.freeze([]),
});

/** What stands beside several tables that become one. */
export function joinBeside(parts: readonly Beside[]): Beside {
  return {
    failed: unique(parts.flatMap(({ failed }) => failed)),
    notes: unique(parts.flatMap(({ notes }) => notes)),
    wanted: unique(parts.flatMap(({ wanted }) => wanted)),
    answers: unique(parts.flatMap(({ answers }) => answers)),
  };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
