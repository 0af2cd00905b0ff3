import { lineText } from '../../core/diff/line-diff.ts';
import type { RowChange } from '../../core/table/diff/table-diff.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { keyLabel } from './change-text.ts';
import type { Compared, Comparison } from './comparison.ts';

export const DIFF_COLUMNS = ['change', 'host', 'command', 'key', 'column', 'old', 'new'] as const;

/** One changed cell, row or line of a diff, and whether it is shown. */
export interface DiffRow {
  readonly cells: readonly Cell[];
  /** What the column is known by, where the row is about one column. */
  readonly source: string;
  readonly column: string | undefined;
  readonly isIgnored: boolean;
}

/** All changes of a diff as rows of one table, those of ignored columns among them. */
export function diffRows({ comparisons, missing }: Compared): readonly DiffRow[] {
  return [
    ...comparisons.flatMap(comparisonRows),
    ...missing.map(({ host, command, side, why }): DiffRow => {
      const change = side === 'after' ? 'gone' : 'new';
      const cells = [change, host, command, null, null, null, why];
      return { cells, source: '', column: undefined, isIgnored: false };
    }),
  ];
}

/** The rows that are shown, as a table. */
export function diffTable(rows: readonly DiffRow[]): Table {
  return {
    columns: DIFF_COLUMNS,
    rows: rows.filter(({ isIgnored }) => !isIgnored).map(({ cells }) => cells),
    origin: undefined,
  };
}

function comparisonRows(comparison: Comparison): readonly DiffRow[] {
  const { host, otherHost, command, source, difference } = comparison;
  const who = otherHost === undefined ? host : `${host} → ${otherHost}`;
  const row = (cells: readonly Cell[], column?: string): DiffRow => ({
    cells,
    source,
    column,
    isIgnored:
      column !== undefined && difference.form === 'table' && difference.ignored.has(column),
  });
  if (difference.form === 'text') {
    return difference.lines.flatMap((line) => {
      if (line.kind === 'same') return [];
      const text = lineText(line);
      const sides = line.kind === 'added' ? [null, text] : [text, null];
      return [row([line.kind, who, command, null, null, ...sides])];
    });
  }
  const { diff, ignored } = difference;
  return diff.rows.flatMap((change) => {
    const key = keyLabel(change, diff.keys);
    if (change.kind !== 'changed') {
      const text = wholeRow(change, ignored);
      const sides = change.kind === 'added' ? [null, text] : [text, null];
      return [row([change.kind, who, command, key, null, ...sides])];
    }
    return change.cells.map((cell) =>
      row(['changed', who, command, key, cell.column, cell.old, cell.new], cell.column),
    );
  });
}

function wholeRow(
  { cells }: Extract<RowChange, { kind: 'added' | 'removed' }>,
  ignored: ReadonlySet<string>,
): string {
  return cells
    .filter(({ column }) => !ignored.has(column))
    .map(({ column, value }) => `${column} ${cellString(value)}`)
    .join(' · ');
}
