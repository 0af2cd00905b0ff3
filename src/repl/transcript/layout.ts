/** How the transcript lies on the screen. */
export interface TranscriptLayout {
  readonly cols: number;
  /** Of the transcript on the screen. */
  readonly pageRows: number;
  /** Of the whole transcript. */
  readonly rows: number;
}

/** Before anybody has drawn it. */
export const NOT_LAID_OUT: TranscriptLayout = { cols: 100, pageRows: 11, rows: 1_000_000 };

/** Scrolled back by this many rows and no further. */
export function boundScroll(scrollBack: number, { rows, pageRows }: TranscriptLayout): number {
  return Math.max(0, Math.min(rows - pageRows, scrollBack));
}

/**
 * How far a transcript is scrolled back once it lies differently: who reads what is past keeps reading it while more comes below, or
 * less. Who is at the end stays there.
 */
export function heldScroll(
  scrollBack: number,
  before: TranscriptLayout,
  after: TranscriptLayout,
): number {
  if (scrollBack === 0) return 0;
  const grown =
    after.cols === before.cols && before !== NOT_LAID_OUT ? after.rows - before.rows : 0;
  return boundScroll(Math.max(1, scrollBack + grown), after);
}
