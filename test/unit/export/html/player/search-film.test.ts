import { describe, expect, it } from 'vitest';
import { searchFilm } from '../../../../../src/export/html/player/search-film.ts';
import { filmOf } from '../../../../helpers/film.ts';

describe('searching a film', () => {
  it('finds a line when it appears, whatever its case, once while it scrolls up', () => {
    const film = filmOf([
      [0, 'r1#'],
      [1_000, '\r\nGigabit0/1 down\r\nr1#'],
      [2_000, '\r\nx\r\ny\r\nr1#'],
    ]);
    expect(searchFilm(film, 'gigABIT', 10)).toEqual([
      { frame: 1, atMs: 1_000, text: 'Gigabit0/1 down' },
    ]);
  });

  it('finds what ran past between two frames', () => {
    const flood = Array.from({ length: 500 }, (_, at) => `line ${at}`).join('\r\n');
    const film = filmOf([[0, flood]]);
    expect(searchFilm(film, 'line 17', 99).map(({ text }) => text)).toEqual([
      'line 17',
      ...Array.from({ length: 10 }, (_, at) => `line 17${at}`),
    ]);
  });

  it('counts a line that is typed on once, from its first letters', () => {
    const film = filmOf(
      [...'r1#show version'].map((letter, at): [number, string] => [at * 100, letter]),
    );
    expect(searchFilm(film, 'show', 10)).toEqual([
      { frame: 6, atMs: 600, text: 'r1#show version' },
    ]);
  });

  it('counts the same line again when a device says it again', () => {
    const film = filmOf([
      [0, 'link down\r\n'],
      [100, '1\r\n2\r\n3\r\n4\r\n5\r\n'],
      [200, 'link down\r\n'],
    ]);
    expect(searchFilm(film, 'link down', 10).map(({ atMs }) => atMs)).toEqual([0, 200]);
  });

  it('stops at as many as are wanted', () => {
    const film = filmOf([[0, 'ab\r\nab\r\nab\r\nab']]);
    expect(searchFilm(film, 'a', 2)).toHaveLength(2);
  });
});
