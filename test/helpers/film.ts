import type { Size } from '../../src/core/size.ts';
import { FilmMaker } from '../../src/export/html/film/film-maker.ts';
import { StylePalette } from '../../src/export/html/film/style-palette.ts';
import { Film } from '../../src/export/html/player/film.ts';
import type { FilmData } from '../../src/export/html/player/page-data.ts';
import { rowText } from '../../src/export/html/player/row-runs.ts';
import type { CastEvent, CastMatter } from '../../src/journal/cast/cast-event.ts';

export type FilmStep = readonly [atMs: number, matter: CastMatter | string];

const ROOM = 50_000_000;

/** A film as a page would have it after it was written and read. */
export function filmOf(
  steps: readonly FilmStep[],
  { size = { cols: 20, rows: 4 }, mostChars = ROOM }: { size?: Size; mostChars?: number } = {},
): Film {
  const maker = new FilmMaker({ size, palette: new StylePalette(), mostChars });
  for (const [atMs, matter] of steps) maker.take(eventOf(atMs, matter), atMs);
  maker.flush();
  const json = maker.json();
  maker.close();
  return new Film(JSON.parse(json) as FilmData);
}

export function eventOf(atMs: number, matter: CastMatter | string): CastEvent {
  const about = { atS: atMs / 1_000, place: 0 };
  return typeof matter === 'string'
    ? { ...about, kind: 'output', bytes: Buffer.from(matter) }
    : { ...about, ...matter };
}

/** The screen at a moment, as text without blanks at the ends. */
export function screenAt(film: Film, atMs: number): string[] {
  const { rows } = film.picture(film.frameAt(atMs));
  return [...rows].map((row) => rowText(film.row(row)).trimEnd());
}

/** All lines that have left the screen by then. */
export function linesAbove(film: Film, atMs: number): string[] {
  const { above } = film.picture(film.frameAt(atMs));
  return film.data.lines.slice(0, above).map((row) => rowText(film.row(row)));
}
