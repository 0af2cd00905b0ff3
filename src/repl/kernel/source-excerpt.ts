import { truncate, widthOf } from '../../core/width.ts';
import type { CellPosition } from '../link/cell-outcome.ts';

const MAX_COLS = 100;
/** What is shown of a long line before its place. */
const BEFORE = 60;

/** A line of a cell with a mark under a place in it. */
export function sourceExcerpt(source: string, { line, column }: CellPosition): string {
  const whole = (source.split('\n')[line - 1] ?? '').replaceAll('\t', ' ');
  const from = Math.max(0, column - 1 - BEFORE);
  const head = from > 0 ? '…' : '';
  const before = head + whole.slice(from, column - 1);
  const text = truncate(before + whole.slice(column - 1), MAX_COLS);
  return `  ${text}\n  ${' '.repeat(widthOf(before))}^`;
}
