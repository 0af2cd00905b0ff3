import type { Clock } from '../../core/clock.ts';
import type { KernelBackend } from './backend.ts';
import type { KernelFolders } from './kernel-folders.ts';
import type { KernelManner } from './kernel-process.ts';
import type { ProgramServices } from './program-requests.ts';

export interface KernelOptions {
  readonly backend: KernelBackend;
  /** What of the program cells can ask for. */
  readonly services?: ProgramServices;
  readonly clock?: Clock;
  /** What cells may hold before the kernel gives up. */
  readonly heapMb?: number;
  /** `script`: prints without limit, and a kernel that ends is not started again. */
  readonly manner?: KernelManner;
  /** A cell for each new kernel, before all others and without a number. Never rejects. */
  readonly startup?: () => Promise<{ readonly source: string; readonly file: string } | undefined>;
  /** Where the person's own magics and records are; nowhere unless told. */
  readonly folders?: KernelFolders;
  /** The environment cells see: without secrets, which stay with the sessions. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface CellOptions {
  /** The room its value has. */
  readonly widthCols?: number;
  /** What the places of its errors say; its number unless told. */
  readonly file?: string;
  /** What it finds as `args`. */
  readonly args?: readonly string[];
}
