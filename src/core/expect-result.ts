import type { Result } from './result.ts';

/** What a device said up to the first of several things awaited: a Result whose text is what came before it. */
export interface ExpectResult extends Result {
  /** Which of those it was, from 0; -1 for none. */
  readonly index: number;
  /** That one, as it was written; '' for none. */
  readonly pattern: string;
  /** Without escape sequences and carriage returns, as everything here. */
  readonly before: string;
  /** What matched, the prompt for a prompt; '' for none. */
  readonly after: string;
  /** What the groups of a pattern caught, the first one first. */
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
  readonly endedBy: 'pattern' | 'prompt' | 'timeout' | 'closed';
}

/** Whether a result is of several things awaited. */
export function isExpectResult(result: Result): result is ExpectResult {
  return 'endedBy' in result && 'before' in result;
}
