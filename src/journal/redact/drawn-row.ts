/** Stands in a row's text for the right half of a wide character. */
export const RIGHT_HALF = '\uffff';

/** Where bytes of a session's output that drew something are: `bytes` of them from `at` on are `cols` columns. */
export interface DrawnBytes {
  readonly at: number;
  readonly bytes: number;
  readonly cols: number;
}

/** A row of a screen, with the bytes that drew it: one character a column, and for each column the byte it came from. */
export class DrawnRow {
  text = '';
  /** It goes on in the next row without a line's end. */
  isContinued = false;
  /** The columns that were drawn on since the line was last looked at. */
  #freshFrom = Number.POSITIVE_INFINITY;
  #freshTo = 0;
  /** Flat: column, columns, first byte, bytes. In no order; columns of different runs never overlap. */
  #runs: number[] = [];

  get isFresh(): boolean {
    return this.#freshTo > this.#freshFrom;
  }

  /** It was looked at as it is. */
  settle(): void {
    this.#freshFrom = Number.POSITIVE_INFINITY;
    this.#freshTo = 0;
  }

  get isBlank(): boolean {
    return this.#runs.length === 0 || this.text.trim() === '';
  }

  clear(): void {
    this.text = '';
    this.#runs = [];
    this.isContinued = false;
    this.settle();
  }

  /**
   * Whether drawing over these columns would lose something that can be read and was not looked at. What is older than the rest of the row counts,
   * too: with what was drawn beside it it may say something else.
   */
  wouldLose(from: number, to: number): boolean {
    return this.isFresh && /[^ ]/.test(this.text.slice(from, to));
  }

  draw(column: number, text: string, { at, bytes }: { at: number; bytes: number }): void {
    const cols = text.length;
    this.#freshFrom = Math.min(this.#freshFrom, column);
    this.#freshTo = Math.max(this.#freshTo, column + cols);
    if (column >= this.text.length) {
      const gap = column - this.text.length;
      this.text += gap === 0 ? text : ' '.repeat(gap) + text;
    } else {
      this.#cut(column, column + cols);
      this.text = this.text.slice(0, column) + text + this.text.slice(column + cols);
    }
    if (!this.#joins(column, cols, at, bytes)) this.#runs.push(column, cols, at, bytes);
  }

  /** Blanks from a column to another. */
  erase(from: number, to: number): void {
    if (from >= this.text.length) return;
    this.#cut(from, to);
    const behind = this.text.slice(to);
    this.text =
      behind === ''
        ? this.text.slice(0, from)
        : this.text.slice(0, from) + ' '.repeat(to - from) + behind;
    if (behind === '') this.isContinued = false;
  }

  /** Takes columns out; what is behind them moves left. */
  delete(from: number, count: number): void {
    if (from >= this.text.length) return;
    this.#cut(from, from + count);
    this.#move(from + count, -count);
    this.text = this.text.slice(0, from) + this.text.slice(from + count);
    this.#freshFrom = 0;
    this.#freshTo = this.text.length;
  }

  /** Puts blanks in; what is behind them moves right, and out of the row. */
  insert(from: number, count: number, cols: number): void {
    if (from >= this.text.length) return;
    this.#halve(from);
    this.#cutWide(from);
    this.#move(from, count);
    this.text = `${this.text.slice(0, from)}${' '.repeat(count)}${this.text.slice(from)}`.slice(
      0,
      cols,
    );
    this.#cut(cols, Number.POSITIVE_INFINITY);
    this.#freshFrom = 0;
    this.#freshTo = this.text.length;
  }

  /** The bytes that drew these columns. */
  *bytesIn(from: number, to: number): Generator<DrawnBytes> {
    const runs = this.#runs;
    for (let i = 0; i < runs.length; i += 4) {
      const [column = 0, cols = 0, at = 0, bytes = 0] = [
        runs[i],
        runs[i + 1],
        runs[i + 2],
        runs[i + 3],
      ];
      const first = Math.max(from, column);
      const last = Math.min(to, column + cols);
      if (first >= last) continue;
      if (bytes === cols)
        yield { at: at + first - column, bytes: last - first, cols: last - first };
      else yield { at, bytes, cols };
    }
  }

  /** The bytes of a wide character that begins left of a column and ends right of it. */
  #cutWide(column: number): void {
    const runs = this.#runs;
    for (let i = 0; i < runs.length; i += 4) {
      const [start = 0, cols = 0, , bytes = 0] = [runs[i], runs[i + 1], runs[i + 2], runs[i + 3]];
      if (cols !== bytes && start < column && start + cols > column) runs.splice(i, 4);
    }
  }

  #joins(column: number, cols: number, at: number, bytes: number): boolean {
    const runs = this.#runs;
    const last = runs.length - 4;
    const before = runs[last + 1] ?? 0;
    const isPlain = last >= 0 && before === runs[last + 3] && cols === bytes;
    if (
      !isPlain ||
      (runs[last] ?? 0) + before !== column ||
      (runs[last + 2] ?? 0) + before !== at
    ) {
      return false;
    }
    runs[last + 1] = before + cols;
    runs[last + 3] = before + cols;
    return true;
  }

  /** Of a wide character that is cut through the other half becomes blank. */
  #halve(column: number): void {
    if (this.text[column] !== RIGHT_HALF) return;
    this.text = `${this.text.slice(0, column - 1)}  ${this.text.slice(column + 1)}`;
  }

  #cut(from: number, to: number): void {
    this.#halve(from);
    this.#halve(to);
    const kept: number[] = [];
    const runs = this.#runs;
    for (let i = 0; i < runs.length; i += 4) {
      const [column = 0, cols = 0, at = 0, bytes = 0] = [
        runs[i],
        runs[i + 1],
        runs[i + 2],
        runs[i + 3],
      ];
      if (column + cols <= from || column >= to) kept.push(column, cols, at, bytes);
      else if (bytes === cols) {
        if (column < from) kept.push(column, from - column, at, from - column);
        if (column + cols > to) {
          const left = column + cols - to;
          kept.push(to, left, at + cols - left, left);
        }
      }
    }
    this.#runs = kept;
  }

  #move(from: number, by: number): void {
    const runs = this.#runs;
    for (let i = 0; i < runs.length; i += 4) {
      const column = runs[i] ?? 0;
      const cols = runs[i + 1] ?? 0;
      if (column >= from) runs[i] = column + by;
      else if (column + cols > from && runs[i + 3] === cols) {
        // The run is torn apart.
        const left = column + cols - from;
        const at = (runs[i + 2] ?? 0) + cols - left;
        runs[i + 1] = cols - left;
        runs[i + 3] = cols - left;
        runs.push(from + by, left, at, left);
        this.#moveBehind(i, from, by);
        return;
      }
    }
  }

  #moveBehind(done: number, from: number, by: number): void {
    const runs = this.#runs;
    for (let i = done + 4; i < runs.length - 4; i += 4) {
      if ((runs[i] ?? 0) >= from) runs[i] = (runs[i] ?? 0) + by;
    }
  }
}
