import { diffLines, isChangedText, type LineChange } from '../../core/diff/line-diff.ts';
import type { Result } from '../../core/result.ts';
import { diffTables, type TableDiff, visibleChanges } from '../../core/table/diff/table-diff.ts';
import type { Table } from '../../core/table/table.ts';

/** What of an answer is compared. */
export type Comparable = Pick<Result, 'text' | 'outcome' | 'table'>;

/** What became of an answer: by rows where both are tables, else by lines. */
export type Difference = TableDifference | TextDifference;

export interface TableDifference {
  readonly form: 'table';
  readonly diff: TableDiff;
  readonly before: Table;
  readonly after: Table;
  /** Columns whose changes are not shown. */
  readonly ignored: ReadonlySet<string>;
}

export interface TextDifference {
  readonly form: 'text';
  readonly lines: readonly LineChange[];
}

export interface CompareOptions {
  /** Which columns to ignore, given those that pass by themselves. */
  readonly ignored: (passing: readonly string[]) => ReadonlySet<string>;
  /** What of a line of text counts. */
  readonly comparedBy?: (line: string, side: 'before' | 'after') => string;
}

/** Two answers to one command. A refusal has no table: it is compared as text. */
export function compareAnswers(
  before: Comparable,
  after: Comparable,
  { ignored, comparedBy }: CompareOptions,
): Difference {
  if (before.table && after.table && before.outcome === 'ok' && after.outcome === 'ok') {
    const keys = after.table.origin?.keys ?? before.table.origin?.keys;
    const diff = diffTables(before.table, after.table, { keys });
    return {
      form: 'table',
      diff,
      before: before.table,
      after: after.table,
      ignored: ignored(diff.passing),
    };
  }
  // A refusal's words depend on where the device stands: its marker points below the prompt.
  const isRefusedTwice = before.outcome === 'refused' && after.outcome === 'refused';
  const old = isRefusedTwice ? after.text : before.text;
  return { form: 'text', lines: diffLines(old, after.text, comparedBy && { comparedBy }) };
}

/** Whether anything that is shown has changed. Columns that came or went are told, and change nothing by themselves. */
export function isChanged(difference: Difference): boolean {
  if (difference.form === 'text') return isChangedText(difference.lines);
  return visibleChanges(difference.diff, difference.ignored).rows.length > 0;
}
