import type { HostData } from '../../core/host-data.ts';
import type { Result } from '../../core/result.ts';
import type { HostOperation } from './host-operation.ts';

/** What the REPL needs of the live sessions. The sessions stay in this process; the kernel only asks. */
export interface KernelBackend {
  hosts(): readonly BackendHost[];
  /** Runs commands on hosts: an answer each. Never rejects for one host's failure; with bad-selector or bad-usage it may. */
  run(request: RunRequest): Promise<readonly HostAnswer[]>;
  /** The same with something that takes more than one command. */
  operate(request: OperateRequest): Promise<readonly HostAnswer[]>;
}

/** How hosts are told something; plain, so that it can cross from the kernel. */
export interface TellOptions {
  /** Silence after which a host is given up. */
  readonly timeoutMs?: number | undefined;
  /** Hosts at work at once. */
  readonly concurrency?: number | undefined;
  /** Hosts of one batch: the next begins when the whole of the one before is done. */
  readonly serial?: number | undefined;
  /** After which answers no further host is begun. */
  readonly stopOnFailure?: 'refused' | 'lost' | 'any' | undefined;
  /** `expected`: not every host may know the command, and a script has not failed where one refuses it. */
  readonly refusals?: 'expected' | undefined;
}

interface Telling extends TellOptions {
  /** By name, each once. */
  readonly hosts: readonly string[];
  readonly signal: AbortSignal;
  /** Called as hosts are begun, get on and are done. */
  readonly onProgress?: (progress: HostProgress) => void;
}

export interface OperateRequest extends Telling {
  readonly operation: HostOperation;
}

/** How one host gets on with what it was told. */
export type HostProgress =
  | { readonly host: string; readonly status: 'waiting' | 'begun' | 'done' }
  /** Lines of a configuration taken, of `total`. */
  | {
      readonly host: string;
      readonly status: 'lines';
      readonly sent: number;
      readonly total: number;
    }
  /** `words` are foreign text: why. */
  | {
      readonly host: string;
      readonly status: 'refused' | 'lost' | 'skipped';
      readonly words: string;
    };

export interface BackendHost {
  readonly name: string;
  readonly groups: readonly string[];
  readonly platform: string;
  readonly address: string;
  /** Counts its connections: what a device was on one of them it need not be on the next. */
  readonly connection?: number | undefined;
  readonly transport?: string | undefined;
  /** The person's own, from the inventory. */
  readonly data?: HostData | undefined;
}

export interface RunRequest extends Telling {
  /** One after the other on each host; a host that is lost is asked no further. */
  readonly commands: readonly string[];
}

/** What one host said to one command. */
export type HostAnswer =
  | { readonly status: 'done'; readonly result: Result }
  | {
      readonly status: 'failed';
      readonly host: string;
      /** What it was asked, where it was asked several things. */
      readonly command?: string;
      readonly error: AnswerError;
    };

/** A ShowrunError as it crosses to the kernel. */
export interface AnswerError {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}
