import type { Table } from '../../core/table/table.ts';
import type { DiffRow } from '../diff/diff-table.ts';
import type { HostAnswer } from './backend.ts';

/** How one cell ended. `text` may hold SGR colours and is not trusted: paint it through `ansi-text.ts`. */
export type CellOutcome =
  | {
      readonly status: 'value';
      readonly number: number;
      readonly text: string;
      readonly view?: CellView;
      readonly elapsedMs: number;
    }
  /** Nothing to show: a declaration, or `undefined`. */
  | { readonly status: 'done'; readonly number: number; readonly elapsedMs: number }
  | {
      readonly status: 'failed';
      readonly number: number;
      readonly text: string;
      /** Where in the cell, as typed. */
      readonly position?: CellPosition;
      readonly elapsedMs: number;
    }
  /** The cell ends too early; nothing ran. */
  | { readonly status: 'incomplete' }
  | { readonly status: 'interrupted'; readonly number: number; readonly elapsedMs: number }
  /** The kernel went away; `text` says so. A new one has started. */
  | { readonly status: 'died'; readonly number: number; readonly text: string };

/** A richer look at a value than its text. */
export type CellView =
  | { readonly kind: 'results'; readonly answers: readonly HostAnswer[] }
  | {
      readonly kind: 'table';
      /** What the person typed to get it. */
      readonly title: string;
      readonly table: Table;
      /** One line for each host that is not in it. Foreign text. */
      readonly failures: readonly string[];
      /** The answers that it was made of. */
      readonly answers: readonly HostAnswer[];
    }
  | {
      readonly kind: 'diff';
      readonly title: string;
      /** Those of ignored columns among them. */
      readonly rows: readonly DiffRow[];
    };

/** One-based line and column, in UTF-16 units. */
export interface CellPosition {
  readonly line: number;
  readonly column: number;
}
