import type { ErrorCode } from '../core/errors.ts';
import type { Table } from '../core/table.ts';
import type { ParseRequest, TextParserOptions } from './text-parser.ts';

/** What the worker is started with. */
export interface WorkerStart {
  readonly options: TextParserOptions;
  /** Shared; the first element is the input line being read. */
  readonly line: Int32Array;
}

export interface WorkerRequest {
  readonly id: number;
  readonly request: ParseRequest;
}

export type WorkerReply =
  /** The work on a request begins. */
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'template'; readonly id: number; readonly template: string }
  | { readonly kind: 'done'; readonly id: number; readonly table: Table | undefined }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly advice: string;
    };
