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

const SCREEN_MODES = new Set(['47', '1047', '1048', '1049']);
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
  /** Each screen has a saved cursor of its own. */
  readonly #saved = { main: { row: 0, col: 0 }, alternate: { row: 0, col: 0 } };
  #top = 0;
  #bottom: number;
  /** The region of the screen that is not shown. */
  #otherRegion: { readonly top: number; readonly bottom: number };
  #wraps = true;
  #inserts = false;
  /** What REP repeats. */
  #last: { readonly text: string; readonly at: number; readonly bytes: number } | undefined;

  constructor(size: Size, listener: ScreenListener) {
    this.#listener = listener;
    this.#cols = Math.max(LEAST_COLS, size.cols);
    this.#height = Math.max(1, size.rows);
    this.#main = emptyRows(this.#height);
    this.#alternate = emptyRows(this.#height);
    this.#rows = this.#main;
    this.#bottom = this.#height - 1;
    this.#otherRegion = { top: 0, bottom: this.#bottom };
  }

  get isFullScreen(): boolean {
    return this.#rows === this.#alternate;
  }

  /** As they are; the top one first. */
  get rows(): readonly DrawnRow[] {
    return this.#rows;
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
    this.#otherRegion = { top: 0, bottom: this.#bottom };
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
      if (this.#inserts) this.#insert(piece.length);
      const isBlanks = this.#col < row.text.length && piece.trim() === '';
      row.draw(this.#col, piece, { at: at + done, bytes: isOneCharacter ? bytes : piece.length });
      if (isBlanks) this.#erased(this.#row);
      this.#col += piece.length;
      done += piece.length;
    }
    this.#last = isOneCharacter
      ? { text, at, bytes }
      : { text: text.slice(-1), at: at + text.length - 1, bytes: 1 };
  }

  /** REP (ECMA-48 8.3.103): characters that have no bytes of their own, right behind the one that has. */
  #repeat(count: number): void {
    const last = this.#last;
    if (last === undefined) return;
    for (let i = 0; i < Math.min(count, this.#cols); i++) this.text(last.text, last.at, last.bytes);
    this.#last = undefined;
  }

  control(code: number): void {
    this.#last = undefined;
    if (code === 0x0d) this.#col = 0;
    else if (code === 0x0a || code === 0x0b || code === 0x0c) this.#lineFeed();
    else if (code === 0x08) this.#moveTo(this.#row, Math.min(this.#col, this.#cols - 1) - 1);
    else if (code === 0x09) this.#tab(1);
  }

  escape(final: string): void {
    this.#last = undefined;
    if (final === 'D') this.#lineFeed();
    else if (final === 'E') {
      this.#col = 0;
      this.#lineFeed();
    } else if (final === 'M') this.#reverseFeed();
    else if (final === '7') this.#save();
    else if (final === '8') this.#goBack();
    else if (final === 'c') this.#reset();
  }

  string(text: string, at: number): void {
    this.#listener.string(text, at);
  }

  csi(params: string, final: string): void {
    if (final === 'b') {
      this.#repeat(Math.max(1, Number.parseInt(params, 10) || 0));
      return;
    }
    this.#last = undefined;
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
        this.#moveTo(this.#up(count), final === 'F' ? 0 : this.#col);
        return;
      case 'B':
      case 'E':
        this.#moveTo(this.#down(count), final === 'E' ? 0 : this.#col);
        return;
      case 'e':
        this.#moveTo(this.#row + count, this.#col);
        return;
      case 'C':
      case 'a':
        this.#moveTo(this.#row, this.#col + count);
        return;
      case 'D':
        this.#moveTo(this.#row, Math.min(this.#col, this.#cols - 1) - count);
        return;
      case 'I':
        this.#tab(count);
        return;
      case 'Z':
        this.#tab(-count);
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
        this.#save();
        return;
      case 'u':
        this.#goBack();
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
        this.#stopWaiting();
        this.#erase(this.#row, this.#col, Math.min(this.#cols, this.#col + count));
        return;
      case 'P':
        this.#stopWaiting();
        this.#mayLose(this.#current(), this.#col, this.#cols);
        this.#current().delete(this.#col, Math.min(count, this.#cols));
        return;
      case '@':
        this.#stopWaiting();
        this.#insert(count);
        return;
      case 'L':
      case 'M':
        if (this.#row < this.#top || this.#row > this.#bottom) return;
        this.look();
        this.#scroll(this.#row, final === 'L' ? -count : count);
        this.#col = 0;
        return;
      case 'S':
      case 'T':
        this.look();
        this.#scroll(this.#top, final === 'S' ? count : -count);
        return;
    }
  }

  /** A cursor that waits to wrap stands on the last column again. */
  #stopWaiting(): void {
    this.#col = Math.min(this.#col, this.#cols - 1);
  }

  #insert(count: number): void {
    this.#mayLose(this.#current(), this.#col, this.#cols);
    this.#current().insert(this.#col, Math.min(count, this.#cols), this.#cols);
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
    this.#stopWaiting();
    if (this.#row === this.#bottom) this.#scroll(this.#top, 1);
    else if (this.#row < this.#height - 1) this.#row++;
  }

  #reverseFeed(): void {
    this.#stopWaiting();
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
    const from = kind === 0 ? this.#col : 0;
    this.#erase(this.#row, from, kind === 1 ? this.#col + 1 : this.#cols);
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
    // A saved cursor is one of the text, as our emulator has it.
    this.#saved.main.row--;
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
    if (params === '4') this.#inserts = final === 'h';
    if (!params.startsWith('?')) return;
    if (modes.includes('7')) this.#wraps = final === 'h';
    for (const mode of modes) this.#screenMode(mode, final === 'h');
  }

  /** 47 and 1047 change the screen, 1048 saves and restores the cursor, 1049 does both. */
  #screenMode(mode: string, isOn: boolean): void {
    if (!SCREEN_MODES.has(mode)) return;
    if (isOn && (mode === '1048' || mode === '1049')) this.#save();
    if (mode !== '1048' && isOn !== this.isFullScreen) {
      this.look();
      for (const row of this.#alternate) row.clear();
      this.#rows = isOn ? this.#alternate : this.#main;
      const { top, bottom } = this.#otherRegion;
      this.#otherRegion = { top: this.#top, bottom: this.#bottom };
      this.#top = top;
      this.#bottom = bottom;
    }
    if (!isOn && (mode === '1048' || mode === '1049')) this.#goBack();
  }

  get #savedHere(): { row: number; col: number } {
    return this.isFullScreen ? this.#saved.alternate : this.#saved.main;
  }

  /** To a stop of eight columns; a cursor that waits to wrap stays. */
  #tab(count: number): void {
    if (this.#col >= this.#cols) return;
    const stop = count > 0 ? Math.floor(this.#col / 8) : Math.ceil(this.#col / 8);
    this.#moveTo(this.#row, (stop + count) * 8);
  }

  /** Steps up or down stop at the region's edge where they begin within. */
  #up(count: number): number {
    const row = this.#row - count;
    return this.#row >= this.#top ? Math.max(this.#top, row) : row;
  }

  #down(count: number): number {
    const row = this.#row + count;
    return this.#row <= this.#bottom ? Math.min(this.#bottom, row) : row;
  }

  #save(): void {
    Object.assign(this.#savedHere, { row: this.#row, col: this.#col });
  }

  #goBack(): void {
    this.#moveTo(this.#savedHere.row, this.#savedHere.col);
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
    this.#otherRegion = { top: 0, bottom: this.#bottom };
    this.#wraps = true;
    this.#inserts = false;
  }
}

function emptyRows(count: number): DrawnRow[] {
  return Array.from({ length: count }, () => new DrawnRow());
}
