/**
 * When the next round is due: rounds lie a whole number of intervals after the first one, so that nothing adds up however long each
 * takes. A round that took longer than an interval leaves out those it has slept through.
 */
export function nextRoundMs(given: {
  readonly startedMs: number;
  readonly everyMs: number;
  readonly nowMs: number;
}): number {
  const { startedMs, everyMs, nowMs } = given;
  const passed = Math.floor((nowMs - startedMs) / everyMs + 1e-9);
  return startedMs + (Math.max(0, passed) + 1) * everyMs;
}

const STEPS_MS = [
  200, 500, 1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 86_400,
].map((step, i) => (i < 2 ? step : step * 1_000));

/** The next longer or shorter interval that a person would choose. */
export function otherInterval(everyMs: number, direction: 'longer' | 'shorter'): number {
  if (direction === 'longer') return STEPS_MS.find((step) => step > everyMs) ?? everyMs;
  return STEPS_MS.findLast((step) => step < everyMs) ?? everyMs;
}
