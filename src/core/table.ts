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
}

export interface UnmatchedLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

export interface SortOrder {
  readonly column: string;
  readonly direction: 'up' | 'down';
}
