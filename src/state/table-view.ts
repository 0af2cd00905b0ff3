import type { Result } from '../core/result.ts';
import type { SortOrder, Table } from '../core/table/table.ts';
import type { State } from './state.ts';

/** A table over the panes, or the raw text it was made from. */
export interface TableView {
  readonly title: string;
  /** Who said what, in the order of the raw text. */
  readonly sources: readonly ViewSource[];
  /** All rows as they came; every way of looking at them keeps these very arrays. */
  readonly table: Table | undefined;
  readonly raw: string;
  readonly shows: 'table' | 'row' | 'raw' | 'doctor';
  /** Of several hosts' rows those that are the same stand as one. */
  readonly fold: 'apart' | 'folded';
  /** The column whose values are counted; undefined: rows are shown. */
  readonly group: string | undefined;
  readonly sort: SortOrder | undefined;
  readonly filter: string;
  readonly isTypingFilter: boolean;
  /** Places of the columns shown, in order; undefined: all as they came. */
  readonly places: readonly number[] | undefined;
  readonly picked: ReadonlySet<ViewRow>;
  readonly row: number;
  /** Counted among the columns shown. */
  readonly column: number;
  readonly top: number;
  /** The first line of the raw text on screen. */
  readonly rawTop: number;
  /** Columns of the raw text that are off the screen on the left. */
  readonly rawLeft: number;
  readonly marks: RawMarks | undefined;
  /** Of a diff: which row is about which column, and what is left out. */
  readonly changes?: ChangesView | undefined;
  /** What was looked at before, when a command was run from there. */
  readonly below: TableView | undefined;
  /** Where the focus goes back to when the table is closed. */
  readonly from: State['focus'];
}

export type ViewRow = Table['rows'][number];

/** The rows of a diff. Those of ignored columns are among the view's rows, and left out unless they are to be shown. */
export interface ChangesView {
  /** The rows that are about one column. */
  readonly about: ReadonlyMap<ViewRow, ChangedColumn>;
  /** Names that `changedColumnName` gives. */
  readonly ignored: ReadonlySet<string>;
  readonly shows: 'compared' | 'all';
}

export interface ChangedColumn {
  /** What the columns of the answer are known by: `cisco_ios/show_ip_route`. */
  readonly source: string;
  readonly column: string;
}

export function changedColumnName({ source, column }: ChangedColumn): string {
  return `${source}\u0000${column}`;
}

/** One host's answer behind a view. */
export interface ViewSource {
  readonly host: string;
  readonly platform: string;
  readonly command: string;
  readonly text: string;
  /** When and how it ran, where that is known. */
  readonly ran?: Pick<Result, 'mode' | 'startedAtMs' | 'elapsedMs' | 'outcome'> | undefined;
  /** Line of the whole raw text, from 0, at which this answer begins. */
  readonly firstLine: number;
  /** Rows of the table that come from here: from this one on, so many. */
  readonly firstRow: number;
  readonly rowCount: number;
}

/** Lines of the raw text that are pointed out. */
export interface RawMarks {
  readonly what: 'row' | 'left over';
  /** From 0, ascending. */
  readonly lines: readonly number[];
  /** The one looked at, counted in `lines`. */
  readonly at: number;
}
