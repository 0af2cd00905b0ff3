/** What the transport bar of a recording shows at a moment. Every string is `safe()`. */
export interface TransportLook {
  readonly state: 'playing' | 'paused' | 'ended';
  /** In the recording's seconds. */
  readonly atS: number;
  readonly lengthS: number;
  /** What the clock on the wall showed: `14:02:11`. */
  readonly clock: string;
  /** `2026-11-20`. */
  readonly day: string;
  readonly speed: number;
  /** Pauses are cut to this long; undefined for as they were. */
  readonly idleMostS: number | undefined;
  readonly ticks: readonly TransportTick[];
  /** `7/31`, and the command at this moment; '' before the first one. */
  readonly chapterCount: string;
  readonly chapter: string;
  readonly search: TransportSearch | undefined;
  /** `unicode` where the terminal's locale has more than ASCII. */
  readonly charset: 'unicode' | 'ascii';
}

/** A chapter on the scrubber; `own` where it is the focused host's. */
export interface TransportTick {
  readonly atS: number;
  readonly of: 'own' | 'other';
}

export interface TransportSearch {
  readonly text: string;
  /** `3/17`, or what there is to say while there is none. */
  readonly count: string;
  readonly hitsAtS: readonly number[];
}

/** The column of a moment on a scrubber so wide. */
export function columnOf(atS: number, lengthS: number, cols: number): number {
  if (lengthS <= 0 || cols <= 1) return 0;
  return Math.max(0, Math.min(cols - 1, Math.round((atS / lengthS) * (cols - 1))));
}

/** The moment a column of a scrubber stands for. */
export function momentAtColumn(column: number, lengthS: number, cols: number): number {
  if (cols <= 1) return 0;
  return Math.max(0, Math.min(lengthS, (column / (cols - 1)) * lengthS));
}
