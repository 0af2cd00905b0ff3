import type { PageChapter } from './page-data.ts';

/** Some way into a chapter, "before" is its beginning, as players of music have it. */
const INSIDE_MS = 1_000;

/** The way from chapter to chapter: through all of them, or those of one session with what belongs to none. */
export class ChapterWalk {
  readonly #all: readonly PageChapter[];
  #chapters: readonly PageChapter[];
  #session: number | undefined;
  #wanted: PageChapter | undefined;

  constructor(chapters: readonly PageChapter[]) {
    this.#all = chapters;
    this.#chapters = chapters;
  }

  limitTo(session: number | undefined): void {
    if (session === this.#session) return;
    this.#session = session;
    this.#chapters =
      session === undefined
        ? this.#all
        : this.#all.filter((one) => one.session === undefined || one.session === session);
  }

  /** Somebody went to this one: of several that began together it is the one that counts. */
  went(chapter: PageChapter): void {
    this.#wanted = chapter;
  }

  /** The chapter that a moment belongs to: the last that began. */
  at(atMs: number): PageChapter | undefined {
    const wanted = this.#wanted;
    if (wanted?.atMs === atMs && this.#chapters.includes(wanted)) return wanted;
    return this.#chapters[lastAt(this.#chapters, atMs)];
  }

  step(way: 'next' | 'before', atMs: number): PageChapter | undefined {
    const now = this.at(atMs);
    const place = now === undefined ? -1 : this.#chapters.indexOf(now);
    if (way === 'next') return this.#chapters[place + 1];
    return now !== undefined && atMs - now.atMs > INSIDE_MS ? now : this.#chapters[place - 1];
  }
}

/** Place of the last chapter at or before a moment; -1 before the first. */
function lastAt(chapters: readonly PageChapter[], atMs: number): number {
  let low = 0;
  let high = chapters.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chapters[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
