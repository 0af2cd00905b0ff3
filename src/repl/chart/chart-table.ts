import { ShowrunError } from '../../core/errors.ts';
import { columnPlace, columnProblem } from '../../core/table/condition/find-column.ts';
import { cellValue, columnKind } from '../../core/table/kinds/column-kind.ts';
import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import type { ChartKind, ChartWish } from './chart-words.ts';
import type { Series } from './series.ts';
import { unitOf } from './unit-of.ts';

/** What a table's chart shows, before it is drawn for a width. */
export interface ChartPlan {
  readonly kind: ChartKind;
  readonly series: readonly Series[];
  readonly across: 'time' | 'number' | readonly string[];
  readonly unit: string;
  readonly rows: number | undefined;
}

/** Reads a chart out of a table: columns that are numbers, along a column of times, numbers or names. Throws `bad-usage`. */
export function chartPlan(table: Table, wish: ChartWish): ChartPlan {
  const x = wish.x === undefined ? ownX(table, wish) : placeOf(table, wish.x);
  const isNamed = wish.x !== undefined || wish.by !== undefined;
  const ys = wish.y?.map((name) => placeOf(table, name)) ?? ownYs(table, x);
  if (ys.length === 0) {
    throw wrong(
      table.rows.length === 0 ? 'there are no rows to draw' : 'no column has numbers to draw',
    );
  }
  const axis = acrossOf(table, x);
  const kind = wish.kind ?? (typeof axis === 'string' ? 'line' : 'bar');
  const by = wish.by?.map((name) => placeOf(table, name)) ?? ownBy({ table, x, ys });
  // Names that nobody has asked for are as long as it takes to tell rows apart.
  const isWhole = !isNamed && typeof axis !== 'string';
  const nameOfRow = isWhole
    ? (row: Row) =>
        nameOf(
          row,
          [x, ...by].sort((a, b) => a - b),
        )
    : (row: Row) => cellString(row[x]);
  const across = typeof axis === 'string' ? axis : [...new Set(table.rows.map(nameOfRow))];
  const reading = { table, x, ys, by: isWhole ? [] : by, across, nameOfRow };
  const series = withGaps(seriesOf(reading), across);
  const units = new Set(ys.map((place) => unitOf(table, place)));
  const [unit = ''] = units;
  return { kind, series, across, unit: units.size === 1 ? unit : '', rows: wish.rows };
}

/** Throws `bad-usage` for a name that is no column's. */
function placeOf({ columns }: Pick<Table, 'columns'>, name: string): number {
  const place = columnPlace(name, columns);
  if (place < 0) throw wrong(columnProblem(name, columns), '');
  return place;
}

function ownX(table: Table, { kind }: ChartWish): number {
  const time = table.columns.findIndex((name) => /^(time|timestamp)$/i.test(name));
  if (time >= 0 && kind !== 'bar') return time;
  return table.columns.findIndex(
    (_, place) => columnKind(table, place) === 'text' && isTold(table, place),
  );
}

/** Whether a column tells rows apart better than a single word would. */
function isTold(table: Table, place: number): boolean {
  const [first, ...rest] = table.rows.slice(0, 200).map((row) => cellString(row[place]));
  return rest.length === 0 || rest.some((text) => text !== first);
}

function ownYs(table: Table, x: number): number[] {
  const numeric = table.columns.flatMap((_, place) =>
    place !== x && isNumeric(table, place) ? [place] : [],
  );
  const rates = numeric.filter((place) => /_rate$/i.test(table.columns[place] ?? ''));
  return (rates.length > 0 ? rates : numeric).slice(0, 1);
}

function isNumeric(table: Table, place: number): boolean {
  const kind = columnKind(table, place);
  return kind === 'number' || kind === 'rate';
}

type Across = ChartPlan['across'];

function acrossOf(table: Table, x: number): Across {
  if (x < 0) return 'number';
  const texts = table.rows.map((row) => cellString(row[x]));
  const isAll = (test: (text: string) => boolean) => texts.length > 0 && texts.every(test);
  if (isAll((text) => Number.isFinite(timeValue(text)))) return 'time';
  if (columnKind(table, x) === 'number') return 'number';
  return [...new Set(texts)];
}

/** `2026-01-02T12:03:04.000Z`, or milliseconds since the epoch as JavaScript has them. */
function timeValue(text: string): number {
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return Date.parse(text);
  return /^1\d{12}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

type Row = Table['rows'][number];

interface Reading {
  readonly table: Table;
  readonly x: number;
  readonly ys: readonly number[];
}

/** Columns of words that tell rows at the same x apart, from the left, as few as do. */
function ownBy({ table, x, ys }: Reading): number[] {
  if (x < 0) return [];
  const words = table.columns.flatMap((_, place) =>
    place !== x && !ys.includes(place) && !isNumeric(table, place) && isTold(table, place)
      ? [place]
      : [],
  );
  for (let count = 0; count < words.length; count++) {
    const by = words.slice(0, count);
    const seen = new Set(table.rows.map((row) => nameOf(row, [x, ...by])));
    if (seen.size === table.rows.length) return by;
  }
  return words.slice(0, 2);
}

function nameOf(row: Row, places: readonly number[]): string {
  return places.map((place) => cellString(row[place])).join(' ');
}

function seriesOf(
  reading: Reading & {
    readonly by: readonly number[];
    readonly across: Across;
    /** Where it stands among names. */
    readonly nameOfRow: (row: Row) => string;
  },
): Series[] {
  const { table, x, ys, by, across, nameOfRow } = reading;
  const names =
    typeof across === 'string' ? undefined : new Map(across.map((name, at) => [name, at]));
  const found = new Map<string, { xs: number[]; ys: number[] }>();
  for (const [at, row] of table.rows.entries()) {
    const key = nameOf(row, by);
    for (const place of ys) {
      const column = table.columns[place] ?? '';
      const name = by.length === 0 ? column : ys.length === 1 ? key : `${key} ${column}`;
      const line = found.get(name) ?? { xs: [], ys: [] };
      found.set(name, line);
      const text = cellString(row[x]);
      line.xs.push(
        x < 0
          ? at
          : (names?.get(nameOfRow(row)) ??
              (across === 'time' ? timeValue(text) : numberOf(table, row, x))),
      );
      line.ys.push(numberOf(table, row, place));
    }
  }
  return [...found].map(([name, line]) => ({ name, ...sorted(line) }));
}

function numberOf(table: Table, row: Table['rows'][number], place: number): number {
  const kind = columnKind(table, place);
  const value = cellValue(kind === 'text' ? 'rate' : kind, cellString(row[place]));
  return value === undefined ? Number.NaN : Number(value);
}

function sorted(line: { xs: number[]; ys: number[] }): {
  xs: readonly number[];
  ys: readonly number[];
} {
  if (line.xs.every((x, i) => i === 0 || x >= (line.xs[i - 1] ?? x))) return line;
  const order = line.xs.map((_, i) => i).sort((a, b) => (line.xs[a] ?? 0) - (line.xs[b] ?? 0));
  return { xs: order.map((i) => line.xs[i] ?? 0), ys: order.map((i) => line.ys[i] ?? Number.NaN) };
}

/** Where lines share their times, a time one of them has nothing at is a gap in it. */
function withGaps(series: readonly Series[], across: Across): readonly Series[] {
  if (across !== 'time' || series.length < 2) return series;
  const every = [...new Set(series.flatMap(({ xs }) => xs))].sort((a, b) => a - b);
  const longest = Math.max(...series.map(({ xs }) => xs.length));
  if (every.length > longest * 1.5) return series;
  return series.map(({ name, xs, ys }) => {
    const known = new Map(xs.map((x, i) => [x, ys[i] ?? Number.NaN]));
    if (known.size === every.length) return { name, xs, ys };
    return { name, xs: every, ys: every.map((x) => known.get(x) ?? Number.NaN) };
  });
}

function wrong(
  message: string,
  advice = 'name one with y:, as in chart line x: time y: rx_rate by host',
): ShowrunError {
  return new ShowrunError('bad-usage', message, { advice });
}
