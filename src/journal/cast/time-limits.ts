/** Some thirty years: whatever a file says, nothing was recorded for longer. */
const MOST_S = 1_000_000_000;
/** In the year 2286, so that a time in a recording is always one of `Date`. */
const MOST_MS = 10_000_000_000_000;

/** Seconds that a file names, as they can be reckoned with: never below 0, and never for ever. */
export function boundedSeconds(seconds: number): number {
  return seconds > 0 ? Math.min(seconds, MOST_S) : 0;
}

/** Whether something is a moment, in ms since the epoch. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MOST_MS;
}
