import { safe } from '../../core/safe.ts';
import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { escapeHtml } from '../html/escape-html.ts';

/** The table as HTML; every cell is text and stays text. */
export function tableHtml(table: Table): string {
  const row = (name: 'th' | 'td', cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${name}>${escapeHtml(safe(cell))}</${name}>`).join('')}</tr>`;
  const body = table.rows.map((cells) =>
    row(
      'td',
      table.columns.map((_, at) => cellString(cells[at])),
    ),
  );
  return `<table><thead>${row('th', table.columns)}</thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}
