import { parseCell } from './cell-parse.ts';
import { helpLineEdits } from './help-line.ts';
import { selectorLineEdits } from './selector-lines.ts';
import { applyEdits } from './text-edits.ts';

/**
 * Whether Enter should run the cell. False only when more lines could make it whole; what is plainly wrong, and TypeScript,
 * is for the kernel to judge. Two blank lines at the end run anything.
 */
export function isComplete(source: string): boolean {
  if (/\n[ \t]*\n[ \t]*$/.test(source)) return true;
  if (source.trim() === '' || helpLineEdits(source).length > 0) return true;
  const { text } = applyEdits(source, selectorLineEdits(source));
  return parseCell(text).status !== 'incomplete';
}
