import { safe } from '../../core/safe.ts';
import { truncate, widthOf } from '../../core/width.ts';
import { barChart } from './bar-chart.ts';
import type { Charset } from './charset.ts';
import type { ChartPlan } from './chart-table.ts';
import { lineChart } from './line-chart.ts';
import { measureText } from './number-text.ts';
import { muted, type PaintedLine, plain } from './painted.ts';
import { rangeOf, type Series, seriesLook } from './series.ts';
import { sparkline } from './sparkline.ts';

interface Paper {
  readonly cols: number;
  readonly rows?: number;
  readonly charset: Charset;
}

const ROWS = 14;
const MOST_SPARKS = 60;

/** A chart drawn for a width. Of what the table does not say, `rows` wins over the usual height. */
export function drawChart(plan: ChartPlan, paper: Paper): PaintedLine[] {
  const { series, unit, across } = plan;
  const { charset } = paper;
  const cols = Math.max(30, Math.min(200, paper.cols));
  if (plan.kind === 'spark') return sparks(plan, { cols, charset });
  if (plan.kind === 'bar') return barChart({ ...barsOf(plan), unit, cols, charset });
  const rows = plan.rows ?? paper.rows ?? ROWS;
  return lineChart({ series, across, unit, cols, rows, charset });
}

/** Bars of what has no names of its own stand for its places. */
function barsOf({ series, across }: ChartPlan): {
  names: readonly string[];
  series: readonly Series[];
} {
  if (typeof across !== 'string') return { names: across, series };
  const isOfOne = series.every(({ ys }) => ys.length <= 1);
  if (isOfOne) {
    const ys = series.map((one) => one.ys[0] ?? Number.NaN);
    return {
      names: series.map(({ name }) => name),
      series: [{ name: '', xs: ys.map((_, i) => i), ys }],
    };
  }
  const last = series.map(({ ys }) => ys.findLast((y) => Number.isFinite(y)) ?? Number.NaN);
  if (across === 'time') {
    return {
      names: series.map(({ name }) => name),
      series: [{ name: 'last', xs: last.map((_, i) => i), ys: last }],
    };
  }
  const xs = [...new Set(series.flatMap((one) => one.xs))].sort((a, b) => a - b);
  const places = new Map(xs.map((x, i) => [x, i]));
  return {
    names: xs.map(String),
    series: series.map((one) => ({ ...one, xs: one.xs.map((x) => places.get(x) ?? 0) })),
  };
}

/** A line each: name, picture, last number, and between what it went. */
function sparks({ series, unit }: ChartPlan, { cols, charset }: Paper): PaintedLine[] {
  const shown = series.slice(0, MOST_SPARKS);
  const names = shown.map(({ name }) => truncate(safe(name, 200), Math.floor(cols / 3)));
  const nameCols = Math.max(...names.map((name) => widthOf(name)), 1);
  const tails = shown.map(({ ys }) => tailOf(ys, unit));
  const room = Math.max(
    8,
    cols - nameCols - Math.max(...tails.map((tail) => widthOf(tail)), 0) - 2,
  );
  const lines = shown.map(({ ys }, place): PaintedLine => {
    const name = names[place] ?? '';
    return [
      plain(name + ' '.repeat(nameCols - widthOf(name) + 1)),
      {
        text: sparkline(squeezed(ys, room), { cols: room, charset }),
        sgr: seriesLook(0, charset).sgr,
      },
      muted(` ${tails[place] ?? ''}`),
    ];
  });
  const more = series.length - shown.length;
  return more > 0 ? [...lines, [muted(`… ${more} more`)]] : lines;
}

function tailOf(ys: readonly number[], unit: string): string {
  const range = rangeOf([ys]);
  if (!range) return 'no numbers';
  const last = ys.findLast((y) => Number.isFinite(y)) ?? Number.NaN;
  return `${measureText(last, unit)} (${measureText(range.min, unit)} to ${measureText(range.max, unit)})`;
}

/** As many numbers as there is room for; of several the one farthest from zero stands for all. */
function squeezed(ys: readonly number[], room: number): readonly number[] {
  if (ys.length <= room) return ys;
  return Array.from({ length: room }, (_, i) => {
    const part = ys.slice(
      Math.floor((i * ys.length) / room),
      Math.floor(((i + 1) * ys.length) / room),
    );
    return part.reduce(
      (peak, y) => (Number.isFinite(y) && !(Math.abs(peak) >= Math.abs(y)) ? y : peak),
      Number.NaN,
    );
  });
}
