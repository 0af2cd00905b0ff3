import type { CastEvent } from '../../../journal/cast/cast-event.ts';
import type { RecordedHost } from '../../../journal/recording.ts';
import type { PageChapter } from '../player/page-data.ts';
import { FilmMaker, type FilmOptions } from './film-maker.ts';
import type { PageRange } from './page-range.ts';

export interface SessionFilm {
  readonly json: string;
  /** Where output is missing. */
  readonly gaps: readonly PageChapter[];
  readonly cutAtMs: number | undefined;
}

export interface SessionFilmOptions extends Omit<FilmOptions, 'size'> {
  readonly range: PageRange;
  /** Its place in the page. */
  readonly session: number;
  /** Moments, in the recording's seconds, at which the screen must be as it was: a frame takes together what lies between them only. */
  readonly exactS: readonly number[];
}

/** The film of one session within the page's time, from its events (redacted ones). */
export function sessionFilm(
  host: RecordedHost,
  events: Iterable<CastEvent>,
  given: SessionFilmOptions,
): SessionFilm {
  const { range } = given;
  const maker = new FilmMaker({ ...given, size: host.size });
  const gaps: PageChapter[] = [];
  const exact = given.exactS.toSorted((a, b) => a - b);
  try {
    let isBefore = range.begins === 'with a block';
    for (const event of events) {
      if (event.atS > range.toS) break;
      if (isBefore && event.atS < range.fromS) {
        maker.prepare(event);
        continue;
      }
      if (isBefore) maker.begin();
      isBefore = false;
      const atMs = pageMs(event.atS, range);
      while ((exact[0] ?? Number.POSITIVE_INFINITY) < event.atS) {
        exact.shift();
        maker.flush();
      }
      if (event.kind === 'gap') gaps.push(gapChapter(given.session, { atMs, bytes: event.bytes }));
      maker.take(event, atMs);
      if (maker.cutAtMs !== undefined) break;
    }
    if (isBefore) maker.begin();
    maker.flush();
    return { json: maker.json(), gaps, cutAtMs: maker.cutAtMs };
  } finally {
    maker.close();
  }
}

/** The recording's seconds as the page's whole milliseconds. */
export function pageMs(atS: number, { fromS, toS }: Pick<PageRange, 'fromS' | 'toS'>): number {
  return Math.round((Math.min(toS, Math.max(fromS, atS)) - fromS) * 1_000);
}

function gapChapter(
  session: number,
  { atMs, bytes }: { atMs: number; bytes: number },
): PageChapter {
  return { kind: 'gap', session, atMs, endMs: atMs, text: `${bytes} bytes are missing here` };
}
