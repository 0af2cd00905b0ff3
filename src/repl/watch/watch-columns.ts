import { safe } from '../../core/safe.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { Charset } from '../chart/charset.ts';
import { numberText } from '../chart/number-text.ts';
import { sparkline } from '../chart/sparkline.ts';
import type { SeenCell, SeenRow, Sighting } from './sighting.ts';

/** A column as it is drawn: of one that moves there are two, its cells and how they went. */
export interface DrawnColumn {
  readonly title: string;
  /** Place among the sighting's columns. */
  readonly place: number;
  readonly part: 'cell' | 'trend';
  readonly cols: number;
}

/** Cells are cut at the widest of these with which all columns have room, before any column is left out. */
const CELL_COLS = [40, 24, 16, 12] as const;
const LEAST_CELL_COLS = 16;
const TREND_COLS = 10;
const GAP_COLS = 2;

/** Remembers how wide columns were, so that nothing jumps from one picture to the next. */
export type Widths = Map<string, number>;

interface Room {
  readonly cols: number;
  readonly widths: Widths;
  readonly charset: Charset;
}

/**
 * The columns there is room for, in their order: keys first, then what moves or has changed, then the others. `left` is how many have none.
 */
export function columnsThatFit(
  sighting: Sighting,
  room: Room,
): { readonly columns: readonly DrawnColumn[]; readonly left: number } {
  const whole = rankedColumns(sighting, room);
  for (const cap of CELL_COLS) {
    const columns = whole.map((column) => capped(column, cap));
    if (totalCols(columns) <= room.cols) return { columns, left: 0 };
  }
  const drawn = whole.map((column) => capped(column, LEAST_CELL_COLS));
  const kept = new Set<DrawnColumn>();
  for (const rank of [0, 1, 2]) {
    for (const column of drawn.filter((one) => one.rank === rank)) {
      if (kept.size === 0 || totalCols([...kept, column]) <= room.cols) kept.add(column);
    }
  }
  const left = drawn.filter((column) => column.part === 'cell' && !kept.has(column)).length;
  return { columns: drawn.filter((column) => kept.has(column)), left };
}

interface RankedColumn extends DrawnColumn {
  readonly rank: number;
}

/** All columns that say anything, as wide as they are. */
function rankedColumns(sighting: Sighting, { widths, charset }: Room): readonly RankedColumn[] {
  return sighting.columns.flatMap((column, place): RankedColumn[] => {
    const texts = sighting.rows.map(({ cells }) => cellText(cells[place]));
    if (texts.every((text) => text === '')) return [];
    const isAlive =
      column.moves !== 'no' || sighting.rows.some(({ cells }) => cells[place]?.isChanged);
    const rank = column.isKey ? 0 : isAlive ? 1 : 2;
    const title = truncate(safe(column.name, 100), CELL_COLS[0]);
    const cols = widest(title, texts, widths);
    const cell: RankedColumn = { title, place, part: 'cell', rank, cols };
    if (column.moves === 'no') return [cell];
    const trends = sighting.rows.map(({ cells }) => trendText(cells[place], { column, charset }));
    const trendTitle = column.moves === 'counter' ? '/s' : '';
    const trendCols = widest(`${title} trend`, trends, widths, trendTitle);
    return [cell, { title: trendTitle, place, part: 'trend', rank, cols: trendCols }];
  });
}

/** What tells rows apart is cut last: `GigabitEt…` is any of them. */
const LEAST_KEY_COLS = 24;

function capped(column: RankedColumn, most: number): RankedColumn {
  const cap = column.rank === 0 ? Math.max(most, LEAST_KEY_COLS) : most;
  if (column.part === 'trend' || column.cols <= cap) return column;
  return { ...column, title: truncate(column.title, cap), cols: cap };
}

function totalCols(columns: readonly DrawnColumn[]): number {
  return columns.reduce((sum, { cols }) => sum + cols + GAP_COLS, -GAP_COLS);
}

/** What a cell says, on one line. */
export function cellText(cell: SeenCell | undefined): string {
  const text = safe(cellString(cell?.cell ?? null).replace(/\s+/g, ' '), 500);
  return truncate(text, CELL_COLS[0]);
}

/** How a cell went: a counter's rate and its picture, else the picture alone. */
export function trendText(
  cell: SeenRow['cells'][number] | undefined,
  { column, charset }: { column: Sighting['columns'][number]; charset: Charset },
): string {
  if (!cell || column.moves === 'no') return '';
  const picture = sparkline(cell.trend, { cols: TREND_COLS, charset });
  if (column.moves === 'number') return picture;
  const { rate } = cell;
  if (rate === undefined && cell.trend.length === 0) return '';
  const text = rate === 'reset' ? 'reset' : rate === undefined ? '-' : numberText(rate);
  return `${text.padStart(5)} ${picture}`;
}

function widest(key: string, texts: readonly string[], widths: Widths, title = key): number {
  const most = texts.reduce((cols, text) => Math.max(cols, widthOf(text)), widthOf(title));
  const width = Math.max(most, widths.get(key) ?? 0);
  widths.set(key, width);
  return width;
}
