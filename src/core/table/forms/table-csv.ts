import { safe } from '../../safe.ts';
import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';

/**
 * The table as CSV (RFC 4180): names first, CRLF line ends, fields quoted where needed. A cell that a spreadsheet would run as a
 * formula gets a leading apostrophe: device output is foreign text.
 */
export function tableCsv(table: Table): string {
  const rows = [table.columns, ...table.rows.map((row) => table.columns.map((_, at) => row[at]))];
  return rows
    .map((row) => `${row.map((cell) => field(guarded(clean(cellString(cell))))).join(',')}\r\n`)
    .join('');
}

/** `safe()`, but line ends and tabs stay, as CSV can hold them. */
function clean(text: string): string {
  return text
    .split(/(\r\n|\r|\n|\t)/)
    .map((part, at) => (at % 2 === 0 ? safe(part, Number.POSITIVE_INFINITY) : part))
    .join('');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Blanks in front do not stop a spreadsheet; plain numbers such as -12.5 are no formulas.
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r]|[\r\n][\s\u00a0]*[=+\-@]|^[\t\r]/;
const NUMBER = /^[-+]?\d+(?:\.\d+)?$/;

function guarded(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
