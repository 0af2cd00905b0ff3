import type { Film, Picture } from '../film.ts';
import { element } from './element.ts';
import { LinesAbove } from './lines-above.ts';
import { fillRow } from './row-element.ts';

const LEAST_FONT_PX = 8;
const MOST_FONT_PX = 15;
const LINE_HEIGHT = 1.25;
/** Sessions that nobody looked at are hundreds of columns and rows large: letters are chosen for what is in them. */
const LEAST_COLS = 80;
const MOST_ROWS = 60;
const USUAL_ROWS = 30;

/** The screen of one session, with the lines above it. Rows are drawn where they differ from what is there. */
export class TerminalView {
  readonly element: HTMLElement;
  readonly #film: Film;
  readonly #above: LinesAbove;
  readonly #screen = element('div', { class: 'screen' });
  readonly #cursor = element('div', { class: 'cursor' });
  #rows: HTMLElement[] = [];
  #shown: number[] = [];
  #cols = 0;
  #frame = -2;
  #cursorY = -1;
  #lineOfPx = 16;
  #isFollowing = true;

  constructor(film: Film, name: string) {
    this.#film = film;
    this.#above = new LinesAbove(film);
    this.element = element('div', {
      class: 'term',
      attributes: { tabindex: '0', role: 'region', 'aria-label': `Screen of ${name}` },
      children: [this.#above.element, this.#screen],
    });
    this.#screen.append(this.#cursor);
    this.element.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  /** Draws the moment, and stays at the newest line unless the person has scrolled away. */
  show(atMs: number): void {
    const frame = this.#film.frameAt(atMs);
    if (frame === this.#frame) return;
    this.#frame = frame;
    const picture = this.#film.picture(frame);
    this.#draw(picture);
    this.#above.show(picture.above);
    this.#cursorY = picture.cursorY;
    this.#follow();
  }

  /** Goes back to the newest line, wherever the person had scrolled to. */
  follow(): void {
    this.#isFollowing = true;
    this.#follow();
  }

  /** The largest letters with which the whole screen fits, within what can be read. */
  fit(): void {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth === 0) return;
    const { rows, cols } = this.#size();
    const used = Math.min(cols, Math.max(LEAST_COLS, this.#film.usedCols));
    const byWidth = (clientWidth - 20) / (used * letterWidth());
    const fitted = rows > MOST_ROWS ? USUAL_ROWS : rows;
    const byHeight = (clientHeight - 10) / (fitted * LINE_HEIGHT);
    const best = Math.max(LEAST_FONT_PX, Math.min(MOST_FONT_PX, byWidth, byHeight));
    const font = Math.floor(best * 4) / 4;
    this.#lineOfPx = Math.round(font * LINE_HEIGHT);
    this.element.style.setProperty('--font', `${font}px`);
    this.element.style.setProperty('--line', `${this.#lineOfPx}px`);
    this.#follow();
  }

  /** The lines that are in the page now, with their text: for marking what was looked for. */
  get rows(): readonly HTMLElement[] {
    return [...this.#above.rows, ...this.#rows];
  }

  #size(): { rows: number; cols: number } {
    const { rows, cols } = this.#film.picture(this.#frame);
    return { rows: rows.length, cols };
  }

  #draw({ rows, cols, cursorX, cursorY }: Picture): void {
    if (rows.length !== this.#rows.length || cols !== this.#cols) this.#resize(rows.length, cols);
    for (let y = 0; y < rows.length; y++) {
      const row = rows[y] ?? 0;
      const holder = this.#rows[y];
      if (this.#shown[y] === row || holder === undefined) continue;
      fillRow(holder, this.#film.row(row));
      this.#shown[y] = row;
    }
    this.#cursor.hidden = cursorX < 0;
    this.#cursor.style.left = `${cursorX}ch`;
    this.#cursor.style.top = `calc(${cursorY} * var(--line))`;
  }

  #resize(rows: number, cols: number): void {
    this.#rows = Array.from({ length: rows }, () => element('div', { class: 'row' }));
    this.#shown = [];
    this.#cols = cols;
    this.#screen.replaceChildren(...this.#rows, this.#cursor);
    this.#screen.style.width = `${Math.min(cols, Math.max(LEAST_COLS, this.#film.usedCols))}ch`;
    this.fit();
  }

  /** Where the view stands while it follows: at the end, or where the cursor is in a screen that does not fit. */
  #restingPlace(): number {
    const { scrollHeight, clientHeight } = this.element;
    const end = scrollHeight - clientHeight;
    if (this.#cursorY < 0 || this.#screen.offsetHeight <= clientHeight) return end;
    const cursorEnd = this.#screen.offsetTop + (this.#cursorY + 2) * this.#lineOfPx;
    return Math.min(end, Math.max(this.#screen.offsetTop, cursorEnd - clientHeight));
  }

  #follow(): void {
    if (this.#isFollowing) this.element.scrollTop = this.#restingPlace();
  }

  #scrolled(): void {
    const { scrollTop } = this.element;
    this.#isFollowing = scrollTop >= this.#restingPlace() - 4;
    if (scrollTop > 200 || !this.#above.hasMore) return;
    const before = this.element.scrollHeight;
    this.#above.showMore();
    this.element.scrollTop = scrollTop + this.element.scrollHeight - before;
  }
}

let measured: number | undefined;

/** A letter's width in the terminal's font, in parts of its size. */
function letterWidth(): number {
  if (measured !== undefined) return measured;
  const probe = element('span', { class: 'probe', text: 'm'.repeat(100) });
  document.body.append(probe);
  measured = probe.getBoundingClientRect().width / 10_000 || 0.6;
  probe.remove();
  return measured;
}
