/** What several measurements of one thing say, in milliseconds. */
export interface Statistics {
  readonly runs: number;
  readonly min: number;
  readonly median: number;
  /** Nine of ten were not slower (nearest rank). */
  readonly p90: number;
}

/** Of at least one measurement. */
export function statisticsOf(timesMs: readonly number[]): Statistics {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const at = (place: number) => sorted[Math.max(0, Math.min(sorted.length - 1, place))] ?? 0;
  const middle = (sorted.length - 1) / 2;
  return {
    runs: sorted.length,
    min: at(0),
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    p90: at(Math.ceil(sorted.length * 0.9) - 1),
  };
}

/** A time in three digits and the unit that suits it: `12.3 µs`, `1.24 s`, `3 min 12 s`. */
export function timeText(ms: number): string {
  if (!(ms > 0)) return '0 ns';
  if (ms < 0.001) return `${digits(ms * 1e6)} ns`;
  if (ms < 1) return `${digits(ms * 1e3)} µs`;
  if (ms < 1_000) return `${digits(ms)} ms`;
  if (ms < 60_000) return `${digits(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function digits(value: number): string {
  const text = value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
