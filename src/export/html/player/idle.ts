/** A stretch of time in which nothing happened in any session. */
export interface IdleSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A pause shorter than this is how people type and devices answer. */
const IDLE_MS = 2_000;
/** What is left of a pause at either end, so that it is seen to be one. */
const MARGIN_MS = 500;

/** The pauses that may be left out, in order: where no session has a frame, without their first and last moments. */
export function idleSpans(times: readonly Float64Array[], lengthMs: number): readonly IdleSpan[] {
  const all = new Float64Array(times.reduce((sum, { length }) => sum + length, 0) + 1);
  let at = 0;
  for (const one of times) {
    all.set(one, at);
    at += one.length;
  }
  all[at] = lengthMs;
  all.sort();
  const spans: IdleSpan[] = [];
  let last = 0;
  for (const time of all) {
    if (time - last > IDLE_MS) spans.push({ fromMs: last + MARGIN_MS, toMs: time - MARGIN_MS });
    last = time;
  }
  return spans;
}

/** Where time goes on from here: behind the pause it is in, or here. */
export function afterIdle(spans: readonly IdleSpan[], atMs: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.fromMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return Math.max(atMs, spans[low - 1]?.toMs ?? 0);
}
