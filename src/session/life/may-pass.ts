import type { ErrorCode, ShowrunError } from '../../core/errors.ts';

/** What is known of the host: whether a session to it was open before. */
export type Acquaintance = 'was open' | 'never open';

/**
 * Whether what went wrong can pass by itself, so that trying again is of use and does no harm. Nothing that a person has to
 * decide or correct, and nothing that may have been a refused password, is tried again: accounts lock.
 */
export function mayPass(error: ShowrunError, acquaintance: Acquaintance): boolean {
  if (error.retry === 'never') return false;
  if (PASSING.has(error.code)) return true;
  return acquaintance === 'was open' && PASSING_ONCE_OPEN.has(error.code);
}

const PASSING: ReadonlySet<ErrorCode> = new Set(['refused', 'unreachable', 'timeout']);
/**
 * For a host that is known to work these are its reboot, or our own network that is not back yet: at first they may as well
 * be the wrong port or a misspelt name.
 */
const PASSING_ONCE_OPEN: ReadonlySet<ErrorCode> = new Set(['hung-up', 'unknown-host']);
