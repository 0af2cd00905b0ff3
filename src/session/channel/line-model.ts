import { type Control, ControlScanner } from './control-scanner.ts';

/** The least width that makes sense; a pane may be narrower for a moment while it is resized. */
const LEAST_COLS = 2;
/** A line longer than this is cut, so that a device that never ends its line cannot fill the memory. */
const MOST_ROWS_CHARS = 4_000_000;

/**
 * What a terminal would show, as logical lines without escape sequences: the text all matching is done on.
 *
 * It follows just enough of ECMA-48 for what devices do to a line: carriage returns and backspaces that draw over
 * what stands there, erasing, cursor moves within the line, wrapped rows joined, cursor addressing that moves to
 * another line. Colours, titles, modes and charsets are skipped, and so is everything a full-screen program draws.
 * No operation costs more than one row, whatever the device sends.
 */
export class LineModel {
  /** Lines ended since the beginning. */
  lineCount = 0;

  readonly #onLine: (line: string) => void;
  readonly #scanner: ControlScanner;
  #cols: number;
  // The rows of the line being written. `#col` equal to `#cols` is the terminal's pending wrap.
  #rows: string[] = [''];
  #row = 0;
  #col = 0;
  #screenRow = 0;
  #isEdited = false;
  #isFullScreen = false;

  constructor(options: { cols: number; onLine: (line: string) => void }) {
    this.#cols = Math.max(LEAST_COLS, options.cols);
    this.#onLine = options.onLine;
    this.#scanner = new ControlScanner({
      onText: (text) => this.#print(text),
      onControl: (control) => this.#control(control),
    });
  }

  set cols(cols: number) {
    this.#cols = Math.max(LEAST_COLS, cols);
  }

  /** A full-screen program (vim, less) has the alternate screen. */
  get isFullScreen(): boolean {
    return this.#isFullScreen;
  }

  feed(text: string): void {
    this.#scanner.scan(text);
  }

  /**
   * The line being written, up to the cursor when only blanks follow it. Of a long line only about the last
   * `maxChars`, after a `…`, so that looking at it costs the same whatever its length.
   */
  current(maxChars = 1_000): string {
    const wanted = Math.ceil(maxChars / this.#cols) + 1;
    const first = Math.max(0, this.#rows.length - wanted);
    const text = (first > 0 ? '…' : '') + this.#rows.slice(first).join('');
    if (this.#row < this.#rows.length - 1) return text;
    const lastRow = this.#rows[this.#row] ?? '';
    const behind = lastRow.slice(this.#col);
    return behind !== '' && behind.trim() === '' ? text.slice(0, -behind.length) : text;
  }

  #print(text: string): void {
    if (this.#isFullScreen) return;
    let rest = text;
    while (rest !== '') {
      if (this.#col >= this.#cols) this.#wrap();
      const room = this.#cols - this.#col;
      const piece = rest.length <= room ? rest : rest.slice(0, room);
      rest = rest.length <= room ? '' : rest.slice(room);
      this.#put(piece);
      this.#col += piece.length;
    }
  }

  #put(piece: string): void {
    const row = this.#rows[this.#row] ?? '';
    if (this.#col === row.length) {
      this.#rows[this.#row] = row === '' ? piece : row + piece;
      return;
    }
    this.#isEdited = true;
    const before = row.slice(0, this.#col).padEnd(this.#col);
    this.#rows[this.#row] = before + piece + row.slice(this.#col + piece.length);
  }

  #wrap(): void {
    this.#row += 1;
    this.#col = 0;
    if (this.#row < this.#rows.length) return;
    if (this.#rows.length * this.#cols > MOST_ROWS_CHARS) this.#endLine();
    else this.#rows.push('');
  }

  #control(control: Control): void {
    if (control.kind === 'csi') {
      if (control.final === 'h' || control.final === 'l') this.#mode(control);
      else if (!this.#isFullScreen) this.#sequence(control);
      return;
    }
    if (control.kind === 'reset') this.#isFullScreen = false;
    if (this.#isFullScreen) return;
    if (control.kind === 'newline') this.#newline();
    else if (control.kind === 'return') this.#col = 0;
    else if (control.kind === 'backspace') this.#moveTo(Math.min(this.#col, this.#cols - 1) - 1);
  }

  #newline(): void {
    if (this.#row < this.#rows.length - 1) this.#row += 1;
    else this.#endLine();
  }

  #endLine(): void {
    const line = this.#rows.length === 1 ? (this.#rows[0] ?? '') : this.#rows.join('');
    const text = this.#isEdited ? line.trimEnd() : line;
    this.#rows = [''];
    this.#row = 0;
    this.#col = 0;
    this.#isEdited = false;
    this.lineCount += 1;
    this.#onLine(text);
  }

  /** DECSET and DECRST 47, 1047, 1049: the alternate screen. */
  #mode({ params, final }: { params: string; final: string }): void {
    if (/^\?(?:.*;)?(?:47|1047|1049)(?:;|$)/.test(params)) this.#isFullScreen = final === 'h';
  }

  #sequence({ params, final }: { params: string; final: string }): void {
    const first = Number.parseInt(params, 10) || 0;
    const count = Math.min(Math.max(1, first), this.#cols);
    switch (final) {
      case 'C':
        this.#moveTo(this.#col + count);
        break;
      case 'D':
        this.#moveTo(Math.min(this.#col, this.#cols - 1) - count);
        break;
      case 'G':
      case '`':
        this.#moveTo(count - 1);
        break;
      case 'A':
        this.#row = Math.max(0, this.#row - count);
        break;
      case 'B':
        this.#row = Math.min(this.#rows.length - 1, this.#row + count);
        break;
      case 'H':
      case 'f':
        this.#address(params);
        break;
      case 'J':
        this.#eraseDisplay(first);
        break;
      case 'K':
      case 'P':
      case '@':
      case 'X':
        this.#editRow(final, first);
        break;
    }
  }

  #moveTo(col: number): void {
    this.#col = Math.min(Math.max(0, col), this.#cols - 1);
  }

  /** Cursor addressing: the same screen row is the same line, any other row is another line. */
  #address(params: string): void {
    const [row = 1, col = 1] = params.split(';').map((param) => Number.parseInt(param, 10) || 1);
    if (row !== this.#screenRow) this.#endLineUnlessBlank();
    this.#screenRow = row;
    this.#moveTo(col - 1);
  }

  #eraseDisplay(kind: number): void {
    if (kind >= 2) this.#endLineUnlessBlank();
    if (kind !== 0) return;
    this.#rows.length = this.#row + 1;
    this.#editRow('K', 0);
  }

  #endLineUnlessBlank(): void {
    if (this.#rows.some((row) => row.trim() !== '')) this.#endLine();
  }

  /** EL, DCH, ICH, ECH on the row of the cursor (ECMA-48 8.3.41, 26, 64, 38). */
  #editRow(final: 'K' | 'P' | '@' | 'X', param: number): void {
    this.#isEdited = true;
    const row = this.#rows[this.#row] ?? '';
    const col = Math.min(this.#col, this.#cols - 1);
    const count = Math.min(Math.max(1, param), this.#cols);
    const before = row.slice(0, col);
    const behind = row.slice(col);
    this.#rows[this.#row] = edited({ final, param, count, before, behind }).slice(0, this.#cols);
  }
}

function edited(edit: {
  readonly final: 'K' | 'P' | '@' | 'X';
  readonly param: number;
  readonly count: number;
  readonly before: string;
  readonly behind: string;
}): string {
  const { before, behind, count } = edit;
  switch (edit.final) {
    case 'K':
      if (edit.param === 0) return before;
      return edit.param === 1 ? ' '.repeat(before.length + 1) + behind.slice(1) : '';
    case 'P':
      return before + behind.slice(count);
    case '@':
      return behind === '' ? before : before + ' '.repeat(count) + behind;
    case 'X':
      return before + ' '.repeat(Math.min(count, behind.length)) + behind.slice(count);
  }
}
