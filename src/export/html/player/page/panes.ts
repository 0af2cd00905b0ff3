import type { Film } from '../film.ts';
import type { PageSession } from '../page-data.ts';
import { element } from './element.ts';
import { TerminalView } from './terminal-view.ts';

/** Narrower than this, a page shows one session at a time. */
const NARROW = '(max-width: 760px)';
const LEAST_PANE_PX = 380;

interface Pane {
  readonly element: HTMLElement;
  readonly view: TerminalView;
  readonly tab: HTMLButtonElement;
}

/** The sessions' screens: all side by side, or one alone. */
export class Panes {
  readonly element = element('div', { class: 'panes' });
  /** One button a session, and one for all. */
  readonly tabs = element('div', {
    class: 'tabs',
    attributes: { role: 'group', 'aria-label': 'Sessions' },
  });
  readonly #panes: readonly Pane[];
  readonly #all: HTMLButtonElement;
  readonly #sessions: readonly PageSession[];
  readonly #onChosen: () => void;
  #atMs = 0;
  #chosen = 0;
  #isZoomed = false;

  constructor(
    given: { readonly sessions: readonly PageSession[]; readonly films: readonly Film[] },
    onChosen: () => void,
  ) {
    this.#sessions = given.sessions;
    this.#onChosen = onChosen;
    this.#panes = given.sessions.map((session, place) =>
      this.#makePane({ session, place, film: given.films[place] }),
    );
    this.#all = this.#tab('All', () => this.showAll());
    if (given.sessions.length > 1) {
      this.tabs.append(this.#all, ...this.#panes.map(({ tab }) => tab));
    }
    this.element.append(...this.#panes.map((pane) => pane.element));
    if (this.#panes.length === 0) {
      this.element.append(element('p', { class: 'nothing', text: 'Nothing was recorded.' }));
    }
    this.#isZoomed = given.sessions.length > 1 && matchMedia(NARROW).matches;
    new ResizeObserver(() => this.arrange()).observe(this.element);
    this.#mark();
  }

  show(atMs: number): void {
    this.#atMs = atMs;
    for (const { element: pane, view } of this.#panes) if (!pane.hidden) view.show(atMs);
  }

  /** The session looked at: its name where it stands alone, for a link. */
  get zoomedName(): string | undefined {
    return this.#isZoomed ? this.#sessions[this.#chosen]?.name : undefined;
  }

  get chosen(): number {
    return this.#chosen;
  }

  /** Makes a session the chosen one; on a narrow page it is the one shown. */
  choose(place: number): void {
    if (place < 0 || place >= this.#panes.length) return;
    this.#chosen = place;
    if (matchMedia(NARROW).matches && this.#panes.length > 1) this.#isZoomed = true;
    this.#update();
    this.#panes[place]?.element.scrollIntoView({ block: 'nearest' });
  }

  zoom(place: number): void {
    if (place < 0 || place >= this.#panes.length) return;
    this.#chosen = place;
    this.#isZoomed = this.#panes.length > 1;
    this.#update();
  }

  showAll(): void {
    this.#isZoomed = false;
    this.#update();
  }

  toggleZoom(): void {
    if (this.#isZoomed) this.showAll();
    else this.zoom(this.#chosen);
  }

  get isZoomed(): boolean {
    return this.#isZoomed;
  }

  follow(): void {
    for (const { view } of this.#panes) view.follow();
  }

  view(place: number): TerminalView | undefined {
    return this.#panes[place]?.view;
  }

  /** Lays the panes out for the room there is. */
  arrange(): void {
    const shown = this.#panes.filter(({ element: pane }) => !pane.hidden);
    const { clientWidth } = this.element;
    const most = Math.max(1, Math.floor(clientWidth / LEAST_PANE_PX));
    const columns = Math.min(most, Math.ceil(Math.sqrt(shown.length)));
    this.element.style.setProperty('--columns', String(columns));
    const rows = Math.ceil(shown.length / columns);
    this.element.classList.toggle('many', rows > 3 || (columns === 1 && rows > 1));
    for (const { view } of shown) view.fit();
  }

  #makePane(given: { session: PageSession; place: number; film: Film | undefined }): Pane {
    const { session, place, film } = given;
    if (film === undefined) throw new Error(`the page is damaged: no film of ${session.name}`);
    const view = new TerminalView(film, session.name);
    const about = [
      ...(session.host === session.name ? [] : [session.host]),
      ...(session.platform === '' || session.platform === 'auto' ? [] : [session.platform]),
      ...session.groups,
    ].join(' · ');
    const head = element('button', {
      class: 'pane-head',
      title: `Show ${session.name} alone, or all`,
      attributes: { type: 'button' },
      children: [
        element('b', { text: session.name }),
        element('span', { class: 'about', text: about }),
      ],
      onClick: () => (this.#isZoomed ? this.showAll() : this.zoom(place)),
    });
    const pane = element('section', {
      class: 'pane',
      attributes: { 'aria-label': session.name },
      children: [head, view.element],
    });
    pane.addEventListener('pointerdown', () => {
      if (this.#chosen !== place) this.choose(place);
    });
    return { element: pane, view, tab: this.#tab(session.name, () => this.zoom(place)) };
  }

  #tab(name: string, onClick: () => void): HTMLButtonElement {
    return element('button', { text: name, attributes: { type: 'button' }, onClick });
  }

  #update(): void {
    this.#mark();
    this.arrange();
    this.show(this.#atMs);
    this.#onChosen();
  }

  #mark(): void {
    for (const [place, { element: pane, tab }] of this.#panes.entries()) {
      const isChosen = place === this.#chosen;
      pane.hidden = this.#isZoomed && !isChosen;
      pane.classList.toggle('chosen', isChosen && this.#panes.length > 1);
      tab.setAttribute('aria-pressed', String(this.#isZoomed && isChosen));
    }
    this.#all.setAttribute('aria-pressed', String(!this.#isZoomed));
  }
}
