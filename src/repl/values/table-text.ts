import { safe } from '../../core/safe.ts';
import { columnKind } from '../../core/table/kinds/column-kind.ts';
import { withoutEmptyColumns } from '../../core/table/shape/table-empty.ts';
import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { truncate, widthOf } from '../../core/width.ts';
import { type ColumnFit, fitColumns } from './fit-columns.ts';
import { type Paint, plainPaint } from './paint.ts';

export interface TableTextOptions {
  /** Columns of the screen; no limit unless told. */
  readonly widthCols?: number;
  /** At most so many rows; all unless told. */
  readonly maxRows?: number;
  readonly paint?: Paint;
  /** Names of columns that should be seen rather than others. */
  readonly wanted?: readonly string[];
}

export interface TableText {
  readonly lines: readonly string[];
  /** Columns for which there was no room. */
  readonly hiddenColumns: readonly string[];
  readonly hiddenRows: number;
}

/** Aligned columns, two blanks apart, without the empty ones; numbers to the right. Every cell is `safe()`. */
export function tableText(table: Table): string {
  return layOutTable(table).lines.join('\n');
}

/** The same for a screen, as far as it fits: the widest cells are cut, then the last columns left out; one row too wide stands upright. */
export function layOutTable(whole: Table, options: TableTextOptions = {}): TableText {
  const { widthCols = Number.POSITIVE_INFINITY, maxRows = Number.POSITIVE_INFINITY } = options;
  const { paint = plainPaint } = options;
  const table = withoutEmptyColumns(whole);
  const rows = table.rows.slice(0, maxRows);
  const cells = rows.map((row) => table.columns.map((_, place) => cellText(row[place])));
  const header = table.columns.map((column) => cellText(column));
  const natural = header.map((title, place) =>
    Math.max(widthOf(title), ...cellWidths(cells, place)),
  );
  const hiddenRows = table.rows.length - rows.length;
  const wanted = new Set((options.wanted ?? []).map((name) => table.columns.indexOf(name)));
  const fit = fitColumns({ natural, titles: header.map(widthOf), wanted }, widthCols);
  const [only] = cells;
  if (fit.isTight && only && cells.length === 1 && hiddenRows === 0) {
    return { lines: upright(header, only, { paint, widthCols }), hiddenColumns: [], hiddenRows };
  }
  const lineOf = lineMaker(table, fit);
  return {
    lines: [
      ...(fit.widths.length === 0 ? [] : [lineOf(header, (text) => paint.header(text))]),
      ...cells.map((row) => lineOf(row, (text, whole) => paint.cell(text, whole))),
    ],
    hiddenColumns: header.filter((_, place) => !fit.places.includes(place)),
    hiddenRows,
  };
}

type Style = (text: string, whole: string) => string;

/** Makes lines of texts, one for each column of the table. */
function lineMaker(
  table: Table,
  { places, widths }: ColumnFit,
): (texts: readonly string[], style: Style) => string {
  const isRight = places.map((place) => isNumeric(table, place));
  return (texts, style) =>
    places
      .map((place, at) => {
        const width = widths[at] ?? 0;
        const whole = texts[place] ?? '';
        const text = truncate(whole, width);
        const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
        if (isRight[at]) return blanks + style(text, whole);
        return style(text, whole) + (at === places.length - 1 ? '' : blanks);
      })
      .join('  ')
      .trimEnd();
}

/** A cell on one line, as a screen may show it. */
export function cellText(cell: Parameters<typeof cellString>[0]): string {
  const text = cellString(cell);
  return safe(/\s/.test(text) ? text.replace(/\s+/g, ' ').trim() : text);
}

function* cellWidths(cells: readonly (readonly string[])[], place: number): Iterable<number> {
  let widest = 0;
  for (const row of cells) widest = Math.max(widest, widthOf(row[place] ?? ''));
  yield widest;
}

function isNumeric(table: Table, place: number): boolean {
  const kind = columnKind(table, place);
  return kind === 'number' || kind === 'rate';
}

/** `name  value`, a line for each column. */
function upright(
  header: readonly string[],
  cells: readonly string[],
  { paint, widthCols }: { readonly paint: Paint; readonly widthCols: number },
): string[] {
  const widest = Math.max(...header.map(widthOf));
  return header.map((title, place) => {
    const blanks = ' '.repeat(widest - widthOf(title) + 2);
    const cell = cells[place] ?? '';
    const text = truncate(cell, Math.max(20, widthCols - widest - 2));
    return `${paint.header(title)}${blanks}${paint.cell(text, cell)}`.trimEnd();
  });
}
