import { jsonText } from '../../core/json-text.ts';
import { safe } from '../../core/safe.ts';
import { tableCsv } from '../../core/table/forms/table-csv.ts';
import { tableMarkdown } from '../../core/table/forms/table-markdown.ts';
import { tableRows } from '../../core/table/forms/table-rows.ts';
import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import type { Choice } from '../../state/state.ts';
import type { TableView } from '../../state/table-view.ts';
import { projected, shownOf } from './shown.ts';

export type TableForm = 'csv' | 'json' | 'md';

export const FORM_NAMES: Readonly<Record<TableForm, string>> = {
  csv: 'CSV',
  json: 'JSON',
  md: 'Markdown',
};

/** A table as text to be taken elsewhere: nothing in it acts on a terminal, a spreadsheet or a page. */
export function tableAs(form: TableForm, table: Table): string {
  if (form === 'csv') return tableCsv(table);
  return form === 'json' ? jsonText(tableRows(table)) : tableMarkdown(table);
}

/** What of a view can be copied, and as what. */
export function copyChoices(view: TableView): Choice[] {
  const cell = copied(view, 'cell');
  const parts = (['row', 'picked', 'table'] as const).filter(
    (part) => part !== 'picked' || view.picked.size > 0,
  );
  return [
    { value: 'cell', label: 'Cell', detail: safe(cell?.text ?? '', 60) },
    ...parts.flatMap((part) =>
      (['csv', 'md', 'json'] as const).map((form) => ({
        value: `${part} ${form}`,
        label: `${PART_NAMES[part]} as ${form === 'md' ? 'md (Markdown)' : FORM_NAMES[form]}`,
        detail: countOf(rowsOf(view, part)?.rows.length ?? 0),
      })),
    ),
  ];
}

/** The text of a choice, and what it is called. */
export function copied(
  view: TableView,
  choice: string,
): { readonly text: string; readonly what: string } | undefined {
  const shown = shownOf(view);
  if (choice === 'cell') {
    const cell = shown?.rows[view.row]?.[shown.places[view.column] ?? -1];
    return { text: safe(cellString(cell), 100_000), what: 'the cell' };
  }
  const [part = '', form = ''] = choice.split(' ');
  if (!isPart(part) || !isForm(form)) return undefined;
  const table = rowsOf(view, part);
  if (table === undefined) return undefined;
  const what = `${countOf(table.rows.length)} as ${FORM_NAMES[form]}`;
  return { text: tableAs(form, table), what };
}

/** The rows of a part of a view, with the columns shown; picked rows in their order. */
export function rowsOf(view: TableView, part: 'row' | 'picked' | 'table'): Table | undefined {
  const shown = shownOf(view);
  if (shown === undefined) return undefined;
  if (part === 'table') return projected(shown);
  const chosen = shown.rows[view.row];
  const wanted = part === 'row' ? (chosen === undefined ? [] : [chosen]) : pickedRows(view);
  return projected({ ...shown, rows: wanted });
}

/** Those shown in the order in which they are shown, then those that a filter hides. */
function pickedRows(
  view: TableView,
): TableView['picked'] extends ReadonlySet<infer Row> ? Row[] : never {
  const shown = shownOf(view)?.rows.filter((row) => view.picked.has(row)) ?? [];
  return [...new Set([...shown, ...view.picked])];
}

function countOf(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`;
}

const PART_NAMES = { row: 'This row', picked: 'Picked rows', table: 'All rows shown' } as const;

function isPart(word: string): word is keyof typeof PART_NAMES {
  return word in PART_NAMES;
}

export function isForm(word: string): word is TableForm {
  return word === 'csv' || word === 'json' || word === 'md';
}
