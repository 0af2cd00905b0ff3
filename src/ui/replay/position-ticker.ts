import type { Clock } from '../../core/clock.ts';
import { columnOf, type TransportLook } from './transport-look.ts';

/** The position is counted so often while it passes. */
const TICK_MS = 250;

export interface TickerOptions {
  readonly clock: Clock;
  /** The bar on the screen; undefined without one. */
  readonly look: () => TransportLook | undefined;
  /** Columns to tell one place of the scrubber from the next. */
  readonly cols: () => number;
  readonly repaintBar: () => void;
  /** Titles show the time of day: once a second. */
  readonly repaintTitles: () => void;
}

/** Shows a position pass: the bar is painted only when it would look different, and no timer runs while nothing plays. */
export class PositionTicker {
  readonly #options: TickerOptions;
  #cancel: (() => void) | undefined;
  #shown = '';
  #clock = '';

  constructor(options: TickerOptions) {
    this.#options = options;
  }

  /** Something was played: while it goes on, the next count shows it. */
  passed(): void {
    if (this.#cancel === undefined) this.moved();
  }

  /** A person has moved it, or it begins or ends to move. */
  moved(): void {
    this.#paint();
    this.#cancel ??= this.#next();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #next(): (() => void) | undefined {
    if (this.#options.look()?.state !== 'playing') return undefined;
    return this.#options.clock.after(TICK_MS, () => {
      this.#cancel = undefined;
      this.moved();
    });
  }

  #paint(): void {
    const look = this.#options.look();
    const shown = look === undefined ? '' : keyOf(look, this.#options.cols());
    if (shown !== this.#shown) this.#options.repaintBar();
    this.#shown = shown;
    if (look?.clock !== this.#clock) this.#options.repaintTitles();
    this.#clock = look?.clock ?? '';
  }
}

/** All of a look that a person could see change by itself. */
function keyOf(look: TransportLook, cols: number): string {
  const { state, atS, lengthS, speed, idleMostS, chapterCount, search } = look;
  const column = columnOf(atS, lengthS, cols);
  return [state, Math.floor(atS), column, speed, idleMostS, chapterCount, search?.count].join(' ');
}
