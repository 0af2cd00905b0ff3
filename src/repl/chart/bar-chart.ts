import { safe } from '../../core/safe.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { Charset } from './charset.ts';
import { measureText } from './number-text.ts';
import { muted, type PaintedLine, type Piece, plain } from './painted.ts';
import { MOST_SERIES, rangeOf, type Series, seriesLook } from './series.ts';

export interface BarChart {
  /** What the bars stand for, one each. */
  readonly names: readonly string[];
  /** One bar for each name; more than one series makes groups of bars. `xs` are places among the names. */
  readonly series: readonly Series[];
  readonly unit: string;
  readonly cols: number;
  readonly charset: Charset;
}

const MOST_BARS = 60;
const EIGHTHS = [...' ▏▎▍▌▋▊▉'];

/** Bars to the right of a common zero, and to the left of it for what is below zero; each with its number. */
export function barChart(chart: BarChart): PaintedLine[] {
  const shown = chart.series.slice(0, MOST_SERIES);
  const range = rangeOf(shown.map(({ ys }) => ys));
  if (!range) return [[muted('nothing to draw: no numbers')]];
  const most = Math.max(1, Math.floor(MOST_BARS / shown.length));
  const names = chart.names.slice(0, most);
  const texts = shown.flatMap(({ ys }) => ys.map((y) => measureText(y, chart.unit)));
  const labelCols = Math.min(
    Math.floor(chart.cols / 3),
    longest(names.map((name) => safe(name, 100))),
  );
  const textCols = longest(texts.slice(0, 10_000));
  const barCols = Math.max(4, chart.cols - labelCols - textCols - 2);
  const scale = {
    min: Math.min(0, range.min),
    max: Math.max(0, range.max),
    cols: barCols,
    charset: chart.charset,
  };
  const lines = names.flatMap((name, at) =>
    shown.map((series, place): PaintedLine => {
      const value = valueAt(series, at);
      const label = truncate(safe(place === 0 ? name : '', 100), labelCols);
      return [
        plain(label + ' '.repeat(labelCols - widthOf(label) + 1)),
        ...bar(value, {
          ...scale,
          sgr: seriesLook(place, chart.charset).sgr,
          mark: seriesLook(place, 'ascii').mark,
        }),
        plain(` ${measureText(value, chart.unit)}`),
      ];
    }),
  );
  const hidden = chart.names.length - names.length;
  return [
    ...lines,
    ...(hidden > 0 ? [[muted(`… ${hidden} more ${hidden === 1 ? 'bar' : 'bars'}`)]] : []),
    ...(shown.length > 1 ? [barLegend(shown, chart)] : []),
  ];
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
}

function valueAt({ xs, ys }: Series, at: number): number {
  const place = xs[at] === at ? at : xs.indexOf(at);
  return ys[place] ?? Number.NaN;
}

interface Scale {
  readonly min: number;
  readonly max: number;
  readonly cols: number;
  readonly charset: Charset;
  readonly sgr: string;
  readonly mark: string;
}

/** One bar over all its columns, blanks included; where there is anything below zero, with a line at zero. */
function bar(value: number, scale: Scale): Piece[] {
  const { min, max, cols, charset, sgr } = scale;
  if (min === 0) return [{ text: rightBar(value / max, cols, scale), sgr }];
  const left = Math.max(1, Math.min(cols - 2, Math.round((-min / (max - min)) * (cols - 1))));
  return [
    { text: leftBar(value / min, left, scale), sgr },
    muted(charset === 'ascii' ? '|' : '│'),
    { text: rightBar(max === 0 ? 0 : value / max, cols - 1 - left, scale), sgr },
  ];
}

/** `part` of the columns, in eighths where the terminal has them. Something is never drawn as nothing. */
function rightBar(part: number, cols: number, { charset, mark }: Scale): string {
  if (!(part > 0)) return ' '.repeat(cols);
  if (charset === 'ascii') return mark.repeat(Math.max(1, Math.round(part * cols))).padEnd(cols);
  const eighths = Math.max(1, Math.round(part * cols * 8));
  const whole = '█'.repeat(Math.floor(eighths / 8));
  return (whole + (EIGHTHS[eighths % 8] ?? '').trim()).padEnd(cols);
}

function leftBar(part: number, cols: number, { charset, mark }: Scale): string {
  if (!(part > 0)) return ' '.repeat(cols);
  const block = charset === 'ascii' ? mark : '█';
  return block.repeat(Math.max(1, Math.round(part * cols))).padStart(cols);
}

function barLegend(shown: readonly Series[], { cols, charset }: BarChart): PaintedLine {
  const room = Math.max(4, Math.floor(cols / shown.length) - 4);
  return shown.flatMap(({ name }, place) => {
    const { sgr, mark } = seriesLook(place, 'ascii');
    const sign = charset === 'ascii' ? mark : '█';
    return [{ text: `${sign} `, sgr }, plain(`${truncate(safe(name, 100), room)}  `)];
  });
}
