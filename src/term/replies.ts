import type { Clock } from '../core/clock.ts';
import { RateLimit } from './rate-limit.ts';

/**
 * The only answers a device ever gets from us: constants and numbers. Text a device chose must never come back to it as
 * typed input (answer-back injection).
 */
const ALLOWED: readonly RegExp[] = [
  /** Device attributes (DA1, DA2). */
  /^\x1b\[[?>][\d;]{1,20}c$/,
  /** Status and cursor reports (DSR, CPR, DECXCPR). */
  /^\x1b\[\??\d{1,5}(;\d{1,5})?[nR]$/,
  /** Mode reports (DECRPM). */
  /^\x1b\[\??\d{1,10};\d\$y$/,
  /** Setting reports (DECRPSS), the bad-request form included. */
  /^\x1bP[01]\$r[\d;]{0,20}("p|"q| q|r|m)?\x1b\\$/,
];

const MAX_PER_SECOND = 20;

/** Decides which of the emulator's answers go to the device. */
export class ReplyGate {
  readonly #rate: RateLimit;

  constructor(clock: Clock) {
    this.#rate = new RateLimit(clock, MAX_PER_SECOND);
  }

  allows(reply: string): boolean {
    return ALLOWED.some((form) => form.test(reply)) && this.#rate.tryPass();
  }
}
