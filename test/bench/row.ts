/** One line of the benchmark's table: a figure of ours, beside its peers and its budget. */
export interface BenchRow {
  readonly what: string;
  readonly unit: 'ms' | 'MB' | 'µs' | '% CPU' | 'lines/s' | 'MB/s';
  /** Undefined when it could not be measured; `why` says the reason. */
  readonly ours: Figure | undefined;
  readonly why?: string;
  readonly peers: readonly Peer[];
  /** Peers this machine lacks, in words for the table. */
  readonly absent?: readonly string[];
  readonly budget?: Budget;
}

export interface Figure {
  readonly median: number;
  readonly p99?: number;
}

export interface Peer extends Figure {
  readonly name: string;
}

/** `at-most` for times and sizes, `at-least` for speeds. */
export interface Budget {
  readonly kind: 'at-most' | 'at-least';
  readonly median: number;
  readonly p99?: number;
}

/** A file of benchmarks: measures and gives its rows. */
export type Bench = () => Promise<readonly BenchRow[]>;

/** Median and 99th percentile of samples; undefined when there are none. */
export function figureOf(samples: readonly number[]): Figure | undefined {
  if (samples.length === 0) return undefined;
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { median: at(0.5), p99: at(0.99) };
}

/** The median alone, where there are too few samples to speak of a 99th percentile. */
export function medianOf(samples: readonly number[]): Figure | undefined {
  const figure = figureOf(samples);
  return figure && { median: figure.median };
}

/** A peer with its samples, as a list to spread; empty when it was not measured. */
export function peerOf(name: string, figure: Figure | undefined): Peer[] {
  return figure ? [{ name, ...figure }] : [];
}

/** Whether ours keeps its budget; undefined when there is nothing to compare. */
export function keepsBudget({ ours, budget }: BenchRow): boolean | undefined {
  if (!ours || !budget) return undefined;
  if (budget.kind === 'at-least') return ours.median >= budget.median;
  const isSlowTail = budget.p99 !== undefined && ours.p99 !== undefined && ours.p99 > budget.p99;
  return ours.median <= budget.median && !isSlowTail;
}
