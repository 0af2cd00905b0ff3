import type { Style } from '../../core/cell.ts';

/** One line of a dialog: pieces of text, each in one style. */
export type Row = readonly Run[];

export interface Run {
  readonly text: string;
  readonly style: Style;
}
