import type { Tick } from './ticks.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps people read on clocks and calendars. */
const STEPS_MS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((count) => count * DAY),
];

/** Ticks at round times of the person's own clock, about `count` of them; times in milliseconds since the epoch. */
export function timeTicks(given: {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}): Tick[] {
  const { from, to, count } = given;
  const least = (to - from) / Math.max(1, count);
  const step = STEPS_MS.find((one) => one >= least) ?? STEPS_MS.at(-1) ?? DAY;
  const offset = new Date(from).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((from - offset) / step) * step + offset;
  const ticks: Tick[] = [];
  for (let at = first; at <= to && ticks.length < 100; at += step)
    ticks.push({ at, text: text(at, step) });
  return ticks;
}

/** A moment on the person's clock: `12:03:04`, or with the day where that is asked. */
export function clockText(ms: number): string {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

function text(ms: number, step: number): string {
  const date = new Date(ms);
  if (step >= DAY) return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return step >= MINUTE ? clockText(ms).slice(0, 5) : clockText(ms);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
