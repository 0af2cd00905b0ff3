import { Diff } from '../diff/diff-value.ts';
import type { CellView } from '../link/cell-outcome.ts';
import { Result } from './result.ts';
import { Results } from './results.ts';
import { tableInList } from './table-of.ts';
import { TableValue } from './table-value.ts';

/** A value as the screen's table over the panes shows it; undefined for what is none. `source` is what the person typed. */
export function viewOf(value: unknown, source: string): CellView | undefined {
  if (value instanceof Results) return { kind: 'results', answers: Results.answersOf(value) };
  if (value instanceof Result) {
    const result = Result.coreOf(value);
    return result && { kind: 'results', answers: [{ status: 'done', result }] };
  }
  if (value instanceof Diff) {
    const rows = Diff.rowsOf(value).slice(0, MOST_ROWS);
    return { kind: 'diff', title: titleOf(source), rows };
  }
  const found = value instanceof TableValue ? value : tableInList(value);
  if (!found) return undefined;
  const { columns, rows, origin } = TableValue.tableOf(found);
  const { failed, notes, answers } = TableValue.besideOf(found);
  return {
    kind: 'table',
    title: titleOf(source),
    table: {
      columns,
      rows: rows.slice(0, MOST_ROWS),
      origin: origin && { ...origin, rowLines: undefined },
    },
    failures: [...notes, ...failed.map(({ error }) => error.message)],
    answers: answers.filter(({ status }) => status === 'done'),
  };
}

function titleOf(source: string): string {
  return source.trim().split('\n').at(-1)?.slice(0, MOST_TITLE_CHARS) ?? '';
}

const MOST_ROWS = 100_000;
const MOST_TITLE_CHARS = 200;
