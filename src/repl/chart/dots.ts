import type { Charset } from './charset.ts';

// Unicode's braille patterns: U+2800 and a bit for each dot, numbered down the left column, then the right, the lowest row last.
const BRAILLE = 0x2800;
const DOT_BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/**
 * A rectangle to draw lines in, finer than its characters where the terminal has braille: 2 × 4 dots to a character, else one. Each
 * character belongs to the series that drew in it last.
 */
export class Dots {
  readonly cols: number;
  readonly rows: number;
  readonly dotCols: number;
  readonly dotRows: number;
  readonly #perCol: number;
  readonly #perRow: number;
  readonly #bits: Uint8Array;
  readonly #owners: Int16Array;
  readonly #marks = new Map<number, string>();

  constructor(size: { readonly cols: number; readonly rows: number }, charset: Charset) {
    this.cols = size.cols;
    this.rows = size.rows;
    this.#perCol = charset === 'unicode' ? 2 : 1;
    this.#perRow = charset === 'unicode' ? 4 : 1;
    this.dotCols = size.cols * this.#perCol;
    this.dotRows = size.rows * this.#perRow;
    this.#bits = new Uint8Array(size.cols * size.rows);
    this.#owners = new Int16Array(size.cols * size.rows).fill(-1);
  }

  /** Puts a dot of a series; (0, 0) is the upper left. Outside is ignored. */
  put(x: number, y: number, series: number): void {
    if (x < 0 || y < 0 || x >= this.dotCols || y >= this.dotRows) return;
    const at = this.#place(x, y);
    const bit = DOT_BITS[y % this.#perRow]?.[x % this.#perCol] ?? 1;
    this.#bits[at] = (this.#bits[at] ?? 0) | bit;
    this.#owners[at] = series;
  }

  /** A straight line between two dots, both included. */
  line(from: { x: number; y: number }, to: { x: number; y: number }, series: number): void {
    const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
    for (let step = 0; step <= steps; step++) {
      const part = steps === 0 ? 0 : step / steps;
      const x = Math.round(from.x + (to.x - from.x) * part);
      this.put(x, Math.round(from.y + (to.y - from.y) * part), series);
    }
  }

  /** A character in place of the dots it covers. */
  mark(x: number, y: number, { mark, series }: { mark: string; series: number }): void {
    if (x < 0 || y < 0 || x >= this.dotCols || y >= this.dotRows) return;
    const at = this.#place(x, y);
    if (this.#marks.has(at)) return;
    this.#marks.set(at, mark);
    this.#owners[at] = series;
  }

  /** The characters of a row with the series each belongs to; -1 for a blank. */
  row(y: number, markOf: (series: number) => string): { text: string; series: number }[] {
    return Array.from({ length: this.cols }, (_, x) => {
      const at = y * this.cols + x;
      const series = this.#owners[at] ?? -1;
      if (series < 0) return { text: ' ', series };
      const dots =
        this.#perRow === 4 ? String.fromCharCode(BRAILLE + (this.#bits[at] ?? 0)) : markOf(series);
      return { text: this.#marks.get(at) ?? dots, series };
    });
  }

  #place(x: number, y: number): number {
    return Math.floor(y / this.#perRow) * this.cols + Math.floor(x / this.#perCol);
  }
}
