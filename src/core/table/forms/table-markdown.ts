import { safe } from '../../safe.ts';
import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';

/** The table as GitHub-flavoured Markdown; every cell `safe()` and escaped, so that it stays text and stays in its cell. */
export function tableMarkdown(table: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [
    line(table.columns.map(escaped)),
    line(table.columns.map(() => '---')),
    ...table.rows.map((row) => line(table.columns.map((_, at) => escaped(cellString(row[at]))))),
  ].join('');
}

/** CommonMark lets every ASCII punctuation mark be escaped; these are the ones that could begin something. */
function escaped(text: string): string {
  return safe(text)
    .replace(/[\\`*_[\]<>|~#!&$]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/@/g, '\\@');
}
