import { safe } from '../../core/safe.ts';
import type { Table } from '../../core/table/table.ts';
import { truncate } from '../../core/width.ts';
import type { Beside } from './beside.ts';
import { colourPaint, type Paint } from './paint.ts';
import { layOutTable } from './table-text.ts';
import { TableValue } from './table-value.ts';

export interface DisplayOptions {
  /** Columns of the screen. */
  readonly widthCols: number;
  readonly paint: Paint;
  /** Of a text, as many characters; of a table, as many rows. */
  readonly maxChars: number;
  readonly maxRows: number;
  /** How a person gets to see what was left out; '' where there is no way. */
  readonly wayToAll: string;
}

export const displayOptions: DisplayOptions = {
  widthCols: 100,
  paint: colourPaint,
  maxChars: 200_000,
  maxRows: 200,
  wayToAll: '',
};

/** A table for the screen with what it does not show, where it came from, and the hosts that are not in it. */
export function displayTable(
  value: TableValue | { readonly table: Table; readonly beside: Beside },
  options: DisplayOptions,
): string {
  const table = value instanceof TableValue ? TableValue.tableOf(value) : value.table;
  const beside = value instanceof TableValue ? TableValue.besideOf(value) : value.beside;
  const { paint } = options;
  const { lines, hiddenColumns, hiddenRows } = layOutTable(table, {
    ...options,
    wanted: beside.wanted,
  });
  return [
    ...lines,
    ...(table.rows.length === 0 ? [paint.note('no rows')] : []),
    ...hidden({ hiddenColumns, hiddenRows }, options),
    ...footer(table, options),
    ...beside.notes
      .slice(0, MOST_NOTES)
      .map((note) => paint.warning(safe(note.replace(/\s+/g, ' ')))),
    ...(beside.notes.length > MOST_NOTES
      ? [paint.warning(`… ${beside.notes.length - MOST_NOTES} more hosts have no table`)]
      : []),
    ...beside.failed.map(({ error }) => paint.bad(safe(error.message))),
  ].join('\n');
}

const MOST_NOTES = 20;
const MOST_NAMED = 20;

function hidden(
  what: { readonly hiddenColumns: readonly string[]; readonly hiddenRows: number },
  { paint, wayToAll, widthCols }: DisplayOptions,
): string[] {
  const { hiddenColumns, hiddenRows } = what;
  const { length } = hiddenColumns;
  const parts = [
    ...(hiddenRows > 0 ? [`${hiddenRows.toLocaleString('en')} more rows`] : []),
    ...(length > 0 ? [`${length} more ${length === 1 ? 'column' : 'columns'}`] : []),
  ];
  if (parts.length === 0) return [];
  const way = wayToAll === '' ? '' : ` (${wayToAll})`;
  const names = length > 0 ? `: ${hiddenColumns.slice(0, MOST_NAMED).join(', ')}` : '';
  const more = length > MOST_NAMED ? ', …' : '';
  return [paint.note(truncate(`… ${parts.join(' and ')}${way}${names}${more}`, widthCols))];
}

/** `12 rows · 47/48 lines · cisco_ios/show_ip_route`; nothing for a table that no template made. */
function footer({ rows, origin }: Table, { paint }: DisplayOptions): string[] {
  if (!origin) return [];
  const { linesMatched, linesTotal, template } = origin;
  const count = rows.length === 1 ? '1 row' : `${rows.length} rows`;
  const isWhole = linesMatched === linesTotal;
  const lines = `${linesMatched}/${linesTotal} lines`;
  const text = [count, lines, safe(template, 200)].join(' · ');
  return [
    isWhole
      ? paint.note(text)
      : `${paint.note(`${count} · `)}${paint.warning(lines)}${paint.note(` · ${safe(template, 200)}`)}`,
  ];
}
