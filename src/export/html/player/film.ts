import type { FilmData, PageRow } from './page-data.ts';
import { rowCols } from './row-runs.ts';

/** What a session showed at a moment. */
export interface Picture {
  readonly cols: number;
  /** The rows of the screen, by their numbers in the pool. */
  readonly rows: Int32Array;
  /** How many of the film's lines stand above the screen. */
  readonly above: number;
  /** -1 and -1 while it is hidden. */
  readonly cursorX: number;
  readonly cursorY: number;
}

const FRAMES_PER_CHECKPOINT = 64;
const NO_ROWS = new Int32Array(0);

/** A film that can be looked at anywhere at once: the screens at each 64th frame are kept, and the frames behind them are few. */
export class Film {
  readonly data: FilmData;
  /** When each frame comes, in ms. */
  readonly times: Float64Array;
  /** Columns of the widest row. */
  readonly usedCols: number;
  readonly #above: Int32Array;
  /** Where each frame's sets begin. */
  readonly #setsAt: Int32Array;
  readonly #checkpoints: Int32Array[] = [];
  #frame = -1;
  #rows: Int32Array = NO_ROWS;
  #cols = 80;

  constructor(data: FilmData) {
    this.data = data;
    const count = data.wait.length;
    this.times = new Float64Array(count);
    this.#above = new Int32Array(count);
    this.#setsAt = new Int32Array(count);
    this.usedCols = data.pool.reduce((most: number, row) => Math.max(most, rowCols(row)), 0);
    this.#index();
  }

  get frameCount(): number {
    return this.times.length;
  }

  /** The last frame at or before a time; -1 before the first. */
  frameAt(atMs: number): number {
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** What a frame shows. The rows are good until the next call. */
  picture(frame: number): Picture {
    if (frame < 0) return this.#blank();
    this.#goTo(Math.min(frame, this.frameCount - 1));
    const { cursor } = this.data;
    return {
      cols: this.#cols,
      rows: this.#rows,
      above: this.#above[this.#frame] ?? 0,
      cursorX: cursor[this.#frame * 2] ?? -1,
      cursorY: cursor[this.#frame * 2 + 1] ?? -1,
    };
  }

  row(number: number): PageRow {
    return this.data.pool[number] ?? '';
  }

  /** How many lines stand above the screen at a frame. */
  aboveAt(frame: number): number {
    return frame < 0 ? 0 : (this.#above[frame] ?? 0);
  }

  /** What a frame sets: place and row of each. */
  *setsOf(frame: number): Generator<readonly [number, number]> {
    const { sets } = this.data;
    const at = this.#setsAt[frame] ?? 0;
    const end = at + 1 + (sets[at] ?? 0) * 2;
    for (let i = at + 1; i < end; i += 2) yield [sets[i] ?? 0, sets[i + 1] ?? 0];
  }

  #blank(): Picture {
    const [, cols = 80, rows = 24] = this.data.sizes;
    return { cols, rows: new Int32Array(rows), above: 0, cursorX: -1, cursorY: -1 };
  }

  #index(): void {
    const { wait, up, sets } = this.data;
    let time = 0;
    let above = 0;
    let at = 0;
    for (let frame = 0; frame < wait.length; frame++) {
      time += wait[frame] ?? 0;
      above += up[frame] ?? 0;
      this.times[frame] = time;
      this.#above[frame] = above;
      this.#setsAt[frame] = at;
      at += 1 + (sets[at] ?? 0) * 2;
      this.#step(frame);
      if (frame % FRAMES_PER_CHECKPOINT === 0) this.#checkpoints.push(this.#rows.slice());
    }
  }

  #goTo(frame: number): void {
    const checkpoint = Math.floor(frame / FRAMES_PER_CHECKPOINT);
    const start = checkpoint * FRAMES_PER_CHECKPOINT;
    if (this.#frame > frame || this.#frame < start) {
      this.#rows = (this.#checkpoints[checkpoint] ?? NO_ROWS).slice();
      this.#cols = this.#colsAt(start);
      this.#frame = start;
    }
    while (this.#frame < frame) this.#step(this.#frame + 1);
  }

  #step(frame: number): void {
    const size = this.#sizeAt(frame);
    if (size !== undefined) {
      this.#cols = size.cols;
      this.#rows = new Int32Array(size.rows);
    } else {
      const up = Math.max(0, this.data.up[frame] ?? 0);
      const rows = this.#rows;
      if (up > 0) {
        rows.copyWithin(0, Math.min(up, rows.length));
        rows.fill(0, Math.max(0, rows.length - up));
      }
    }
    for (const [place, row] of this.setsOf(frame)) this.#rows[place] = row;
    this.#frame = frame;
  }

  #sizeAt(frame: number): { cols: number; rows: number } | undefined {
    const { sizes } = this.data;
    for (let at = 0; at < sizes.length; at += 3) {
      if (sizes[at] === frame) return { cols: sizes[at + 1] ?? 80, rows: sizes[at + 2] ?? 24 };
    }
    return undefined;
  }

  #colsAt(frame: number): number {
    const { sizes } = this.data;
    let cols = 80;
    for (let at = 0; at < sizes.length && (sizes[at] ?? 0) <= frame; at += 3) {
      cols = sizes[at + 1] ?? cols;
    }
    return cols;
  }
}
