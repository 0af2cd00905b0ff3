import type { HostProgress } from './backend.ts';
import type { CellOutcome } from './cell-outcome.ts';

/** How a cell ended that ran. */
export type EndedOutcome = Exclude<CellOutcome, { status: 'incomplete' }>;

/** What happens in the kernel that somebody should see. */
export type KernelEvent =
  /** Foreign text with SGR colours at most; not safe to show as it is. */
  | { readonly type: 'printed'; readonly text: string }
  /** What a script says on its standard error. */
  | { readonly type: 'complained'; readonly text: string }
  /** A host gets on with what the running cell has told it. */
  | { readonly type: 'progress'; readonly progress: HostProgress }
  /** The display of the running cell that is replaced in place; as foreign as what is printed. */
  | { readonly type: 'live'; readonly text: string; readonly keys: readonly string[] }
  /** It stays as it is. */
  | { readonly type: 'live-ended' }
  /** A cell with a number has ended. */
  | { readonly type: 'ended'; readonly source: string; readonly outcome: EndedOutcome }
  | { readonly type: 'started' }
  | { readonly type: 'died'; readonly text: string }
  /** A cell has asked for the end with `exit(code)`. */
  | { readonly type: 'exited'; readonly code: number | undefined }
  | { readonly type: 'closed' };
