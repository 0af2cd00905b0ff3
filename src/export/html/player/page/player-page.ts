import { answerText } from '../answer-text.ts';
import { ChapterWalk } from '../chapter-walk.ts';
import type { Film } from '../film.ts';
import { idleSpans } from '../idle.ts';
import { momentHash, readMoment } from '../moment-link.ts';
import type { PageChapter, PageData } from '../page-data.ts';
import { type PageHit, searchPage } from '../search-page.ts';
import { dayText } from '../time-text.ts';
import { ChapterList } from './chapter-list.ts';
import { toClipboard } from './clipboard.ts';
import { ControlBar } from './control-bar.ts';
import { element } from './element.ts';
import { helpDialog } from './help-dialog.ts';
import { markHits } from './hit-marks.ts';
import { Message } from './message.ts';
import { listenForKeys } from './page-keys.ts';
import { Panes } from './panes.ts';
import { Playhead, SPEEDS } from './playhead.ts';
import { SearchPanel } from './search-panel.ts';
import { ThemeSwitch } from './theme-switch.ts';
import { topBar } from './top-bar.ts';

/** The page: everything wired to one playhead. */
export class PlayerPage {
  readonly #data: PageData;
  readonly #films: readonly Film[];
  readonly #walk: ChapterWalk;
  readonly #root: HTMLElement;
  readonly #playhead: Playhead;
  readonly #panes: Panes;
  readonly #bar: ControlBar;
  readonly #chapters: ChapterList;
  readonly #search: SearchPanel;
  readonly #help: HTMLDialogElement;
  readonly #theme = new ThemeSwitch(() => this.#bar.drawTicks());
  readonly #clock = element('span', { class: 'clock' });
  readonly #message = new Message();

  constructor(root: HTMLElement, { data, films }: { data: PageData; films: readonly Film[] }) {
    this.#root = root;
    this.#data = data;
    this.#films = films;
    this.#walk = new ChapterWalk(data.chapters);
    const { sessions, chapters, lengthMs } = data;
    const idle = idleSpans(
      films.map(({ times }) => times),
      lengthMs,
    );
    this.#playhead = new Playhead(
      { lengthMs, idle },
      { onMove: () => this.#moved(), onChange: () => this.#changed() },
    );
    this.#panes = new Panes({ sessions, films }, () => this.#chosen());
    this.#bar = new ControlBar(
      { playhead: this.#playhead, chapters },
      { chapter: (way) => this.stepChapter(way), seek: (atMs) => this.seek(atMs) },
    );
    this.#chapters = new ChapterList(data, {
      go: (chapter) => this.#goToChapter(chapter),
      copy: (chapter) => this.#copyAnswer(chapter),
    });
    this.#search = new SearchPanel(data, {
      search: (looked) => searchPage({ films, chapters }, looked),
      go: (hit) => this.#goTo(hit),
      changed: () => this.#searched(),
    });
    this.#help = helpDialog(data.problems);
    this.#build();
    this.#listen();
    this.#start();
  }

  togglePlay(): void {
    if (this.#playhead.isPlaying) this.#playhead.pause();
    else this.#playhead.play();
  }

  seek(atMs: number): void {
    this.#playhead.seek(atMs);
    this.#panes.follow();
    if (!this.#playhead.isPlaying) this.#linked();
  }

  skip(ms: number): void {
    this.seek(this.#playhead.atMs + ms);
  }

  toEnd(): void {
    this.seek(this.#playhead.lengthMs);
  }

  /** To the moment at which a screen changes next, or changed before this one. */
  stepFrame(way: 'next' | 'before'): void {
    this.#playhead.pause();
    const { atMs } = this.#playhead;
    const times = this.#films.flatMap((film) => {
      const frame = film.frameAt(way === 'next' ? atMs : atMs - 0.001);
      return film.times[way === 'next' ? frame + 1 : frame] ?? [];
    });
    if (times.length > 0) this.seek(way === 'next' ? Math.min(...times) : Math.max(...times));
  }

  stepChapter(way: 'next' | 'before'): void {
    const next = this.#walk.step(way, this.#playhead.atMs);
    if (next !== undefined) this.#goToChapter(next);
    else if (way === 'before') this.seek(0);
  }

  stepSpeed(way: 'next' | 'before'): void {
    const at = SPEEDS.indexOf(this.#playhead.speed) + (way === 'next' ? 1 : -1);
    const speed = SPEEDS[at];
    if (speed !== undefined) this.#playhead.setSpeed(speed);
    this.say(`${this.#playhead.speed}× speed`);
  }

  toggleIdle(): void {
    this.#playhead.setIdle(this.#playhead.leavesOutIdle ? 'kept' : 'left out');
    this.say(this.#playhead.leavesOutIdle ? 'Pauses are skipped' : 'Pauses are played');
  }

  startSearch(): void {
    this.#root.classList.remove('no-side');
    this.#search.field.focus();
    this.#search.field.select();
  }

  stepHit(way: 'next' | 'before'): void {
    if (this.#search.looked === '') this.startSearch();
    else this.#search.step(way);
  }

  toggleZoom(): void {
    this.#panes.toggleZoom();
  }

  zoomPane(place: number): void {
    this.#panes.zoom(place);
  }

  toggleSide(): void {
    this.#root.classList.toggle('no-side');
  }

  switchTheme(): void {
    this.say(`Theme: ${this.#theme.next()}`);
  }

  showHelp(): void {
    if (this.#help.open) this.#help.close();
    else this.#help.showModal();
  }

  /** What Escape does: ends a search, then shows all sessions. */
  close(): void {
    if (this.#search.looked !== '') this.#search.clear();
    else if (this.#panes.isZoomed) this.#panes.showAll();
  }

  copyLink(): void {
    this.#linked();
    toClipboard(location.href, {
      done: () => this.say('Link to this moment copied'),
      failed: () => this.say('The address above is a link to this moment'),
    });
  }

  /** Words for a moment, at the lower edge. */
  say(words: string): void {
    this.#message.say(words);
  }

  #copyAnswer(chapter: PageChapter): void {
    const film = this.#films[chapter.session ?? 0];
    const text = film === undefined ? '' : answerText(film, chapter);
    if (text === '') {
      this.say('No answer stands on the screen');
      return;
    }
    toClipboard(`${text}\n`, {
      done: () => this.say(`Answer to '${chapter.text.slice(0, 40)}' copied`),
      failed: () => this.say('The browser does not let pages copy: select the text instead'),
    });
  }

  #build(): void {
    const { title, sessions } = this.#data;
    this.#root.append(
      topBar(this, { title, clock: this.#clock }),
      ...(sessions.length > 1 ? [this.#panes.tabs] : []),
      element('main', { children: [this.#panes.element] }),
      element('aside', {
        class: 'side',
        attributes: { 'aria-label': 'Chapters and search' },
        children: [this.#search.field, this.#search.element, this.#chapters.element],
      }),
      this.#bar.element,
      this.#message.element,
      this.#help,
    );
    this.#search.element.hidden = true;
    this.#root.hidden = false;
  }

  #listen(): void {
    listenForKeys(this);
    addEventListener('hashchange', () => this.#readLink());
    document.addEventListener('selectionchange', () => {
      const selection = document.getSelection();
      const isOnScreen = this.#panes.element.contains(selection?.anchorNode ?? null);
      if (selection?.isCollapsed === false && isOnScreen) this.#playhead.pause();
    });
  }

  /** The moment of the link, or the first that shows something. */
  #start(): void {
    this.#panes.arrange();
    this.#limitWalk();
    this.#bar.changed();
    if (this.#readLink()) return;
    const first = this.#films.flatMap(({ times }) => times[0] ?? []);
    this.#playhead.seek(first.length === 0 ? 0 : Math.min(...first));
  }

  #readLink(): boolean {
    const moment = readMoment(location.hash);
    if (moment === undefined) return false;
    const place = this.#data.sessions.findIndex(({ name }) => name === moment.session);
    if (place >= 0) this.#panes.zoom(place);
    this.#playhead.seek(moment.atMs);
    this.#panes.follow();
    return true;
  }

  #goToChapter(chapter: PageChapter): void {
    this.#walk.went(chapter);
    this.#goTo(chapter);
  }

  #goTo({ atMs, session }: Pick<PageHit | PageChapter, 'atMs' | 'session'>): void {
    if (session !== undefined) {
      if (this.#panes.isZoomed) this.#panes.zoom(session);
      else this.#panes.choose(session);
    }
    this.seek(atMs);
  }

  #moved(): void {
    const { atMs } = this.#playhead;
    this.#panes.show(atMs);
    this.#bar.moved();
    this.#chapters.show(this.#walk.at(atMs));
    const { startedAtMs, zoneMinutes } = this.#data;
    const clock = dayText(startedAtMs + atMs, zoneMinutes);
    if (this.#clock.textContent !== clock) this.#clock.textContent = clock;
    if (this.#search.looked !== '') this.#mark();
  }

  #changed(): void {
    this.#bar.changed();
    if (!this.#playhead.isPlaying) this.#linked();
  }

  /** Another session, or all of them, are looked at. */
  #chosen(): void {
    this.#limitWalk();
    this.#chapters.show(this.#walk.at(this.#playhead.atMs));
    this.#linked();
  }

  #limitWalk(): void {
    this.#walk.limitTo(this.#panes.isZoomed ? this.#panes.chosen : undefined);
  }

  /** Keeps the page's address a link to this moment. */
  #linked(): void {
    const hash = momentHash({ atMs: this.#playhead.atMs, session: this.#panes.zoomedName });
    try {
      history.replaceState(null, '', hash);
    } catch {
      // Some browsers refuse it for pages from a disk, or after many; the page works without.
    }
  }

  #searched(): void {
    const isSearching = this.#search.looked !== '';
    this.#search.element.hidden = !isSearching;
    this.#chapters.element.hidden = isSearching;
    this.#mark();
  }

  #mark(): void {
    const views = this.#data.sessions.flatMap((_, place) => this.#panes.view(place) ?? []);
    const rows = views.flatMap((view) => (view.element.offsetParent === null ? [] : view.rows));
    markHits(rows, this.#search.looked);
  }
}
