import { durationSeconds, numberValue, rateValue } from '../../core/table/kinds/cell-value.ts';
import { type ColumnKind, columnKind } from '../../core/table/kinds/column-kind.ts';
import { keyColumns, keysOf } from '../../core/table/kinds/key-columns.ts';
import { isPassingColumn } from '../../core/table/kinds/passing-columns.ts';
import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { countOf, isCounterName, isTroubleName, type Reading, rateBetween } from './counters.ts';
import type { SeenCell, SeenColumn, SeenRow, Sighting } from './sighting.ts';

/** So many numbers of each cell are kept for its trend. */
const TREND = 60;
/** Rows that come and go are remembered up to this many, those of the last table besides. */
const MOST_TRACKED = 5_000;

/** When a row was answered, monotonic; the same time again means that it is no new answer. */
export type TimeOfRow = (row: Table['rows'][number]) => number;

interface Track {
  texts: readonly string[];
  seenAtMs: number;
  readonly columns: Map<string, ColumnTrack>;
}

interface ColumnTrack {
  reading: Reading | undefined;
  rate: SeenCell['rate'];
  trend: number[];
}

/** What a watch remembers of the rows it has seen: how each cell was, how its numbers went, how fast its counters count. */
export class Tracks {
  readonly #tracks = new Map<string, Track>();
  readonly #moving = new Map<string, 'number' | 'counter'>();
  #keys: readonly string[] | undefined;
  #columns = '';
  #before: { readonly table: Table; readonly keys: readonly string[] } | undefined;

  /** Compares a table with the one before and remembers it. */
  see(table: Table, timeOf: TimeOfRow): Sighting {
    this.#settleKeys(table);
    const before = this.#before;
    const keys = unique(keysOf(table, this.#keys ?? []));
    const there = new Set(before?.keys ?? keys);
    const kinds = table.columns.map((_, place) => columnKind(table, place));
    const rows = table.rows.map((row, at) => {
      const key = keys[at] ?? '';
      return this.#seeRow({ table, row, kinds, key, atMs: timeOf(row), isNew: !there.has(key) });
    });
    const isKnown = before?.table.columns.join('\0') === table.columns.join('\0');
    const gone = isKnown ? goneRows(before, keys) : [];
    this.#before = { table, keys };
    this.#forget(new Set(keys));
    return {
      columns: table.columns.map((name) => this.#column(name)),
      rows: [...rows, ...gone],
      changedCells: rows.reduce((sum, row) => sum + changesIn(row), 0),
    };
  }

  /** Rows keep the keys they were first told apart by; a table of other columns begins anew. */
  #settleKeys(table: Table): void {
    const columns = table.columns.join('\0');
    if (this.#columns !== columns) {
      this.#columns = columns;
      this.#keys = undefined;
      this.#tracks.clear();
      this.#moving.clear();
    }
    if (this.#keys === undefined && table.rows.length > 0) this.#keys = keyColumns(table, table);
  }

  #seeRow(given: {
    readonly table: Table;
    readonly row: Table['rows'][number];
    readonly kinds: readonly ColumnKind[];
    readonly key: string;
    readonly atMs: number;
    /** It was not in the table before. */
    readonly isNew: boolean;
  }): SeenRow {
    const { table, row, kinds, key, atMs, isNew } = given;
    const known = this.#tracks.get(key);
    const texts = row.map(cellString);
    const track: Track = known ?? { texts, seenAtMs: Number.NaN, columns: new Map() };
    const isAnswer = track.seenAtMs !== atMs;
    const cells = row.map((cell, place): SeenCell => {
      const name = table.columns[place] ?? '';
      const kind = kinds[place] ?? 'text';
      const text = texts[place] ?? '';
      const was = track.texts[place] ?? '';
      const column = track.columns.get(name) ?? { reading: undefined, rate: undefined, trend: [] };
      track.columns.set(name, column);
      const rateWas = column.rate;
      if (isAnswer) this.#follow(column, { name, kind, text, was, atMs });
      const isChanged =
        known !== undefined &&
        !isNew &&
        isTold({ table, name, kind, text, was, rateWas, rate: column.rate });
      return { cell, isChanged, trend: [...column.trend], rate: column.rate };
    });
    track.texts = texts;
    track.seenAtMs = atMs;
    this.#tracks.delete(key);
    this.#tracks.set(key, track);
    const isChanged = cells.some((cell) => cell.isChanged);
    return { state: isNew ? 'new' : isChanged ? 'changed' : 'same', cells };
  }

  /** One more number of a cell. */
  #follow(
    column: ColumnTrack,
    now: { name: string; kind: ColumnKind; text: string; was: string; atMs: number },
  ): void {
    const { name, kind, text, was, atMs } = now;
    if (kind !== 'number' && kind !== 'rate') return;
    if (this.#keys?.includes(name)) return;
    const isCounter = kind === 'number' && isCounterName(name);
    if (text !== was) this.#moving.set(name, isCounter ? 'counter' : 'number');
    if (!isCounter) {
      push(column.trend, (kind === 'number' ? numberValue(text) : rateValue(text)) ?? Number.NaN);
      return;
    }
    const count = countOf(text);
    const reading = count === undefined ? undefined : { count, atMs };
    if (column.reading && reading) {
      const rate = rateBetween(column.reading, reading);
      column.rate =
        rate.kind === 'rate' ? rate.perSecond : rate.kind === 'reset' ? 'reset' : undefined;
      push(column.trend, rate.kind === 'rate' ? rate.perSecond : Number.NaN);
    }
    column.reading = reading;
  }

  #column(name: string): SeenColumn {
    return {
      name,
      isKey: this.#keys?.includes(name) === true,
      moves: this.#moving.get(name) ?? 'no',
    };
  }

  /** The oldest rows that are not there any more, beyond what may be kept. */
  #forget(there: ReadonlySet<string>): void {
    if (this.#tracks.size <= MOST_TRACKED) return;
    for (const key of this.#tracks.keys()) {
      if (this.#tracks.size <= MOST_TRACKED) return;
      if (!there.has(key)) this.#tracks.delete(key);
    }
  }
}

function push(trend: number[], value: number): void {
  trend.push(value);
  if (trend.length > TREND) trend.shift();
}

/** Of several rows with one key each is told by its turn. */
function unique(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const turn = (seen.get(key) ?? 0) + 1;
    seen.set(key, turn);
    return turn === 1 ? key : `${key}\0#${turn}`;
  });
}

interface Telling {
  readonly table: Table;
  readonly name: string;
  readonly kind: ColumnKind;
  readonly text: string;
  readonly was: string;
  readonly rateWas: SeenCell['rate'];
  readonly rate: SeenCell['rate'];
}

/**
 * Whether a change is worth a look: not that an uptime goes on, but that it fell; not that a counter counts, but that it begins to or was
 * set back, and each error; nothing of what changes by itself.
 */
function isTold({ table, name, kind, text, was, rateWas, rate }: Telling): boolean {
  if (text === was) return false;
  if (kind === 'number' && isTroubleName(name)) return true;
  if (rate !== undefined || rateWas !== undefined) return rate === 'reset' || rateWas === 0;
  if (kind === 'number' && isCounterName(name)) return false;
  if (kind === 'duration' && /up|since|last|duration|^age$/i.test(name))
    return hasFallen(was, text);
  return !isPassingColumn(name, [table]);
}

function hasFallen(was: string, text: string): boolean {
  const before = durationSeconds(was.trim());
  const after = durationSeconds(text.trim());
  return before === undefined || after === undefined || after < before;
}

function goneRows(
  before: { readonly table: Table; readonly keys: readonly string[] } | undefined,
  keys: readonly string[],
): SeenRow[] {
  if (before === undefined) return [];
  const there = new Set(keys);
  return before.table.rows.flatMap((row, at): SeenRow[] => {
    if (there.has(before.keys[at] ?? '')) return [];
    const cells = row.map(
      (cell): SeenCell => ({ cell, isChanged: false, trend: [], rate: undefined }),
    );
    return [{ state: 'gone', cells }];
  });
}

function changesIn({ cells }: SeenRow): number {
  return cells.filter(({ isChanged }) => isChanged).length;
}
