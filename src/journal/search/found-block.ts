import type { BlockRecord } from '../records.ts';
import type { Mark } from './search-word.ts';

/** A command that fits a search, or a place between commands. Its texts are foreign. Plain data: it comes from worker threads. */
export interface FoundBlock {
  /** The recording's name, and its folder. */
  readonly recording: string;
  readonly path: string;
  readonly session: string;
  readonly host: string;
  readonly platform: string;
  /** Since the epoch: when the command began, or the line came. */
  readonly startedAtMs: number;
  /** Where in the recording to look: of the line that fits, or of the command; in the recording's seconds. */
  readonly atS: number;
  /** Undefined for what stands between commands. */
  readonly block: FoundCommand | undefined;
  /** The line that fits best, which may be the command; undefined where no words were asked for. */
  readonly line: FoundLine | undefined;
  /** How many lines of the answer fit, and whether there are more. */
  readonly lines: { readonly count: number; readonly isMore: boolean };
}

/** `number` is its place in the recording: `NAME#7`. */
export type FoundCommand = Pick<
  BlockRecord,
  'command' | 'mode' | 'by' | 'outcome' | 'elapsedMs'
> & {
  readonly number: number;
};

export interface FoundLine {
  readonly in: 'command' | 'answer';
  /** Cut around what fits where it is long. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Its event in the cast. */
  readonly place: number | undefined;
}

/** How a result is named in other commands: `NAME#7`, or the recording alone. */
export function addressOf({ recording, block }: FoundBlock): string {
  return block === undefined ? recording : `${recording}#${block.number}`;
}

/** Newest first. */
export function byNewest(a: FoundBlock, b: FoundBlock): number {
  return b.startedAtMs - a.startedAtMs || (b.block?.number ?? 0) - (a.block?.number ?? 0);
}
