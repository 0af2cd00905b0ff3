import { inflateRawSync } from 'node:zlib';
import { Film } from '../../src/export/html/player/film.ts';
import type { FilmData, PageData } from '../../src/export/html/player/page-data.ts';
import { rowText } from '../../src/export/html/player/row-runs.ts';

/** What stands in a data element of an exported page. */
export function dataOf(page: string, id: string): unknown {
  const [, packed, text = ''] =
    new RegExp(
      `<script type="[^"]+" id="${id}"( data-packed="deflate-raw")?>([^<]*)</script>`,
    ).exec(page) ?? [];
  const json =
    packed === undefined ? text : inflateRawSync(Buffer.from(text, 'base64')).toString('utf8');
  return JSON.parse(json);
}

export function pageData(page: string): PageData {
  return dataOf(page, 'recording') as PageData;
}

export function filmIn(page: string, place: number): Film {
  return new Film(dataOf(page, `film-${place}`) as FilmData);
}

/** Every text there is in a page: what its films ever show, its data, and what stands there as HTML. */
export function allTextOf(page: string): string {
  const films = pageData(page).sessions.map(({ film }) => dataOf(page, film) as FilmData);
  const rows = films.flatMap(({ pool }) => pool.map(rowText));
  return [...rows, JSON.stringify(pageData(page)), page].join('\n');
}
