import { parseCell } from './cell-parse.ts';
import { NO_SURROUNDINGS } from './line-form.ts';
import { plainCell } from './plain-cell.ts';
import { isBlockHead } from './selector-lines.ts';

/**
 * Whether Enter should run the cell. False only when more lines could make it whole; what is plainly wrong, and TypeScript,
 * is for the kernel to judge. A block of commands and the body of a `%%magic` end with a blank line. Two blank lines at the end run
 * anything.
 */
export function isComplete(source: string): boolean {
  if (/\n[ \t]*\n[ \t]*$/.test(source)) return true;
  if (source.trim() === '') return true;
  if (!/\n[ \t]*$/.test(source) && isOpenBlock(source)) return false;
  const plain = plainCell(source, NO_SURROUNDINGS);
  if (plain.status !== 'plain') return plain.status === 'wrong';
  return parseCell(plain.text).status !== 'incomplete';
}

const MAGIC_BODY = /^\s*(?:(?:(?:const|let|var)\s+)?[\w$.]+\s*=\s*)?%%\w/;

/** What could take another line although it is whole. */
function isOpenBlock(source: string): boolean {
  if (MAGIC_BODY.test(source)) return true;
  const lines = source.split('\n').filter((line) => line.trim() !== '');
  const last = lines.at(-1) ?? '';
  if (isBlockHead(last)) return true;
  if (indentOf(last) === 0 || last.trimStart().startsWith('|>')) return false;
  const head = lines.findLast((line) => indentOf(line) < indentOf(last));
  return head !== undefined && isBlockHead(head);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
