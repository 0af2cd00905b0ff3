import type { Cell } from '../../core/table/table.ts';

/** A table as a watch has just seen it, compared with how it saw it before. */
export interface Sighting {
  readonly columns: readonly SeenColumn[];
  readonly rows: readonly SeenRow[];
  /** How many cells are others, of rows that were there before. */
  readonly changedCells: number;
}

export interface SeenColumn {
  readonly name: string;
  readonly isKey: boolean;
  /** Its numbers have moved since the watch began: as a counter they are shown as rates, too. */
  readonly moves: 'no' | 'number' | 'counter';
}

export interface SeenRow {
  readonly state: 'same' | 'changed' | 'new' | 'gone';
  readonly cells: readonly SeenCell[];
}

export interface SeenCell {
  readonly cell: Cell;
  readonly isChanged: boolean;
  /** The last numbers of a column that moves, or rates of a counter; what is not known is NaN. */
  readonly trend: readonly number[];
  /** A counter's rate a second; `reset` where it was set back. */
  readonly rate: number | 'reset' | undefined;
}
