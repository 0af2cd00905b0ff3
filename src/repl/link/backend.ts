import type { Result } from '../../core/result.ts';
import type { HostOperation } from './host-operation.ts';

/** What the REPL needs of the live sessions. The sessions stay in this process; the kernel only asks. */
export interface KernelBackend {
  hosts(): readonly BackendHost[];
  /** Runs one command on every host the selector names, in parallel. Never rejects for one host's failure. May reject with ShowrunError bad-selector. */
  run(request: RunRequest): Promise<readonly HostAnswer[]>;
  /** The same with something that takes more than one command. */
  operate(request: OperateRequest): Promise<readonly HostAnswer[]>;
}

export interface OperateRequest {
  readonly selector: string;
  readonly operation: HostOperation;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  /** Called as hosts take lines of a configuration. */
  readonly onProgress?: (progress: HostProgress) => void;
}

/** How far one host is with a configuration. */
export interface HostProgress {
  readonly host: string;
  /** Lines taken, of `total`. */
  readonly sent: number;
  readonly total: number;
}

export interface BackendHost {
  readonly name: string;
  readonly groups: readonly string[];
  readonly platform: string;
  readonly address: string;
}

export interface RunRequest {
  readonly selector: string;
  readonly command: string;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** What one host said to one command. */
export type HostAnswer =
  | { readonly status: 'done'; readonly result: Result }
  | { readonly status: 'failed'; readonly host: string; readonly error: AnswerError };

/** A ShowrunError as it crosses to the kernel. */
export interface AnswerError {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}
