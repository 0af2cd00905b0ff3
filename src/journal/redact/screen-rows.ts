import { DrawnRow } from './drawn-row.ts';

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

/** Rows of one line that have left the screen and are still looked at with it. */
const MOST_ROWS_ABOVE = 400;

/**
 * The rows of a screen and of its alternate, with the region that scrolls. Tells of every line before something of it is lost, so that no
 * state of the screen goes unseen.
 */
export class ScreenRows {
  readonly #listener: ScreenListener;
  /** A row has left the plain screen at its top. */
  readonly #onRisen: () => void;
  #height: number;
  readonly #main: DrawnRow[];
  readonly #alternate: DrawnRow[];
  #rows: DrawnRow[];
  /** Of the line that the top row goes on. */
  #above: DrawnRow[] = [];
  #region: Region;
  /** Of the screen that is not shown. */
  #otherRegion: Region;

  constructor(height: number, listener: ScreenListener, onRisen: () => void) {
    this.#listener = listener;
    this.#onRisen = onRisen;
    this.#height = height;
    this.#main = emptyRows(height);
    this.#alternate = emptyRows(height);
    this.#rows = this.#main;
    this.#region = { top: 0, bottom: height - 1 };
    this.#otherRegion = this.#region;
  }

  get isFullScreen(): boolean {
    return this.#rows === this.#alternate;
  }

  /** As they are; the top one first. */
  get all(): readonly DrawnRow[] {
    return this.#rows;
  }

  get height(): number {
    return this.#height;
  }

  get top(): number {
    return this.#region.top;
  }

  get bottom(): number {
    return this.#region.bottom;
  }

  at(row: number): DrawnRow {
    return this.#rows[row] ?? new DrawnRow();
  }

  /** Another height; gives the row in which the cursor is then, which stays on the screen. */
  resize(height: number, cursor: number): number {
    this.#height = height;
    let row = cursor;
    for (const rows of [this.#main, this.#alternate]) {
      const isActive = rows === this.#rows;
      while (rows.length > height) {
        if (isActive && row < rows.length - 1 && rows.at(-1)?.isBlank) rows.pop();
        else {
          rows.shift();
          if (isActive) row = Math.max(0, row - 1);
        }
      }
      while (rows.length < height) rows.push(new DrawnRow());
    }
    this.#region = { top: 0, bottom: height - 1 };
    this.#otherRegion = this.#region;
    return Math.min(row, height - 1);
  }

  /** From one row to another, if that is a region. */
  limit(top: number, bottom: number): boolean {
    if (top >= bottom) return false;
    this.#region = { top, bottom };
    return true;
  }

  show(which: 'main' | 'alternate'): void {
    this.look();
    for (const row of this.#alternate) row.clear();
    this.#rows = which === 'main' ? this.#main : this.#alternate;
    [this.#region, this.#otherRegion] = [this.#otherRegion, this.#region];
  }

  reset(): void {
    this.look();
    for (const row of [...this.#main, ...this.#alternate]) row.clear();
    this.#rows = this.#main;
    this.#above = [];
    this.#region = { top: 0, bottom: this.#height - 1 };
    this.#otherRegion = this.#region;
  }

  /** The line of a row is left downwards at that row. */
  leave(row: number): void {
    if (this.isFullScreen) return;
    const line = this.#lineAt(row);
    if (line.at(-1) === this.at(row)) this.#listener.left(line);
  }

  /** The cursor goes elsewhere. */
  goFrom(row: number): void {
    if (!this.isFullScreen && this.at(row).isFresh) this.#listener.losing(this.#lineAt(row));
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

  /** Columns of a row are about to be drawn over. */
  mayLose(at: number, from: number, to: number): void {
    if (!this.at(at).wouldLose(from, to)) return;
    if (this.isFullScreen) this.#listener.screen(this.#rows);
    else this.#listener.losing(this.#lineAt(at));
  }

  erase(at: number, from: number, to: number): void {
    this.mayLose(at, from, to);
    this.at(at).erase(from, to);
    this.erased(at);
  }

  /** Some of a row is blank now. */
  erased(at: number): void {
    if (!this.isFullScreen) this.#listener.erased(this.#lineAt(at));
  }

  /** Whole rows, from one to before another. */
  clear(from: number, to: number): void {
    this.look();
    for (let at = from; at < to; at++) this.#rows[at]?.clear();
    if (from === 0 && to === this.#height) this.#above = [];
  }

  /** Moves the rows from one on to the bottom of the region up, or down for less than none. */
  scroll(from: number, by: number): void {
    const rows = this.#rows;
    const height = this.bottom - from + 1;
    const count = Math.min(Math.abs(by), height);
    if (this.isFullScreen) {
      if (rows.some(({ isFresh }) => isFresh)) this.#listener.screen(rows);
    } else if (from > 0 || by < 0 || count > 1) this.look();
    for (let i = 0; i < count; i++) {
      if (by > 0) {
        const [gone] = rows.splice(from, 1);
        if (gone !== undefined && from === 0 && !this.isFullScreen) this.#rise(gone);
        rows.splice(this.bottom, 0, new DrawnRow());
      } else {
        rows.splice(this.bottom, 1);
        rows.splice(from, 0, new DrawnRow());
      }
    }
  }

  /** A row has left the screen at its top. */
  #rise(row: DrawnRow): void {
    this.#onRisen();
    if (!row.isContinued) {
      this.#above = [];
      return;
    }
    this.#above.push(row);
    if (this.#above.length <= MOST_ROWS_ABOVE) return;
    this.#listener.losing(this.#lineAt(0));
    this.#above.splice(0, MOST_ROWS_ABOVE / 2);
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
}

interface Region {
  readonly top: number;
  readonly bottom: number;
}

function emptyRows(count: number): DrawnRow[] {
  return Array.from({ length: count }, () => new DrawnRow());
}
