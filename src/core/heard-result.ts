import type { Result } from './result.ts';

/** What a device said up to something awaited: a Result whose text is everything up to there. */
export interface HeardResult extends Result {
  /** What ended it: a prompt, the pattern, silence. */
  readonly endedBy: 'prompt' | 'pattern' | 'quiet';
  readonly match: TextMatch | undefined;
}

/** Where a pattern was found. */
export interface TextMatch {
  /** The whole line, without escape sequences. */
  readonly line: string;
  /** The part that matched. */
  readonly text: string;
  /** What the groups of the pattern caught, the first one first. */
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

/** Whether a result is of something awaited. */
export function isHeardResult(result: Result): result is HeardResult {
  return 'endedBy' in result;
}
