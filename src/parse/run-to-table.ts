import type { Cell, Table, TableOrigin } from '../core/table/table.ts';
import type { TemplateRun } from '../textfsm/run-template.ts';
import type { FsmCell, FsmListItem } from '../textfsm/template.ts';

/** A table that was made of lines by a template. */
export interface TableOfLines extends Table {
  readonly origin: TableOrigin;
}

/**
 * A run as a table, in the form the community's scripts know: columns in lower case, every list item a string, `None` for one that is null,
 * and an object as Python prints it. `keys` are the template's `Key` Values.
 */
export function runToTable(
  run: TemplateRun,
  template: string,
  keys: readonly string[] = [],
): TableOfLines {
  return {
    columns: run.columns.map((column) => column.toLowerCase()),
    rows: run.rows.map((row) => row.map(toCell)),
    origin: {
      template,
      mode: run.mode,
      linesMatched: run.linesMatched,
      linesTotal: run.linesTotal,
      warnings: run.warnings,
      unmatched: run.unmatched
        .slice(0, MOST_UNMATCHED)
        .map(({ line, text }) => ({ line, text: text.slice(0, MOST_CHARS) })),
      rowLines: run.rowLines,
      ...(keys.length > 0 && { keys: keys.map((key) => key.toLowerCase()) }),
    },
  };
}

/** Enough to see what a template lacks; an answer of another command leaves all its lines over. */
export const MOST_UNMATCHED = 50;
export const MOST_CHARS = 300;

function toCell(cell: FsmCell): Cell {
  return typeof cell === 'string' ? cell : cell.map(listItem);
}

function listItem(item: FsmListItem): string {
  if (item === null) return 'None';
  if (typeof item === 'string') return item;
  const parts = Object.entries(item).map(
    ([name, text]) => `'${name}': ${text === null ? 'None' : quoted(text)}`,
  );
  return `{${parts.join(', ')}}`;
}

/** A text as Python's `repr` writes it, for the characters that occur in a line. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t');
  return escaped.includes("'") && !escaped.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll("'", "\\'")}'`;
}
