import { WORDS_PER_CELL } from '../../../core/cell.ts';
import type { Grid } from '../../../core/grid.ts';
import type { Size } from '../../../core/size.ts';
import type { CastEvent } from '../../../journal/cast/cast-event.ts';
import { FilmScreen } from './film-screen.ts';
import { RowPool } from './row-pool.ts';
import type { StylePalette } from './style-palette.ts';

/** What comes within this is one picture: 25 a second are enough for eyes. */
const FRAME_MS = 40;
/** What a number in the film takes in the page, about. */
const NUMBER_CHARS = 6;

export interface FilmOptions {
  readonly size: Size;
  readonly palette: StylePalette;
  /** How large the film may become before it is compressed. */
  readonly mostChars: number;
}

/** Makes the film of one session from its events (`../player/page-data.ts` says what it holds). Times are the page's milliseconds. */
export class FilmMaker {
  readonly #screen: FilmScreen;
  readonly #pool: RowPool;
  readonly #mostChars: number;
  readonly #lines: number[] = [];
  readonly #wait: number[] = [];
  readonly #up: number[] = [];
  readonly #sets: number[] = [];
  readonly #cursor: number[] = [];
  readonly #sizes: number[] = [];
  /** The picture before: its rows by number, and its cells. */
  #rows: number[] = [];
  #words = new Uint32Array(0);
  /** How many lines stand above the screen in the page. */
  #above = 0;
  #upNow = 0;
  #isResized = true;
  #lastFrameMs = 0;
  #waitingSinceMs: number | undefined;
  #waitingMs = 0;
  #cutAtMs: number | undefined;

  constructor({ size, palette, mostChars }: FilmOptions) {
    this.#pool = new RowPool(palette);
    this.#mostChars = mostChars;
    this.#screen = new FilmScreen(size, (grid, y) => this.#takeLine(grid, y));
  }

  /** Draws an event that comes before the page begins. */
  prepare(event: CastEvent): void {
    if (event.kind === 'resize') this.#screen.resize(event.size);
    else this.#screen.draw(event);
  }

  /** The page begins: of what was drawn before only the line under the cursor is kept. */
  begin(): void {
    this.#screen.keepCursorLine();
    this.#lines.length = 0;
    this.#above = 0;
    this.#upNow = 0;
    this.#waitingSinceMs = 0;
    this.#waitingMs = 0;
  }

  /** Takes the next event, at a time that never gets less. */
  take(event: CastEvent, atMs: number): void {
    if (this.#cutAtMs !== undefined) return;
    const isDue = this.#waitingSinceMs !== undefined && atMs - this.#waitingSinceMs >= FRAME_MS;
    // At a marker the screen must be as it was.
    if (isDue || event.kind === 'marker' || event.kind === 'resize') this.flush();
    if (event.kind === 'marker' || event.kind === 'input') return;
    if (event.kind === 'resize') this.#resize(event.size);
    else this.#screen.draw(event);
    this.#waitingSinceMs ??= atMs;
    this.#waitingMs = atMs;
  }

  /** Puts what was drawn since the last frame into one. */
  flush(): void {
    if (this.#waitingSinceMs === undefined) return;
    this.#waitingSinceMs = undefined;
    this.#frame(this.#waitingMs);
    if (this.#chars() > this.#mostChars) this.#cutAtMs = this.#waitingMs;
  }

  /** From when on the film holds nothing, because it would be too large. */
  get cutAtMs(): number | undefined {
    return this.#cutAtMs;
  }

  /** The film as JSON that may stand in a page. */
  json(): string {
    const numbers = Object.entries({
      lines: this.#lines,
      wait: this.#wait,
      up: this.#up,
      sets: this.#sets,
      cursor: this.#cursor,
      sizes: this.#sizes,
    }).map(([name, list]) => `"${name}":[${list.join(',')}]`);
    const cut = this.#cutAtMs === undefined ? [] : [`"cutAtMs":${this.#cutAtMs}`];
    return `{${[`"pool":${this.#pool.json()}`, ...numbers, ...cut].join(',')}}`;
  }

  close(): void {
    this.#screen.close();
  }

  #takeLine(grid: Grid, y: number): void {
    this.#upNow++;
    this.#above++;
    // Lines that a resize had taken onto the screen are known.
    if (this.#above > this.#lines.length) this.#lines.push(this.#pool.numberOf(grid, y));
  }

  #resize(size: Size): void {
    const back = Math.min(this.#above, this.#screen.resize(size));
    this.#above -= back;
    this.#upNow -= back;
    this.#isResized = true;
  }

  #frame(atMs: number): void {
    const grid = this.#screen.picture();
    const { cols, rows } = grid;
    const up = this.#upNow;
    const before = this.#isResized ? [] : this.#rows.slice(Math.max(0, up));
    const now: number[] = [];
    const sets: number[] = [];
    for (let y = 0; y < rows; y++) {
      const known = before[y];
      const isSame = known !== undefined && this.#isRowAsBefore(grid, { y, from: y + up });
      const row = isSame ? known : this.#pool.numberOf(grid, y);
      now.push(row);
      if (row !== (known ?? 0)) sets.push(y, row);
    }
    const { x, y, isVisible } = this.#screen.cursor;
    const cursor = isVisible ? [x, y] : [-1, -1];
    const isNews = this.#isResized || up !== 0 || sets.length > 0 || !this.#hasCursor(cursor);
    if (!isNews) return;
    if (this.#isResized) this.#sizes.push(this.#wait.length, cols, rows);
    this.#wait.push(atMs - this.#lastFrameMs);
    this.#up.push(up);
    this.#sets.push(sets.length / 2, ...sets);
    this.#cursor.push(...cursor);
    this.#lastFrameMs = atMs;
    this.#rows = now;
    this.#words = grid.words.slice();
    this.#upNow = 0;
    this.#isResized = false;
  }

  #isRowAsBefore({ words, cols }: Grid, { y, from }: { y: number; from: number }): boolean {
    const length = cols * WORDS_PER_CELL;
    const at = y * length;
    const was = from * length;
    if (was + length > this.#words.length) return false;
    for (let i = 0; i < length; i++) if (words[at + i] !== this.#words[was + i]) return false;
    return true;
  }

  #hasCursor([x, y]: readonly number[]): boolean {
    return this.#cursor.at(-2) === x && this.#cursor.at(-1) === y;
  }

  #chars(): number {
    const numbers = this.#lines.length + this.#sets.length + this.#wait.length * 4;
    return this.#pool.chars + numbers * NUMBER_CHARS;
  }
}
