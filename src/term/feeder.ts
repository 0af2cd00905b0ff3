import { type Clock, systemClock } from '../core/clock.ts';
import { type FeedLine, type FeedSource, Line } from './feed-line.ts';

export interface FeederOptions {
  readonly clock?: Clock;
  /** How long one turn of the event loop may be spent parsing. */
  readonly budgetMs?: number;
  /** The most bytes parsed before time is looked at again. */
  readonly sliceBytes?: number;
}

const BUDGET_MS = 2;
const SLICE_BYTES = 16_384;

/**
 * Feeds all emulators of the program from one loop, so that a flooding device costs the others a few milliseconds, not their
 * turn: slices, round robin, the focused line every second slice, a time budget a turn. Idle, it owns no timer.
 */
export class Feeder {
  readonly #clock: Clock;
  readonly #budgetMs: number;
  readonly #sliceBytes: number;
  readonly #focused: Line[] = [];
  readonly #background: Line[] = [];
  #isBackgroundNext = false;
  #turn: NodeJS.Immediate | undefined;

  constructor(options: FeederOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#budgetMs = options.budgetMs ?? BUDGET_MS;
    this.#sliceBytes = options.sliceBytes ?? SLICE_BYTES;
  }

  attach(source: FeedSource): FeedLine {
    return new Line(source, {
      clock: this.#clock,
      sliceBytes: this.#sliceBytes,
      onPending: (line) => this.#enqueue(line),
    });
  }

  /** Bytes of all lines still to be parsed; 0 is idle. */
  get pendingBytes(): number {
    let pending = 0;
    for (const line of [...this.#focused, ...this.#background]) pending += line.pendingBytes;
    return pending;
  }

  /** Drops everything pending. */
  close(): void {
    if (this.#turn !== undefined) clearImmediate(this.#turn);
    this.#turn = undefined;
    for (const line of [...this.#focused, ...this.#background]) line.close();
    this.#focused.length = 0;
    this.#background.length = 0;
  }

  #enqueue(line: Line): void {
    if (line.isQueued) return;
    line.isQueued = true;
    (line.isFocused ? this.#focused : this.#background).push(line);
    this.#schedule();
  }

  #schedule(): void {
    this.#turn ??= setImmediate(() => this.#runTurn());
  }

  #runTurn(): void {
    this.#turn = undefined;
    const endMs = this.#clock.nowMs() + this.#budgetMs;
    try {
      for (let line = this.#next(); line !== undefined; line = this.#next()) {
        line.parseSlice();
        if (line.pendingBytes > 0) this.#enqueue(line);
        if (this.#clock.nowMs() >= endMs) break;
      }
    } finally {
      // A listener that throws must not stop the other lines.
      if (this.#focused.length + this.#background.length > 0) this.#schedule();
    }
  }

  #next(): Line | undefined {
    const isBackground = this.#isBackgroundNext;
    this.#isBackgroundNext = !isBackground;
    const [first, second] = isBackground
      ? [this.#background, this.#focused]
      : [this.#focused, this.#background];
    const line = first.shift() ?? second.shift();
    if (line !== undefined) line.isQueued = false;
    return line;
  }
}
