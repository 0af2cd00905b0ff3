import type { ErrorCode } from '../core/errors.ts';
import type { Table } from '../core/table/table.ts';
import type { ParseRequest, TextParserOptions } from './text-parser.ts';

/** What the worker is started with. */
export interface WorkerStart {
  readonly options: TextParserOptions;
  /** Shared; the first element is the input line being read. */
  readonly line: Int32Array;
}

export type WorkerRequest =
  | { readonly kind: 'parse'; readonly id: number; readonly request: ParseRequest }
  /** The next rows, please. */
  | { readonly kind: 'more'; readonly id: number };

export type WorkerReply =
  /** The work on a request begins. */
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'template'; readonly id: number; readonly template: string }
  /**
   * Rows of a long table, but not the last. Taking a message apart holds the receiver's thread, which also paints, so long tables come in
   * slices, each asked for.
   */
  | { readonly kind: 'rows'; readonly id: number; readonly rows: Table['rows'] }
  /** The table, with the rows that were not sent before. */
  | { readonly kind: 'done'; readonly id: number; readonly table: Table }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly advice: string;
    };
