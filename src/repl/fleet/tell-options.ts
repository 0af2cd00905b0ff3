import type { TellOptions } from '../link/backend.ts';

/** How hosts are told something. */
export interface RunOptions {
  /** Silence after which a host is given up. */
  readonly timeoutMs?: number;
  /** Hosts at work at once; 100 unless told. */
  readonly concurrency?: number;
  /** So many hosts at a time: the next ones when all of these are done. */
  readonly serial?: number;
  /** No further host after one that failed or refused, or that did the one of these; one at a time unless told otherwise. */
  readonly stopOnFailure?: boolean | 'refused' | 'lost';
  /** `expected`: a script has not failed where a host refuses it. */
  readonly refusals?: 'expected';
}

/** The same, as it can cross to the sessions. Throws a TypeError for what is no such option. */
export function tellOptions(options: RunOptions | undefined): TellOptions {
  const { timeoutMs, concurrency, serial, stopOnFailure, refusals } = options ?? {};
  return {
    timeoutMs: numberOf('timeoutMs', timeoutMs),
    concurrency: numberOf('concurrency', concurrency),
    serial: numberOf('serial', serial),
    stopOnFailure: stopOf(stopOnFailure),
    refusals: refusals === 'expected' ? refusals : undefined,
  };
}

function numberOf(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (number > 0) return number;
  throw new TypeError(`${name} wants a number above 0, not ${String(value)}`);
}

/** A stop that was misspelled would be no stop at all. */
function stopOf(value: unknown): TellOptions['stopOnFailure'] {
  switch (value) {
    case undefined:
    case false:
      return undefined;
    case true:
    case 'any':
      return 'any';
    case 'refused':
    case 'lost':
      return value;
    default:
      throw new TypeError(`stopOnFailure wants true, 'refused' or 'lost', not '${String(value)}'`);
  }
}
