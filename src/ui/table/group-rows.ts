import type { Cell, Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import type { ViewRow } from '../../state/table-view.ts';

/** The values of a column and how many of the rows have each, the most frequent first; lists count by their whole text. */
export function groupRows(table: Table, rows: readonly ViewRow[], column: string): Table {
  const place = table.columns.indexOf(column);
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = cellString(row[place]);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return {
    columns: [column, COUNT],
    rows: sorted.map(([value, count]): Cell[] => [value, count]),
    origin: table.origin,
  };
}

/** The word that filters by one group; undefined where no filter can say it. */
export function groupFilter(column: string, value: string): string | undefined {
  if (/["=!~<>]/.test(column) || value.includes('"')) return undefined;
  const word = `${column}=${value}`;
  return /\s/.test(word) || value === '' ? `"${word}"` : word;
}

const COUNT = 'count';
