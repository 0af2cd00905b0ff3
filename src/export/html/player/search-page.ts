import type { Film } from './film.ts';
import type { PageChapter } from './page-data.ts';
import { searchFilm } from './search-film.ts';

/** Where in the page something was found. */
export interface PageHit {
  readonly kind: 'screen' | PageChapter['kind'];
  readonly atMs: number;
  readonly session: number | undefined;
  readonly text: string;
}

/** In one session; with more than this a person looks for something else. */
const MOST_HITS = 2_000;
/** A command is also on the screen, about when it was sent. */
const ECHO_MS = 5_000;

/** All that has the text, whatever its case, in the order of time: lines of screens, commands, notes, cells. */
export function searchPage(
  { films, chapters }: { films: readonly Film[]; chapters: readonly PageChapter[] },
  looked: string,
): readonly PageHit[] {
  const small = looked.toLowerCase();
  const has = (text: string | undefined): boolean => text?.toLowerCase().includes(small) === true;
  const named: PageHit[] = chapters
    .filter(({ text, answer }) => has(text) || has(answer))
    .map(({ kind, atMs, session, text, answer }) => ({
      kind,
      atMs,
      session,
      text: has(text) ? text : lineWith(answer ?? '', small),
    }));
  const commands = named.filter(({ kind }) => kind === 'command');
  const onScreens = films.flatMap((film, session) =>
    searchFilm(film, looked, MOST_HITS).map(
      ({ atMs, text }): PageHit => ({ kind: 'screen', atMs, session, text }),
    ),
  );
  const isEcho = (hit: PageHit): boolean =>
    commands.some(
      ({ session, atMs, text }) =>
        session === hit.session && Math.abs(atMs - hit.atMs) < ECHO_MS && hit.text.includes(text),
    );
  return [...named, ...onScreens.filter((hit) => !isEcho(hit))].sort((a, b) => a.atMs - b.atMs);
}

function lineWith(text: string, small: string): string {
  return text.split('\n').find((line) => line.toLowerCase().includes(small)) ?? '';
}
