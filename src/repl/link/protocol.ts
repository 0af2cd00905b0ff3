import type { Completions } from '../completion/completion.ts';
import type { Vocabulary } from '../completion/vocabulary.ts';
import type { ColumnRules } from '../diff/ignored-columns.ts';
import type { AnswerError, BackendHost, HostAnswer, TellOptions } from './backend.ts';
import type { CellOutcome } from './cell-outcome.ts';
import type { HostOperation } from './host-operation.ts';

// The messages between the host process and the kernel process (Node IPC, serialization 'advanced').

export type ToKernel =
  | { readonly kind: 'hosts'; readonly hosts: readonly BackendHost[] }
  | {
      readonly kind: 'evaluate';
      readonly number: number;
      readonly source: string;
      readonly widthCols: number;
      /** What its errors' places say; its number unless told. */
      readonly file?: string | undefined;
      /** What it finds as `args`. */
      readonly args?: readonly string[] | undefined;
    }
  /** What the person has said of columns that diffs ignore. */
  | { readonly kind: 'column-rules'; readonly rules: ColumnRules }
  | { readonly kind: 'cancel'; readonly id: number }
  | {
      readonly kind: 'complete';
      readonly id: number;
      readonly text: string;
      readonly cursor: number;
    }
  | { readonly kind: 'answers'; readonly id: number; readonly answers: readonly HostAnswer[] }
  | { readonly kind: 'refused'; readonly id: number; readonly error: AnswerError }
  /** What the program answered to an `ask`. */
  | { readonly kind: 'told'; readonly id: number; readonly value: unknown }
  /** The person has ended the display that is replaced in place. */
  | { readonly kind: 'stop-live' }
  /** The person has pressed one of the keys it takes. */
  | { readonly kind: 'live-key'; readonly key: string }
  /** How much room the transcript has on the person's screen. */
  | { readonly kind: 'room'; readonly room: Room };

export interface Room {
  readonly cols: number;
  readonly rows: number;
}

export type FromKernel =
  | { readonly kind: 'ready' }
  | { readonly kind: 'vocabulary'; readonly vocabulary: Vocabulary }
  | { readonly kind: 'print'; readonly text: string; readonly to?: 'errors' }
  | { readonly kind: 'outcome'; readonly number: number; readonly outcome: CellOutcome }
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'completions'; readonly id: number; readonly completions: Completions }
  | {
      readonly kind: 'run';
      readonly id: number;
      readonly hosts: readonly string[];
      readonly commands: readonly string[];
      readonly options: TellOptions;
    }
  | {
      readonly kind: 'operate';
      readonly id: number;
      readonly hosts: readonly string[];
      readonly operation: HostOperation;
      readonly options: TellOptions;
    }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly name: string;
      readonly asked: unknown;
    }
  /** A display in the running cell that is replaced in place: `text` stands there instead of the one before. */
  | { readonly kind: 'live'; readonly text: string; readonly keys: readonly string[] }
  | { readonly kind: 'live-ended' }
  | { readonly kind: 'exit'; readonly code: number | undefined }
  | { readonly kind: 'abort'; readonly id: number };
