/** One input of some run, with what became of it. */
export interface HistoryEntry {
  /** Nobody else's, in the whole file. */
  readonly id: string;
  /** The run that asked for it; empty where the file does not say. */
  readonly run: string;
  /** Its `In` number in that run. */
  readonly number: number | undefined;
  /** Since the epoch. */
  readonly atMs: number;
  /** As it is written down: secrets are hidden. */
  readonly text: string;
  /** Undefined: it still runs, or its program was killed meanwhile. */
  readonly end: HistoryEnd | undefined;
}

/** How an input ended. */
export interface HistoryEnd {
  readonly outcome: HistoryOutcome;
  /** The hosts it has asked something. */
  readonly hosts: readonly string[];
  readonly elapsedMs: number;
}

export const HISTORY_OUTCOMES = [
  'value',
  'done',
  'failed',
  'interrupted',
  /** It ran, and a device refused what it was told. */
  'refused',
  /** It ran, and a host was lost. */
  'lost',
  /** The kernel went away. */
  'died',
] as const;

export type HistoryOutcome = (typeof HISTORY_OUTCOMES)[number];

export function isOk(end: HistoryEnd | undefined): boolean {
  return end?.outcome === 'value' || end?.outcome === 'done';
}
