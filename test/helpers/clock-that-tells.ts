import { type Clock, systemClock } from '../../src/core/clock.ts';

/** Real time; `told` resolves when timers of so long have run so many times. */
export function clockThatTells(wanted: { readonly delayMs: number; readonly times: number }): {
  readonly clock: Clock;
  readonly told: Promise<void>;
} {
  let tell = () => {};
  let left = wanted.times;
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const clock: Clock = {
    ...systemClock,
    after: (delayMs, callback) =>
      systemClock.after(delayMs, () => {
        callback();
        if (delayMs === wanted.delayMs && --left === 0) tell();
      }),
  };
  return { clock, told };
}
