import type { Cell, Table } from '../../core/table/table.ts';
import type { SeenRow, Sighting } from './sighting.ts';

/** Cells kept in all; the oldest samples go first. */
const MOST_CELLS = 400_000;
const MOST_SAMPLES = 20_000;

interface Sample {
  /** Since the epoch. */
  readonly wallMs: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a watch has seen, as one table: a time, the columns of what is watched, and a rate behind each counter that has counted. */
export class Samples {
  readonly #samples: Sample[] = [];
  #cells = 0;
  #dropped = 0;

  /** How many were taken, those no longer kept included. */
  get count(): number {
    return this.#samples.length + this.#dropped;
  }

  /** Takes the rows of a sighting that are answers of this time. */
  add(sighting: Sighting, wallMs: number, isAnswer: (row: SeenRow) => boolean): void {
    const rows = sighting.rows.filter((row) => row.state !== 'gone' && isAnswer(row));
    const rated = sighting.columns.map(({ moves }) => moves === 'counter');
    const columns = sighting.columns.flatMap(({ name }, place) =>
      rated[place] ? [name, `${name}_rate`] : [name],
    );
    const sample: Sample = {
      wallMs,
      columns,
      rows: rows.map(({ cells }) =>
        cells.flatMap(({ cell, rate }, place): Cell[] =>
          rated[place] ? [cell, typeof rate === 'number' ? rate : null] : [cell],
        ),
      ),
    };
    this.#samples.push(sample);
    this.#cells += sizeOf(sample);
    while (this.#samples.length > MOST_SAMPLES || this.#cells > MOST_CELLS) this.#drop();
  }

  /** All of them, or the last so many, the time first. */
  table(most = MOST_SAMPLES): Table {
    const shown = this.#samples.slice(-most);
    const columns = [...new Set(shown.flatMap((sample) => sample.columns))];
    const rows = shown.flatMap((sample) => {
      const time = new Date(sample.wallMs).toISOString();
      const places = columns.map((column) => sample.columns.indexOf(column));
      return sample.rows.map((row): Cell[] => [
        time,
        ...places.map((place) => (place < 0 ? null : (row[place] ?? null))),
      ]);
    });
    return { columns: [timeName(columns), ...columns], rows, origin: undefined };
  }

  #drop(): void {
    const oldest = this.#samples.shift();
    if (oldest === undefined) return;
    this.#cells -= sizeOf(oldest);
    this.#dropped++;
  }
}

/** A device may have a column of that name. */
function timeName(columns: readonly string[]): string {
  return columns.includes('time') ? 'sampled' : 'time';
}

function sizeOf({ rows, columns }: Sample): number {
  return rows.length * columns.length + 1;
}
