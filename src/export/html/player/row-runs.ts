import type { PageRow } from './page-data.ts';

/** A run of a row's characters in one style. */
export interface RowRun {
  readonly text: string;
  readonly style: number;
  /** Whether its characters take two columns each. */
  readonly width: 1 | 2;
}

export function rowRuns(row: PageRow): readonly RowRun[] {
  if (typeof row === 'string') return row === '' ? [] : [{ text: row, style: 0, width: 1 }];
  const runs: RowRun[] = [];
  for (let at = 0; at + 1 < row.length; at += 2) {
    const style = Number(row[at]);
    const text = String(row[at + 1]);
    runs.push(style < 0 ? { text, style: -1 - style, width: 2 } : { text, style, width: 1 });
  }
  return runs;
}

/** Columns that a row takes, as far as they can be told from its text: marks that join a letter count. */
export function rowCols(row: PageRow): number {
  if (typeof row === 'string') return row.length;
  return rowRuns(row).reduce((sum, { text, width }) => sum + text.length * width, 0);
}

/** A row as text. */
export function rowText(row: PageRow): string {
  if (typeof row === 'string') return row;
  let text = '';
  for (let at = 1; at < row.length; at += 2) text += row[at];
  return text;
}
