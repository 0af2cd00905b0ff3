import { inspect } from 'node:util';
import { type Statistics, timeText } from './statistics.ts';

/** What `%timeit` measured: times of one evaluation in milliseconds. */
export class Timing implements Statistics {
  readonly runs: number;
  /** Evaluations in each run. */
  readonly loops: number;
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  /** Of each run, in their order. */
  readonly times: readonly number[];

  constructor(statistics: Statistics, { loops, times }: Pick<Timing, 'loops' | 'times'>) {
    const { runs, min, median, p90 } = statistics;
    this.runs = runs;
    this.loops = loops;
    this.min = min;
    this.median = median;
    this.p90 = p90;
    this.times = times;
    Object.freeze(this);
  }

  toString(): string {
    const { median, min, p90, runs, loops } = this;
    const each = loops === 1 ? '' : ` of ${loops.toLocaleString('en')}`;
    const counted = runs === 1 ? '1 run' : `${runs} runs`;
    return `median ${timeText(median)}, min ${timeText(min)}, p90 ${timeText(p90)} (${counted}${each})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
