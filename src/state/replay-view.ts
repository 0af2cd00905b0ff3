/** An open recording as far as a picture needs it; what plays it lives elsewhere. Every string is `safe()`. */
export interface ReplayView {
  /** What panes name it by; unique in the run. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly search: ReplaySearch | undefined;
}

/** What was looked for in a recording, and where it was found. */
export interface ReplaySearch {
  readonly text: string;
  /** By their times. */
  readonly hits: readonly ReplayHit[];
  /** The hit looked at, counted in `hits`; undefined before the first jump. */
  readonly at: number | undefined;
}

export interface ReplayHit {
  /** The session's name within the recording. */
  readonly session: string;
  /** In the recording's seconds. */
  readonly atS: number;
  /** The line it was found in. */
  readonly line: string;
}
