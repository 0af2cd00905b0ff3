import type { Film } from '../film.ts';
import { element } from './element.ts';
import { fillRow } from './row-element.ts';

/** Lines made at once, and how many there may be while nobody scrolls up. */
const LINES_AT_ONCE = 200;
const MOST_LINES = 2_000;

/** The lines above a screen: the last of them as elements, older ones when somebody scrolls there. */
export class LinesAbove {
  readonly element = element('div', { class: 'above' });
  readonly #film: Film;
  /** The lines shown, from the first to before the last. */
  #from = 0;
  #to = 0;

  constructor(film: Film) {
    this.#film = film;
  }

  /** Shows the lines that stand above the screen when there are `count` of them. */
  show(count: number): void {
    if (count === this.#to) return;
    if (count < this.#to || count - this.#to > LINES_AT_ONCE) this.#showLast(count);
    else {
      this.element.append(...this.#made(this.#to, count));
      this.#to = count;
      while (this.#to - this.#from > MOST_LINES) {
        this.element.firstChild?.remove();
        this.#from++;
      }
    }
  }

  get hasMore(): boolean {
    return this.#from > 0;
  }

  /** Shows older ones, above those that are shown. */
  showMore(): void {
    const from = Math.max(0, this.#from - LINES_AT_ONCE);
    this.element.prepend(...this.#made(from, this.#from));
    this.#from = from;
  }

  get rows(): HTMLElement[] {
    return [...this.element.children].filter((child) => child instanceof HTMLElement);
  }

  #showLast(count: number): void {
    this.#from = Math.max(0, count - LINES_AT_ONCE);
    this.#to = count;
    this.element.replaceChildren(...this.#made(this.#from, count));
  }

  #made(from: number, to: number): HTMLElement[] {
    const rows: HTMLElement[] = [];
    for (let line = from; line < to; line++) {
      const row = element('div', { class: 'row' });
      fillRow(row, this.#film.row(this.#film.data.lines[line] ?? 0));
      rows.push(row);
    }
    return rows;
  }
}
