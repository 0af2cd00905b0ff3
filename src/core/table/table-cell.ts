import type { Cell } from './table.ts';

/** A cell as plain text: a list's items joined by commas, nothing for null. Not yet `safe()`. */
export function cellString(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' ? String(cell) : cell.join(', ');
}
