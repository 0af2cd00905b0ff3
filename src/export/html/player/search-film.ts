import type { Film } from './film.ts';
import { rowText } from './row-runs.ts';

/** A line on a screen that has what was looked for, when it appeared. */
export interface ScreenHit {
  readonly frame: number;
  readonly atMs: number;
  readonly text: string;
}

/**
 * Every line a film shows that has the text, whatever its case: those on the screen, and those that ran past between two frames. A line that
 * is typed on, moves, or is drawn again while it is still there counts once.
 */
export function searchFilm(film: Film, looked: string, most: number): readonly ScreenHit[] {
  const hasIt = rowsWith(film, looked);
  const hits: ScreenHit[] = [];
  /** The latest hit of each row. */
  const hitOf = new Map<number, number>();
  const textOf = (row: number): string => rowText(film.row(row));
  let before: Int32Array = new Int32Array(0);
  for (let frame = 0; frame < film.frameCount && hits.length < most; frame++) {
    for (const { row, was } of newRows(film, { frame, before })) {
      if (hasIt[row] !== 1) continue;
      const text = textOf(row);
      const known = hasIt[was] === 1 ? hitOf.get(was) : undefined;
      const hit = known === undefined ? undefined : hits[known];
      if (known !== undefined && hit !== undefined && text.startsWith(hit.text)) {
        hits[known] = { ...hit, text };
        hitOf.set(row, known);
      } else {
        hitOf.set(row, hits.length);
        hits.push({ frame, atMs: film.times[frame] ?? 0, text });
      }
    }
    before = film.picture(frame).rows.slice();
  }
  return hits.slice(0, most);
}

/** A row that a frame brings, and the one that stood in its place before; 0 where none did. */
interface NewRow {
  readonly row: number;
  readonly was: number;
}

/** The lines that left at the top with this frame and were not on the screen before, then what it sets and was nowhere on the screen. */
function* newRows(
  film: Film,
  { frame, before }: { frame: number; before: Int32Array },
): Generator<NewRow> {
  const from = film.aboveAt(frame - 1);
  const up = Math.max(0, film.aboveAt(frame) - from);
  for (let place = 0; place < up; place++) {
    const row = film.data.lines[from + place] ?? 0;
    const was = before[place] ?? 0;
    if (was !== row) yield { row, was };
  }
  for (const [place, row] of film.setsOf(frame)) {
    const isMoved = before.includes(row) && before.indexOf(row) >= up;
    if (!isMoved) yield { row, was: before[place + up] ?? 0 };
  }
}

/** Which rows of the pool have the text. */
function rowsWith(film: Film, looked: string): Uint8Array {
  const { pool } = film.data;
  const small = looked.toLowerCase();
  const has = new Uint8Array(pool.length);
  for (let row = 0; row < pool.length; row++) {
    if (
      rowText(pool[row] ?? '')
        .toLowerCase()
        .includes(small)
    )
      has[row] = 1;
  }
  return has;
}
