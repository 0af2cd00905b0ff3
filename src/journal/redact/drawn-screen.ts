import type { Size } from '../../core/size.ts';
import { DrawnRow } from './drawn-row.ts';
import type { OutputListener } from './output-scanner.ts';

/** A line as it is drawn: its rows, the first of them first. */
export type DrawnLine = readonly DrawnRow[];

export interface ScreenListener {
  /** The cursor leaves a line downwards: on a plain screen it is done. */
  left(line: DrawnLine): void;
  /** Some of what was drawn on a line since it was last looked at is about to be lost, or the cursor goes elsewhere. */
  losing(line: DrawnLine): void;
  /** A line as it stands for now. */
  standing(line: DrawnLine): void;
  /** Some of a line is blank now. */
  erased(line: DrawnLine): void;
  /** All rows of a full screen as they are, before they move or go, or because a while has passed. */
  screen(rows: readonly DrawnRow[]): void;
  /** The text of a title or another string that is not drawn. */
  string(text: string, at: number): void;
}

const LEAST_COLS = 2;
/** Rows of one line that have left the screen and are still looked at with it. */
const MOST_ROWS_ABOVE = 400;

/**
 * What a terminal would show, as far as it takes to know where each byte is drawn: ECMA-48 with the private modes that devices, pagers and
 * editors use. Tells of every line before something of it is lost, so that no state of the screen goes unseen.
 */
export class DrawnScreen implements OutputListener {
  readonly #listener: ScreenListener;
  #cols: number;
  #height: number;
  #main: DrawnRow[];
  #alternate: DrawnRow[];
  #rows: DrawnRow[];
  /** Of the line that the top row goes on. */
  #above: DrawnRow[] = [];
  #row = 0;
  #col = 0;
  #saved = { row: 0, col: 0 };
  #top = 0;
  #bottom: number;
  #wraps = true;

  constructor(size: Size, listener: ScreenListener) {
    this.#listener = listener;
    this.#cols = Math.max(LEAST_COLS, size.cols);
    this.#height = Math.max(1, size.rows);
    this.#main = emptyRows(this.#height);
    this.#alternate = emptyRows(this.#height);
    this.#rows = this.#main;
    this.#bottom = this.#height - 1;
  }

  get isFullScreen(): boolean {
    return this.#rows === this.#alternate;
  }

  resize(size: Size): void {
    this.look();
    this.#cols = Math.max(LEAST_COLS, size.cols);
    this.#height = Math.max(1, size.rows);
    for (const rows of [this.#main, this.#alternate]) {
      const isActive = rows === this.#rows;
      while (rows.length > this.#height) {
        // The cursor's row stays on the screen.
        if (isActive && this.#row < rows.length - 1 && rows.at(-1)?.isBlank) rows.pop();
        else {
          rows.shift();
          if (isActive) this.#row = Math.max(0, this.#row - 1);
        }
      }
      while (rows.length < this.#height) rows.push(new DrawnRow());
    }
    this.#top = 0;
    this.#bottom = this.#height - 1;
    this.#row = Math.min(this.#row, this.#height - 1);
    this.#col = Math.min(this.#col, this.#cols - 1);
  }

  /** Tells of everything that was drawn since it was last told of. */
  look(): void {
    if (this.isFullScreen) {
      if (this.#rows.some(({ isFresh }) => isFresh)) this.#listener.screen(this.#rows);
      return;
    }
    for (let at = 0; at < this.#rows.length; at++) {
      if (this.#rows[at]?.isFresh) this.#listener.standing(this.#lineAt(at));
    }
  }

  text(text: string, at: number, bytes: number): void {
    const isOneCharacter = bytes !== text.length;
    for (let done = 0; done < text.length; ) {
      const needed = isOneCharacter ? text.length : 1;
      if (this.#col + needed > this.#cols) this.#wrap();
      const room = isOneCharacter ? text.length : this.#cols - this.#col;
      const piece = done === 0 && text.length <= room ? text : text.slice(done, done + room);
      const row = this.#current();
      this.#mayLose(row, this.#col, this.#col + piece.length);
      const isBlanks = this.#col < row.text.length && piece.trim() === '';
      row.draw(this.#col, piece, { at: at + done, bytes: isOneCharacter ? bytes : piece.length });
      if (isBlanks) this.#erased(this.#row);
      this.#col += piece.length;
      done += piece.length;
    }
  }

  control(code: number): void {
    if (code === 0x0d) this.#col = 0;
    else if (code === 0x0a || code === 0x0b || code === 0x0c) this.#lineFeed();
    else if (code === 0x08) this.#moveTo(this.#row, Math.min(this.#col, this.#cols - 1) - 1);
    else if (code === 0x09) this.#moveTo(this.#row, (Math.floor(this.#col / 8) + 1) * 8);
  }

  escape(final: string): void {
    if (final === 'D') this.#lineFeed();
    else if (final === 'E') {
      this.#col = 0;
      this.#lineFeed();
    } else if (final === 'M') this.#reverseFeed();
    else if (final === '7') this.#saved = { row: this.#row, col: this.#col };
    else if (final === '8') this.#moveTo(this.#saved.row, this.#saved.col);
    else if (final === 'c') this.#reset();
  }

  string(text: string, at: number): void {
    this.#listener.string(text, at);
  }

  csi(params: string, final: string): void {
    if (final === 'h' || final === 'l') {
      this.#mode(params, final);
      return;
    }
    if (/^[<=>?]/.test(params)) return;
    const [first = 0, second = 0] = params.split(';').map((one) => Number.parseInt(one, 10) || 0);
    const count = Math.max(1, first);
    switch (final) {
      case 'A':
      case 'F':
        this.#moveTo(this.#row - count, final === 'F' ? 0 : this.#col);
        return;
      case 'B':
      case 'E':
      case 'e':
        this.#moveTo(this.#row + count, final === 'E' ? 0 : this.#col);
        return;
      case 'C':
      case 'a':
        this.#moveTo(this.#row, this.#col + count);
        return;
      case 'D':
        this.#moveTo(this.#row, Math.min(this.#col, this.#cols - 1) - count);
        return;
      case 'G':
      case '`':
        this.#moveTo(this.#row, count - 1);
        return;
      case 'd':
        this.#moveTo(count - 1, this.#col);
        return;
      case 'H':
      case 'f':
        this.#moveTo(count - 1, Math.max(1, second) - 1);
        return;
      case 's':
        this.#saved = { row: this.#row, col: this.#col };
        return;
      case 'u':
        this.#moveTo(this.#saved.row, this.#saved.col);
        return;
      case 'r':
        this.#region(first, second);
        return;
      default:
        this.#edit(final, first, count);
        return;
    }
  }

  #edit(final: string, first: number, count: number): void {
    switch (final) {
      case 'J':
        this.#eraseDisplay(first);
        return;
      case 'K':
        this.#eraseInRow(first);
        return;
      case 'X':
        this.#erase(this.#row, this.#col, Math.min(this.#cols, this.#col + count));
        return;
      case 'P':
      case '@': {
        const row = this.#current();
        const col = Math.min(this.#col, this.#cols - 1);
        this.#mayLose(row, col, this.#cols);
        if (final === 'P') row.delete(col, Math.min(count, this.#cols));
        else row.insert(col, Math.min(count, this.#cols), this.#cols);
        return;
      }
      case 'L':
      case 'M':
        if (this.#row < this.#top || this.#row > this.#bottom) return;
        this.#scroll(this.#row, final === 'L' ? -count : count);
        return;
      case 'S':
      case 'T':
        this.#scroll(this.#top, final === 'S' ? count : -count);
        return;
    }
  }

  #current(): DrawnRow {
    return this.#rows[this.#row] ?? new DrawnRow();
  }

  /** A terminal that is given no room for a character goes on below, if it wraps; the line is still the same. */
  #wrap(): void {
    if (!this.#wraps) {
      this.#col = this.#cols - 1;
      return;
    }
    this.#current().isContinued = true;
    this.#col = 0;
    if (this.#row === this.#bottom) this.#scroll(this.#top, 1);
    else if (this.#row < this.#height - 1) this.#row++;
  }

  #lineFeed(): void {
    if (!this.isFullScreen) {
      const line = this.#lineAt(this.#row);
      if (line.at(-1) === this.#current()) this.#listener.left(line);
    }
    if (this.#row === this.#bottom) this.#scroll(this.#top, 1);
    else if (this.#row < this.#height - 1) this.#row++;
  }

  #reverseFeed(): void {
    if (this.#row === this.#top) this.#scroll(this.#top, -1);
    else this.#moveTo(this.#row - 1, this.#col);
  }

  #moveTo(row: number, col: number): void {
    const next = Math.min(Math.max(0, row), this.#height - 1);
    if (next !== this.#row && !this.isFullScreen && this.#current().isFresh) {
      this.#listener.losing(this.#lineAt(this.#row));
    }
    this.#row = next;
    this.#col = Math.min(Math.max(0, col), this.#cols - 1);
  }

  /** The rows of the line that a row belongs to. */
  #lineAt(row: number): DrawnLine {
    const rows = this.#rows;
    let from = row;
    while (from > 0 && rows[from - 1]?.isContinued) from--;
    let to = row;
    while (to < rows.length - 1 && rows[to]?.isContinued) to++;
    const above = from === 0 && !this.isFullScreen ? this.#above : [];
    return [...above, ...rows.slice(from, to + 1)];
  }

  #mayLose(row: DrawnRow, from: number, to: number): void {
    if (!row.wouldLose(from, to)) return;
    if (this.isFullScreen) this.#listener.screen(this.#rows);
    else this.#listener.losing(this.#lineAt(this.#rows.indexOf(row)));
  }

  #erase(at: number, from: number, to: number): void {
    const row = this.#rows[at];
    if (row === undefined) return;
    this.#mayLose(row, from, to);
    row.erase(from, to);
    this.#erased(at);
  }

  #erased(at: number): void {
    if (!this.isFullScreen) this.#listener.erased(this.#lineAt(at));
  }

  #eraseInRow(kind: number): void {
    const col = Math.min(this.#col, this.#cols - 1);
    this.#erase(this.#row, kind === 0 ? col : 0, kind === 1 ? col + 1 : this.#cols);
  }

  #eraseDisplay(kind: number): void {
    this.look();
    if (kind === 0 || kind === 1) this.#eraseInRow(kind);
    const from = kind === 0 ? this.#row + 1 : 0;
    const to = kind === 1 ? this.#row : this.#height;
    for (let at = from; at < to; at++) this.#rows[at]?.clear();
    if (kind !== 0) this.#above = [];
  }

  /** Moves the rows from one on to the bottom of the region up, or down for less than none. */
  #scroll(from: number, by: number): void {
    const rows = this.#rows;
    const height = this.#bottom - from + 1;
    const count = Math.min(Math.abs(by), height);
    if (this.isFullScreen) {
      if (rows.some(({ isFresh }) => isFresh)) this.#listener.screen(rows);
    } else if (from > 0 || by < 0 || count > 1) this.look();
    for (let i = 0; i < count; i++) {
      if (by > 0) {
        const [gone] = rows.splice(from, 1);
        if (gone !== undefined && from === 0 && !this.isFullScreen) this.#rise(gone);
        rows.splice(this.#bottom, 0, new DrawnRow());
      } else {
        rows.splice(this.#bottom, 1);
        rows.splice(from, 0, new DrawnRow());
      }
    }
  }

  /** A row has left the screen at its top. */
  #rise(row: DrawnRow): void {
    if (!row.isContinued) {
      this.#above = [];
      return;
    }
    this.#above.push(row);
    if (this.#above.length <= MOST_ROWS_ABOVE) return;
    this.#listener.losing(this.#lineAt(0));
    this.#above.splice(0, MOST_ROWS_ABOVE / 2);
  }

  #region(first: number, second: number): void {
    const top = Math.max(1, first) - 1;
    const bottom = Math.min(second === 0 ? this.#height : second, this.#height) - 1;
    if (top >= bottom) return;
    this.#top = top;
    this.#bottom = bottom;
    this.#moveTo(0, 0);
  }

  #mode(params: string, final: 'h' | 'l' | string): void {
    const modes = params.replace(/^\?/, '').split(';');
    if (!params.startsWith('?')) return;
    if (modes.includes('7')) this.#wraps = final === 'h';
    if (!modes.some((mode) => mode === '47' || mode === '1047' || mode === '1049')) return;
    this.look();
    const isOn = final === 'h';
    if (isOn === this.isFullScreen) return;
    if (isOn) {
      for (const row of this.#alternate) row.clear();
      this.#saved = { row: this.#row, col: this.#col };
      this.#rows = this.#alternate;
    } else {
      this.#rows = this.#main;
      this.#row = Math.min(this.#saved.row, this.#height - 1);
      this.#col = Math.min(this.#saved.col, this.#cols - 1);
    }
    this.#top = 0;
    this.#bottom = this.#height - 1;
  }

  #reset(): void {
    this.look();
    for (const row of [...this.#main, ...this.#alternate]) row.clear();
    this.#rows = this.#main;
    this.#above = [];
    this.#row = 0;
    this.#col = 0;
    this.#top = 0;
    this.#bottom = this.#height - 1;
    this.#wraps = true;
  }
}

function emptyRows(count: number): DrawnRow[] {
  return Array.from({ length: count }, () => new DrawnRow());
}
