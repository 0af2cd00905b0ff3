import type { PageData, PageSession } from '../page-data.ts';
import type { PageHit } from '../search-page.ts';
import { timeText } from '../time-text.ts';
import { button, element } from './element.ts';

const MOST_SHOWN = 500;
/** Letters typed within this are looked for together. */
const TYPING_MS = 120;

interface SearchTold {
  readonly search: (looked: string) => readonly PageHit[];
  readonly go: (hit: PageHit) => void;
  /** What is looked for is another text. */
  readonly changed: () => void;
}

/** The field for what is looked for, and what was found. */
export class SearchPanel {
  readonly field = element('input', {
    attributes: {
      type: 'search',
      placeholder: 'Search text and commands',
      'aria-label': 'Search text and commands',
      autocomplete: 'off',
      spellcheck: 'false',
    },
  });
  readonly element: HTMLElement;
  readonly #sessions: readonly PageSession[];
  readonly #lengthMs: number;
  readonly #told: SearchTold;
  readonly #count = element('span', { class: 'count', attributes: { 'aria-live': 'polite' } });
  readonly #list = element('ol', { class: 'hits' });
  #hits: readonly PageHit[] = [];
  #looked = '';
  #at = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ sessions, lengthMs }: Pick<PageData, 'sessions' | 'lengthMs'>, told: SearchTold) {
    this.#sessions = sessions;
    this.#lengthMs = lengthMs;
    this.#told = told;
    this.element = element('div', {
      class: 'side-part',
      children: [
        element('div', {
          class: 'hit-bar',
          children: [
            this.#count,
            button('Hit before', { text: 'p', onClick: () => this.step('before') }),
            button('Next hit', { text: 'n', onClick: () => this.step('next') }),
          ],
        }),
        this.#list,
      ],
    });
    this.field.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#search(), TYPING_MS);
    });
    this.field.addEventListener('keydown', (event) => this.#key(event));
  }

  /** What is looked for now; '' for nothing. */
  get looked(): string {
    return this.#looked;
  }

  step(way: 'next' | 'before'): void {
    if (this.#hits.length === 0) return;
    const next = this.#at + (way === 'next' ? 1 : -1);
    this.#choose((next + this.#hits.length) % this.#hits.length);
  }

  clear(): void {
    this.field.value = '';
    this.#search();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      if (this.field.value === '') this.field.blur();
      else this.clear();
      return;
    }
    clearTimeout(this.#timer);
    if (this.field.value !== this.#looked) this.#search();
    this.step(event.shiftKey ? 'before' : 'next');
    this.field.blur();
  }

  #search(): void {
    const looked = this.field.value;
    if (looked === this.#looked) return;
    this.#looked = looked;
    this.#at = -1;
    this.#hits = looked === '' ? [] : this.#told.search(looked);
    this.#list.replaceChildren(
      ...this.#hits.slice(0, MOST_SHOWN).map((hit, place) => this.#item(hit, place)),
    );
    this.#showCount();
    this.#told.changed();
  }

  #choose(place: number): void {
    const hit = this.#hits[place];
    if (hit === undefined) return;
    this.#list.children[this.#at]?.removeAttribute('aria-current');
    this.#at = place;
    const item = this.#list.children[place];
    item?.setAttribute('aria-current', 'true');
    item?.scrollIntoView({ block: 'nearest' });
    this.#showCount();
    this.#told.go(hit);
  }

  #showCount(): void {
    const { length } = this.#hits;
    const place = this.#at < 0 ? '' : `${this.#at + 1} of `;
    const more = length > MOST_SHOWN ? `, the first ${MOST_SHOWN} are listed` : '';
    this.#count.textContent =
      length === 0 ? 'Nothing found' : `${place}${length} ${length === 1 ? 'hit' : 'hits'}${more}`;
  }

  #item(hit: PageHit, place: number): HTMLLIElement {
    const name = hit.session === undefined ? undefined : this.#sessions[hit.session]?.name;
    return element('li', {
      class: `hit ${hit.kind}`,
      children: [
        element('button', {
          attributes: { type: 'button' },
          children: [
            element('span', {
              class: 'meta',
              children: [
                element('span', { class: 'at', text: timeText(hit.atMs, this.#lengthMs) }),
                ...(name === undefined ? [] : [element('span', { class: 'host', text: name })]),
                ...(hit.kind === 'screen'
                  ? []
                  : [element('span', { class: 'kind', text: hit.kind })]),
              ],
            }),
            element('span', { class: 'words', children: marked(hit.text.trim(), this.#looked) }),
          ],
          onClick: () => this.#choose(place),
        }),
      ],
    });
  }
}

/** The text with the first place of what was looked for marked; the part of a long line that has it. */
function marked(text: string, looked: string): (Node | string)[] {
  const at = text.toLowerCase().indexOf(looked.toLowerCase());
  if (at < 0) return [text.slice(0, 200)];
  const from = Math.max(0, at - 60);
  const end = at + looked.length;
  return [
    `${from > 0 ? '…' : ''}${text.slice(from, at)}`,
    element('mark', { text: text.slice(at, end) }),
    text.slice(end, end + 120),
  ];
}
