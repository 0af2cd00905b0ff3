import type { PageChapter, PageData, PageSession } from '../page-data.ts';
import { timeText } from '../time-text.ts';
import { button, element } from './element.ts';

/** So many chapters are in the page at a time; the rest comes when it is asked for. */
const CHAPTERS_AT_ONCE = 1_000;

interface ChapterTold {
  readonly go: (chapter: PageChapter) => void;
  /** A command's answer is wanted in the clipboard. */
  readonly copy: (chapter: PageChapter) => void;
}

/** The commands, notes and cells in the order of time; a click goes there. */
export class ChapterList {
  readonly element: HTMLElement;
  readonly #chapters: readonly PageChapter[];
  readonly #sessions: readonly PageSession[];
  readonly #lengthMs: number;
  readonly #told: ChapterTold;
  readonly #list = element('ol', { class: 'chapters' });
  readonly #filter = element('select', { attributes: { 'aria-label': 'Which chapters' } });
  readonly #items = new Map<PageChapter, HTMLElement>();
  #most = CHAPTERS_AT_ONCE;
  #current: PageChapter | undefined;

  constructor(given: Pick<PageData, 'chapters' | 'sessions' | 'lengthMs'>, told: ChapterTold) {
    this.#chapters = given.chapters;
    this.#sessions = given.sessions;
    this.#lengthMs = given.lengthMs;
    this.#told = told;
    this.#fillFilter();
    this.element = element('div', { class: 'side-part', children: [this.#filter, this.#list] });
    this.#fill();
  }

  /** Marks the chapter that is shown now. */
  show(current: PageChapter | undefined): void {
    if (current === this.#current) return;
    if (this.#current !== undefined)
      this.#items.get(this.#current)?.removeAttribute('aria-current');
    this.#current = current;
    this.#markCurrent();
  }

  #markCurrent(): void {
    const item = this.#current === undefined ? undefined : this.#items.get(this.#current);
    item?.setAttribute('aria-current', 'true');
    if (item === undefined || this.#list.matches(':hover')) return;
    const { offsetTop, offsetHeight } = item;
    const { scrollTop, clientHeight } = this.#list;
    const isSeen = offsetTop >= scrollTop && offsetTop + offsetHeight <= scrollTop + clientHeight;
    if (!isSeen) this.#list.scrollTop = offsetTop - clientHeight / 3;
  }

  #fillFilter(): void {
    const add = (value: string, text: string): void => {
      this.#filter.append(element('option', { text, attributes: { value } }));
    };
    add('all', `All chapters (${this.#chapters.length})`);
    if (this.#sessions.length > 1) {
      for (const [place, { name }] of this.#sessions.entries()) add(String(place), name);
    }
    if (this.#chapters.some(isBad)) add('bad', 'Refused, failed, cut off');
    if (this.#chapters.some(({ kind }) => kind === 'note')) add('note', 'Notes');
    this.#filter.addEventListener('change', () => {
      this.#most = CHAPTERS_AT_ONCE;
      this.#fill();
    });
  }

  #fill(): void {
    const wanted = this.#chapters.filter((chapter) => this.#isWanted(chapter));
    this.#items.clear();
    const items = wanted.slice(0, this.#most).map((chapter) => this.#item(chapter));
    if (wanted.length > this.#most) {
      const more = element('button', {
        class: 'more',
        text: `${wanted.length - this.#most} more`,
        attributes: { type: 'button' },
        onClick: () => {
          this.#most += CHAPTERS_AT_ONCE;
          this.#fill();
        },
      });
      items.push(element('li', { children: [more] }));
    }
    if (items.length === 0)
      items.push(
        element('li', {
          class: 'none',
          text: this.#chapters.length === 0 ? 'No commands.' : 'Nothing of that kind.',
        }),
      );
    this.#list.replaceChildren(...items);
    this.#markCurrent();
  }

  #isWanted(chapter: PageChapter): boolean {
    const { value } = this.#filter;
    if (value === 'all') return true;
    if (value === 'bad') return isBad(chapter);
    return value === 'note' ? chapter.kind === 'note' : chapter.session === Number(value);
  }

  #item(chapter: PageChapter): HTMLLIElement {
    const { kind, text, answer } = chapter;
    const item = element('li', {
      class: `chapter ${kind}${isBad(chapter) ? ' bad' : ''}`,
      children: [
        element('button', {
          attributes: { type: 'button' },
          children: [
            element('span', { class: 'meta', children: this.#meta(chapter) }),
            element('span', { class: 'words', text: text === '' ? '(empty line)' : text }),
          ],
          onClick: () => this.#told.go(chapter),
        }),
      ],
    });
    if (kind === 'command' && chapter.session !== undefined) {
      item.append(
        button('Copy the answer', {
          class: 'copy',
          text: 'Copy',
          onClick: () => this.#told.copy(chapter),
        }),
      );
    }
    if (answer !== undefined) {
      const summary = element('summary', { text: 'What it said' });
      item.append(element('details', { children: [summary, element('pre', { text: answer })] }));
    }
    this.#items.set(chapter, item);
    return item;
  }

  #meta({ atMs, endMs, session, kind, outcome }: PageChapter): HTMLElement[] {
    const name = session === undefined ? undefined : this.#sessions[session]?.name;
    const took = endMs - atMs;
    return [
      element('span', { class: 'at', text: timeText(atMs, this.#lengthMs) }),
      ...(name === undefined ? [] : [element('span', { class: 'host', text: name })]),
      ...(kind === 'command' ? [] : [element('span', { class: 'kind', text: KINDS[kind] })]),
      ...(took >= 1_000
        ? [element('span', { class: 'took', text: `${(took / 1_000).toFixed(1)} s` })]
        : []),
      ...(outcome === undefined || outcome === 'ok'
        ? []
        : [element('span', { class: 'outcome', text: OUTCOMES[outcome] })]),
    ];
  }
}

const KINDS = { note: 'note', cell: 'REPL', gap: 'gap' } as const;
const OUTCOMES = { refused: 'refused', failed: 'failed', unfinished: 'cut off' } as const;

function isBad({ outcome, kind }: PageChapter): boolean {
  return kind === 'gap' || (outcome !== undefined && outcome !== 'ok');
}
