import { inspect } from 'node:util';
import { Chart } from '../chart/chart.ts';
import { HelpText } from '../help/help-text.ts';
import { resultsText, resultText } from './results-text.ts';
import { ShellLines } from './shell-lines.ts';
import { TableValue } from './table-value.ts';
import { Result, Results } from './values.ts';

const MAX_CHARS = 200_000;

/** A value as a person wants to read it, with colours, cut to a length that can be shown. */
export function displayText(value: unknown, widthCols = 100): string {
  return cut(wholeText(value, widthCols));
}

/** A cell's value: like printing, but a short string keeps its quotes. */
export function valueText(value: unknown, widthCols: number): string {
  const isPlain = typeof value === 'string' && !value.includes('\n');
  return isPlain ? cut(inspectValue(value, widthCols)) : displayText(value, widthCols);
}

/** A value as JavaScript would write it, within limits of depth, length and width. */
export function inspectValue(value: unknown, widthCols: number): string {
  return inspect(value, {
    colors: true,
    depth: 4,
    maxArrayLength: 100,
    maxStringLength: 10_000,
    breakLength: widthCols,
  });
}

/** The same, however long it is. */
export function wholeText(value: unknown, widthCols = 100): string {
  if (typeof value === 'string') return value;
  if (value instanceof HelpText) return value.text;
  if (value instanceof Results) return resultsText(Results.answersOf(value));
  if (value instanceof TableValue) return value.text;
  if (value instanceof Chart) return value.drawn(widthCols);
  if (value instanceof Result) return resultText(Result.coreOf(value));
  if (value instanceof ShellLines) return value.text;
  return inspectValue(value, widthCols);
}

function cut(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  const rest = text.length - MAX_CHARS;
  return `${text.slice(0, MAX_CHARS)}\u001b[0m\n… ${rest.toLocaleString('en')} more characters`;
}
