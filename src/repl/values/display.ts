import { inspect } from 'node:util';
import { Chart } from '../chart/chart.ts';
import { Diff } from '../diff/diff-value.ts';
import { Fold } from '../fold/fold-value.ts';
import { HelpText } from '../help/help-text.ts';
import { Watched } from '../watch/watched.ts';
import { Blocks, tableOfBlocks } from './block.ts';
import { type DisplayOptions, displayOptions, displayTable } from './display-table.ts';
import { Result } from './result.ts';
import { Results } from './results.ts';
import { resultsText, resultText } from './results-text.ts';
import { ShellLines } from './shell-lines.ts';
import { tableInList } from './table-of.ts';
import { TableValue } from './table-value.ts';

/** A value as a person wants to read it, with colours, cut to a length that can be shown. */
export function displayText(value: unknown, widthCols = 100): string {
  return cut(textFor(value, { ...displayOptions, widthCols }));
}

/** A cell's value: like printing, but a short string keeps its quotes. */
export function valueText(value: unknown, widthCols: number): string {
  if (typeof value === 'string') {
    return value.includes('\n') ? cut(value) : inspectValue(value, widthCols);
  }
  return cut(textFor(value, { ...displayOptions, widthCols, wayToAll: WAY_TO_ALL }));
}

const WAY_TO_ALL = 'Ctrl-] T shows all';

/** A value as JavaScript would write it, within limits of depth, length and width. */
export function inspectValue(value: unknown, widthCols: number): string {
  return inspect(value, {
    colors: true,
    depth: 4,
    maxArrayLength: 100,
    maxStringLength: 10_000,
    breakLength: Number.isFinite(widthCols) ? widthCols : PAGE_COLS,
  });
}

/** What has a width of its own on paper, too. */
const PAGE_COLS = 100;

/** A value however long and wide it is, for what is no screen. */
export function wholeText(value: unknown): string {
  const most = Number.POSITIVE_INFINITY;
  return textFor(value, { ...displayOptions, widthCols: most, maxChars: most, maxRows: most });
}

function textFor(value: unknown, options: DisplayOptions): string {
  const { widthCols } = options;
  if (typeof value === 'string') return value;
  if (value instanceof HelpText) return value.text;
  if (value instanceof ShellLines) return value.text;
  if (value instanceof Results) return resultsText(value, options);
  if (value instanceof Blocks && value.length > 0) {
    return displayTable(new TableValue(tableOfBlocks(value)), options);
  }
  if (value instanceof Watched && value.isShown) return value.shortText;
  if (value instanceof Diff) return Diff.displayOf(value);
  if (value instanceof Fold) return Fold.displayOf(value, options);
  if (value instanceof TableValue) return displayTable(value, options);
  if (value instanceof Chart)
    return value.drawn(Number.isFinite(widthCols) ? widthCols : PAGE_COLS);
  if (value instanceof Result) return resultText(value, options);
  const table = tableInList(value);
  return table ? displayTable(table, options) : inspectValue(value, widthCols);
}

function cut(text: string): string {
  const { maxChars } = displayOptions;
  if (text.length <= maxChars) return text;
  const rest = text.length - maxChars;
  return `${text.slice(0, maxChars)}\u001b[0m\n… ${rest.toLocaleString('en')} more characters`;
}
