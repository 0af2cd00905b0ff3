/** One value of a table; lists stay lists. */
export type Cell = string | number | null | readonly string[];

/** Structured output: named columns, rows in the same order. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly origin: TableOrigin | undefined;
}

/** How a table came about, for its footer. */
export interface TableOrigin {
  /** e.g. `cisco_ios/show_ip_route`. */
  readonly template: string;
  readonly mode: 'strict' | 'lenient';
  readonly linesMatched: number;
  readonly linesTotal: number;
  readonly warnings: readonly string[];
  /** The first lines that no rule knew: how many there are is `linesTotal - linesMatched`. */
  readonly unmatched: readonly UnmatchedLine[];
  /** The columns that say which row is which, where the template says so. */
  readonly keys?: readonly string[] | undefined;
  /** The lines that each row was made of, where the template's run told. */
  readonly rowLines?: RowLines | undefined;
  /** How often each line of the template matched, where the template is made of lines (TTP). */
  readonly templateLines?: readonly TemplateLineCount[] | undefined;
}

export interface TemplateLineCount {
  /** 1-based, in the template's file. */
  readonly line: number;
  readonly text: string;
  readonly matched: number;
}

/** For each row where its lines begin among `lines`; they end where the next row's begin. Numbers are 1-based lines of the answer. */
export interface RowLines {
  readonly starts: Int32Array;
  readonly lines: Int32Array;
}

export interface UnmatchedLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  /** Where answers of several hosts are joined: of which one, from 0. */
  readonly source?: number;
}

export interface SortOrder {
  readonly column: string;
  readonly direction: 'up' | 'down';
}
