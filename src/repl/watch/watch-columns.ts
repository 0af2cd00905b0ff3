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

const MOST_CELL_COLS = 40;
const TREND_COLS = 10;
const GAP_COLS = 2;

/** Remembers how wide columns were, so that nothing jumps from one picture to the next. */
export type Widths = Map<string, number>;

/**
 * The columns there is room for, in their order: keys first, then what moves or has changed, then the others. `left` is how many have none.
 */
export function columnsThatFit(
  sighting: Sighting,
  { cols, widths, charset }: { cols: number; widths: Widths; charset: Charset },
): { readonly columns: readonly DrawnColumn[]; readonly left: number } {
  const drawn = sighting.columns.flatMap((column, place): (DrawnColumn & { rank: number })[] => {
    const texts = sighting.rows.map(({ cells }) => cellText(cells[place]));
    if (texts.every((text) => text === '')) return [];
    const isAlive =
      column.moves !== 'no' || sighting.rows.some(({ cells }) => cells[place]?.isChanged);
    const rank = column.isKey ? 0 : isAlive ? 1 : 2;
    const title = truncate(safe(column.name, 100), MOST_CELL_COLS);
    const cell = { title, place, part: 'cell' as const, rank, cols: widest(title, texts, widths) };
    if (column.moves === 'no') return [cell];
    const trends = sighting.rows.map(({ cells }) => trendText(cells[place], { column, charset }));
    const trendTitle = column.moves === 'counter' ? '/s' : '';
    const width = widest(`${title} trend`, trends, widths, trendTitle);
    return [cell, { title: trendTitle, place, part: 'trend', rank, cols: width }];
  });
  const kept = new Set<DrawnColumn>();
  let used = 0;
  for (const rank of [0, 1, 2]) {
    for (const column of drawn.filter((one) => one.rank === rank)) {
      if (kept.size > 0 && used + column.cols + GAP_COLS > cols) continue;
      kept.add(column);
      used += column.cols + GAP_COLS;
    }
  }
  const columns = drawn.filter((column) => kept.has(column));
  const left = drawn.filter(({ part }) => part === 'cell').length;
  return { columns, left: left - columns.filter(({ part }) => part === 'cell').length };
}

/** What a cell says, on one line. */
export function cellText(cell: SeenCell | undefined): string {
  const text = safe(cellString(cell?.cell ?? null).replace(/\s+/g, ' '), 500);
  return truncate(text, MOST_CELL_COLS);
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
