import type { Clock } from '../../core/clock.ts';
import type { Charset } from '../chart/charset.ts';
import type { ChartWish } from '../chart/chart-words.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Live, LiveOptions } from '../kernel/world.ts';
import type { Until } from './until.ts';

/** What is to be watched, and how. */
export interface Watching {
  readonly everyMs: number;
  /** Asks once more and gives what comes. */
  readonly ask: () => Promise<unknown>;
  readonly until?: Until | ((value: unknown) => unknown);
  readonly forMs?: number;
  readonly times?: number;
  /** Draws a chart over the samples in place of the last table. */
  readonly chart?: ChartWish;
  /** Called with each value in which something has changed. */
  readonly onChange?: (value: unknown) => unknown;
}

/** What a watch needs around it. */
export interface WatchParts {
  readonly clock: Clock;
  readonly charset: Charset;
  readonly fleet: Pick<Fleet, 'putBetween'>;
  /** Of the running cell. */
  readonly signal: AbortSignal;
  readonly widthCols: number;
  readonly open: (options: LiveOptions) => Live;
  /** Tells the person that what was waited for is there. */
  readonly notify: (text: string) => void;
  /** Whether the cell in which it ran is still the running one. */
  readonly isRunning: () => boolean;
}
