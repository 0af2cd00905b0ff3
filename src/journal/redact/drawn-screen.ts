import type { Size } from '../../core/size.ts';
import type { DrawnRow } from './drawn-row.ts';
import type { OutputListener } from './output-scanner.ts';
import { type ScreenListener, ScreenRows } from './screen-rows.ts';

const SCREEN_MODES = new Set(['47', '1047', '1048', '1049']);
const LEAST_COLS = 2;

/**
 * What a terminal would show, as far as it takes to know where each byte is drawn: ECMA-48 with the private modes that devices, pagers and
 * editors use: the cursor, and what each sequence does to the rows.
 */
export class DrawnScreen implements OutputListener {
  readonly #listener: ScreenListener;
  readonly #rows: ScreenRows;
  #cols: number;
  #row = 0;
  #col = 0;
  /** Each screen has a saved cursor of its own. */
  readonly #saved = { main: { row: 0, col: 0 }, alternate: { row: 0, col: 0 } };
  #wraps = true;
  #inserts = false;
  /** What REP repeats. */
  #last: { readonly text: string; readonly at: number; readonly bytes: number } | undefined;

  constructor(size: Size, listener: ScreenListener) {
    this.#listener = listener;
    this.#cols = Math.max(LEAST_COLS, size.cols);
    this.#rows = new ScreenRows(Math.max(1, size.rows), listener, () => {
      // A saved cursor is one of the text, as our emulator has it.
      this.#saved.main.row--;
    });
  }

  get isFullScreen(): boolean {
    return this.#rows.isFullScreen;
  }

  /** As they are; the top one first. */
  get rows(): readonly DrawnRow[] {
    return this.#rows.all;
  }

  resize(size: Size): void {
    this.look();
    this.#cols = Math.max(LEAST_COLS, size.cols);
    this.#row = this.#rows.resize(Math.max(1, size.rows), this.#row);
    this.#col = Math.min(this.#col, this.#cols - 1);
  }

  /** Tells of everything that was drawn since it was last told of. */
  look(): void {
    this.#rows.look();
  }

  text(text: string, at: number, bytes: number): void {
    const isOneCharacter = bytes !== text.length;
    for (let done = 0; done < text.length; ) {
      const needed = isOneCharacter ? text.length : 1;
      if (this.#col + needed > this.#cols) this.#wrap();
      // A wide character at the end of a line that does not wrap has no place, and is left out.
      if (this.#col + needed > this.#cols) return;
      const room = isOneCharacter ? text.length : this.#cols - this.#col;
      const piece = done === 0 && text.length <= room ? text : text.slice(done, done + room);
      const row = this.#current();
      this.#rows.mayLose(this.#row, this.#col, this.#col + piece.length);
      if (this.#inserts) this.#insert(piece.length);
      const isBlanks = this.#col < row.text.length && piece.trim() === '';
      row.draw(this.#col, piece, { at: at + done, bytes: isOneCharacter ? bytes : piece.length });
      if (isBlanks) this.#rows.erased(this.#row);
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
        this.#rows.erase(this.#row, this.#col, Math.min(this.#cols, this.#col + count));
        return;
      case 'P':
        this.#stopWaiting();
        this.#rows.mayLose(this.#row, this.#col, this.#cols);
        this.#current().delete(this.#col, Math.min(count, this.#cols));
        return;
      case '@':
        this.#stopWaiting();
        this.#insert(count);
        return;
      case 'L':
      case 'M':
        if (this.#row < this.#rows.top || this.#row > this.#rows.bottom) return;
        this.look();
        this.#rows.scroll(this.#row, final === 'L' ? -count : count);
        this.#col = 0;
        return;
      case 'S':
      case 'T':
        this.look();
        this.#rows.scroll(this.#rows.top, final === 'S' ? count : -count);
        return;
    }
  }

  /** A cursor that waits to wrap stands on the last column again. */
  #stopWaiting(): void {
    this.#col = Math.min(this.#col, this.#cols - 1);
  }

  #insert(count: number): void {
    this.#rows.mayLose(this.#row, this.#col, this.#cols);
    this.#current().insert(this.#col, Math.min(count, this.#cols), this.#cols);
  }

  #current(): DrawnRow {
    return this.#rows.at(this.#row);
  }

  /** A terminal that is given no room for a character goes on below, if it wraps; the line is still the same. */
  #wrap(): void {
    if (!this.#wraps) {
      this.#col = this.#cols - 1;
      return;
    }
    // What stood where a wide character had no room is gone.
    if (this.#col < this.#cols) this.#rows.erase(this.#row, this.#col, this.#cols);
    this.#current().isContinued = true;
    this.#col = 0;
    if (this.#row === this.#rows.bottom) this.#rows.scroll(this.#rows.top, 1);
    else if (this.#row < this.#rows.height - 1) this.#row++;
  }

  #lineFeed(): void {
    this.#rows.leave(this.#row);
    this.#stopWaiting();
    if (this.#row === this.#rows.bottom) this.#rows.scroll(this.#rows.top, 1);
    else if (this.#row < this.#rows.height - 1) this.#row++;
  }

  #reverseFeed(): void {
    this.#stopWaiting();
    if (this.#row === this.#rows.top) this.#rows.scroll(this.#rows.top, -1);
    else this.#moveTo(this.#row - 1, this.#col);
  }

  #moveTo(row: number, col: number): void {
    const next = Math.min(Math.max(0, row), this.#rows.height - 1);
    if (next !== this.#row) this.#rows.goFrom(this.#row);
    this.#row = next;
    this.#col = Math.min(Math.max(0, col), this.#cols - 1);
  }

  #eraseDisplay(kind: number): void {
    this.look();
    if (kind === 0 || kind === 1) this.#eraseInRow(kind);
    const from = kind === 0 ? this.#row + 1 : 0;
    this.#rows.clear(from, kind === 1 ? this.#row : this.#rows.height);
  }

  #eraseInRow(kind: number): void {
    const from = kind === 0 ? this.#col : 0;
    this.#rows.erase(this.#row, from, kind === 1 ? this.#col + 1 : this.#cols);
  }

  #region(first: number, second: number): void {
    const top = Math.max(1, first) - 1;
    const bottom = Math.min(second === 0 ? this.#rows.height : second, this.#rows.height) - 1;
    if (this.#rows.limit(top, bottom)) this.#moveTo(0, 0);
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
      this.#rows.show(isOn ? 'alternate' : 'main');
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
    return this.#row >= this.#rows.top ? Math.max(this.#rows.top, row) : row;
  }

  #down(count: number): number {
    const row = this.#row + count;
    return this.#row <= this.#rows.bottom ? Math.min(this.#rows.bottom, row) : row;
  }

  #save(): void {
    Object.assign(this.#savedHere, { row: this.#row, col: this.#col });
  }

  #goBack(): void {
    this.#moveTo(this.#savedHere.row, this.#savedHere.col);
  }

  #reset(): void {
    this.#rows.reset();
    this.#row = 0;
    this.#col = 0;
    this.#wraps = true;
    this.#inserts = false;
  }
}
