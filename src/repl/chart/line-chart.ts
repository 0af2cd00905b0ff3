import { safe } from '../../core/safe.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { Charset } from './charset.ts';
import { Dots } from './dots.ts';
import { measureText } from './number-text.ts';
import { muted, type PaintedLine, type Piece, plain } from './painted.ts';
import { MOST_SERIES, rangeOf, type Series, seriesLook } from './series.ts';
import { type Axis, type Tick, valueAxis } from './ticks.ts';
import { timeTicks } from './time-ticks.ts';
import { type Frame, trace, traceMarks } from './trace.ts';

export interface LineChart {
  readonly series: readonly Series[];
  /** What stands along the bottom: times (ms since the epoch), numbers, or names for x = 0, 1, 2 … */
  readonly across: 'time' | 'number' | readonly string[];
  readonly unit: string;
  readonly cols: number;
  /** Of the whole picture, axis and legend included. */
  readonly rows: number;
  readonly charset: Charset;
}

const LEAST_PLOT_COLS = 10;

/** Lines over two axes with a legend below. Nothing to draw gives one line that says so. */
export function lineChart(chart: LineChart): PaintedLine[] {
  const shown = chart.series.slice(0, MOST_SERIES);
  const xRange = rangeOf(shown.map(finiteXs));
  const yRange = rangeOf(shown.map(({ ys }) => ys));
  if (!xRange || !yRange) return [[muted('nothing to draw: no numbers')]];
  const legend = legendLines(chart, shown);
  const plotRows = Math.max(3, chart.rows - legend.length - 2);
  const axis = valueAxis({
    ...yRange,
    count: Math.max(3, Math.floor(plotRows / 2) + 1),
    unit: chart.unit,
  });
  const labelCols = Math.min(12, Math.max(...axis.ticks.map(({ text }) => text.length)));
  const plotCols = Math.max(LEAST_PLOT_COLS, chart.cols - labelCols - 2);
  const dots = new Dots({ cols: plotCols, rows: plotRows }, chart.charset);
  const frame = { fromX: xRange.min, toX: xRange.max, fromY: axis.from, toY: axis.to };
  for (const [place, series] of shown.entries()) trace(dots, series, { ...frame, place });
  for (const [place, series] of shown.entries()) {
    const { mark } = seriesLook(place, chart.charset);
    traceMarks(dots, series, { ...frame, place, mark, isAlone: shown.length === 1 });
  }
  return [
    ...plotLines({ dots, axis, labelCols, charset: chart.charset }),
    ...acrossLines(chart, { frame, labelCols, plotCols }),
    ...legend,
  ];
}

function finiteXs({ xs, ys }: Series): number[] {
  return xs.filter((_, i) => Number.isFinite(ys[i]));
}

function plotLines(given: {
  readonly dots: Dots;
  readonly axis: Axis;
  readonly labelCols: number;
  readonly charset: Charset;
}): PaintedLine[] {
  const { dots, axis, labelCols, charset } = given;
  const rowOf = ({ at }: Tick) =>
    Math.round((1 - (at - axis.from) / (axis.to - axis.from)) * (dots.rows - 1));
  const labels = new Map(axis.ticks.map((tick) => [rowOf(tick), tick.text]));
  const [side, tickSide] = charset === 'ascii' ? ['|', '+'] : ['│', '┤'];
  return Array.from({ length: dots.rows }, (_, y) => {
    const label = labels.get(y);
    const lead = muted(
      `${(label ?? '').padStart(labelCols)} ${label === undefined ? side : tickSide}`,
    );
    const cells = dots.row(y, (series) => seriesLook(series, charset).mark);
    const pieces = cells.map(
      ({ text, series }): Piece =>
        series < 0 ? plain(text) : { text, sgr: seriesLook(series, charset).sgr },
    );
    return [lead, ...pieces];
  });
}

/** The line along the bottom with its ticks, and what stands at them. */
function acrossLines(
  chart: LineChart,
  { frame, labelCols, plotCols }: { frame: Frame; labelCols: number; plotCols: number },
): PaintedLine[] {
  const columnOf = (at: number) =>
    frame.toX === frame.fromX
      ? Math.floor(plotCols / 2)
      : Math.round(((at - frame.fromX) / (frame.toX - frame.fromX)) * (plotCols - 1));
  const ascii = chart.charset === 'ascii';
  const rule = Array.from<string>({ length: plotCols }).fill(ascii ? '-' : '─');
  let labels = '';
  for (const { at, text } of acrossTicks(chart, frame, plotCols)) {
    const column = columnOf(at);
    const label = truncate(safe(text, 40), Math.max(4, Math.floor(plotCols / 3)));
    const start = Math.max(
      0,
      Math.min(column - Math.floor(widthOf(label) / 2), plotCols - widthOf(label)),
    );
    if (start < widthOf(labels) + (labels === '' ? 0 : 2)) continue;
    labels += ' '.repeat(start - widthOf(labels)) + label;
    rule[column] = ascii ? '+' : '┬';
  }
  const pad = ' '.repeat(labelCols + 1);
  return [[muted(`${pad}${ascii ? '+' : '└'}${rule.join('')}`)], [muted(`${pad} ${labels}`)]];
}

function acrossTicks({ across }: LineChart, frame: Frame, plotCols: number): readonly Tick[] {
  const { fromX, toX } = frame;
  const count = Math.max(2, Math.floor(plotCols / 14));
  if (across === 'time') {
    if (toX > fromX) return timeTicks({ from: fromX, to: toX, count });
    return timeTicks({ from: fromX - (fromX % 1_000), to: fromX, count: 1 }).map(({ text }) => ({
      at: fromX,
      text,
    }));
  }
  if (across === 'number') {
    if (toX === fromX) return [{ at: fromX, text: String(fromX) }];
    const { ticks } = valueAxis({ min: fromX, max: toX, count });
    return ticks.filter(({ at }) => at >= fromX && at <= toX);
  }
  return across.flatMap((text, at) => (at >= fromX && at <= toX ? [{ at, text }] : []));
}

/** `● r1 12.5 kbit/s  ▲ r2 …`: each series with its last number, wrapped at the width. */
function legendLines(chart: LineChart, shown: readonly Series[]): PaintedLine[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  const add = (pieces: readonly Piece[]) => {
    const cols = pieces.reduce((sum, { text }) => sum + widthOf(text), 0);
    if (used > 0 && used + cols + 2 > chart.cols) {
      lines.push([]);
      used = 0;
    }
    if (used > 0) lines.at(-1)?.push(plain('  '));
    lines.at(-1)?.push(...pieces);
    used += cols + (used > 0 ? 2 : 0);
  };
  for (const [place, { name, ys }] of shown.entries()) {
    const { mark, sgr } = seriesLook(place, chart.charset);
    const last = ys.findLast((y) => Number.isFinite(y)) ?? Number.NaN;
    const label = truncate(safe(name, 100), Math.max(6, Math.floor(chart.cols / 2) - 12));
    add([
      { text: `${mark} `, sgr },
      plain(label),
      muted(`${label === '' ? '' : ' '}${measureText(last, chart.unit)}`),
    ]);
  }
  const more = chart.series.length - shown.length;
  if (more > 0) add([muted(`${more} more ${more === 1 ? 'line' : 'lines'} not drawn`)]);
  return lines;
}
