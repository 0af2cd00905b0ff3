import { configText, isConfigResult } from '../../core/config-result.ts';
import type { Result } from '../../core/result.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import { withoutEmptyColumns } from '../../core/table/table-empty.ts';
import { joinTables } from '../../core/table/table-join.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { HostAnswer } from '../link/backend.ts';

const MAX_ROWS = 200;
const MAX_CELL_COLS = 60;

/** One result as text: its table if it has one, else the device's words; for a configuration, how it went. */
export function resultText(result: Result): string {
  if (isConfigResult(result)) return `${result.host}: ${configText(result)}`;
  return result.table ? tableText(result.table) : result.text;
}

/** Many hosts' results as text: one table of all, then what has none, then one line for each failure. */
export function resultsText(answers: readonly HostAnswer[]): string {
  const results = answers.flatMap((answer) => (answer.status === 'done' ? [answer.result] : []));
  const table = tableOfAll(results);
  const raw = results.filter((result) => !result.table);
  return [
    ...(table ? [tableText(table)] : []),
    ...raw.map(rawText),
    ...answers.flatMap((answer) => (answer.status === 'failed' ? [failureLine(answer)] : [])),
  ].join('\n');
}

function rawText(result: Result): string {
  return isConfigResult(result) ? resultText(result) : `${result.host}:\n${result.text}`;
}

/** `r3: r3 closed the connection: reconnect when it is back`, the host's name once. */
export function failureLine(failure: Extract<HostAnswer, { status: 'failed' }>): string {
  const { message, advice } = failure.error;
  const line = advice === '' ? message : `${message}: ${advice}`;
  return line.startsWith(failure.host) ? line : `${failure.host}: ${line}`;
}

/** The tables of several results as one, the host first; undefined if there is none. */
export function tableOfAll(results: readonly Result[]): Table | undefined {
  const parts = results.flatMap(({ host, table }) => (table ? [{ host, table }] : []));
  return parts.length === 0 ? undefined : joinTables(parts);
}

/** Aligned columns, two blanks apart; empty columns left out, long cells and long tables cut. */
export function tableText(whole: Table): string {
  const table = withoutEmptyColumns(whole);
  const shown = table.rows.slice(0, MAX_ROWS).map((row) => row.map(cellText));
  const lines = [table.columns.map((column) => truncate(column, MAX_CELL_COLS)), ...shown];
  const widths = table.columns.map((_, place) =>
    Math.max(...lines.map((line) => widthOf(line[place] ?? ''))),
  );
  const text = lines.map((line) =>
    line
      .map((cell, place) => cell + ' '.repeat(Math.max(0, (widths[place] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  );
  const hidden = table.rows.length - shown.length;
  return hidden > 0 ? `${text.join('\n')}\n… ${hidden} more rows` : text.join('\n');
}

function cellText(cell: Cell): string {
  const text = Array.isArray(cell) ? cell.join(', ') : String(cell ?? '');
  return truncate(text.replace(/\s+/g, ' '), MAX_CELL_COLS);
}
