import type { Clock } from '../../core/clock.ts';
import { statisticsOf } from './statistics.ts';
import { Timing } from './timing.ts';

export interface TimeIt {
  readonly clock: Clock;
  /** Evaluates so many times, one after the other. */
  readonly evaluate: (loops: number) => Promise<void>;
  /** Whether hosts have been asked so far. */
  readonly asksHosts: () => boolean;
  readonly loops: number | undefined;
  readonly runs: number | undefined;
}

/** A run that takes longer says enough by itself. */
const ENOUGH_MS = 40;
/** All runs together, unless the person has said how many. */
const MOST_MS = 5_000;
const MOST_LOOPS = 10_000_000;
export const USUAL_RUNS = 7;

/**
 * Measures how long an evaluation takes. Loops are as many as make a run long enough to be measured; what asks hosts is never looped
 * unless the person says how often, and asked no more than `USUAL_RUNS` times.
 */
export async function timeIt(given: TimeIt): Promise<Timing> {
  const { clock, evaluate, asksHosts } = given;
  const measure = async (loops: number): Promise<number> => {
    const startedMs = clock.nowMs();
    await evaluate(loops);
    return clock.nowMs() - startedMs;
  };
  const startedMs = clock.nowMs();
  let loops = given.loops ?? 1;
  let firstMs = await measure(loops);
  while (given.loops === undefined && !asksHosts() && firstMs < ENOUGH_MS && loops < MOST_LOOPS) {
    loops = Math.min(MOST_LOOPS, loops * (firstMs * 10 < ENOUGH_MS ? 10 : 2));
    firstMs = await measure(loops);
  }
  const times = [firstMs / loops];
  const runs = given.runs ?? USUAL_RUNS;
  while (times.length < runs) {
    const isLong = clock.nowMs() - startedMs > MOST_MS;
    if (given.runs === undefined && isLong && !asksHosts()) break;
    times.push((await measure(loops)) / loops);
  }
  return new Timing(statisticsOf(times), { loops, times });
}
