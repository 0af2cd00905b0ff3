import { stripVTControlCharacters } from 'node:util';
import { DIFF_COLUMNS } from '../../repl/diff/diff-table.ts';
import type { HostAnswer } from '../../repl/link/backend.ts';
import type { CellView } from '../../repl/link/cell-outcome.ts';
import type { Entry } from '../../repl/transcript/transcript.ts';
import { type ChangedColumn, changedColumnName, type ViewRow } from '../../state/table-view.ts';
import type { Viewable } from './view-of.ts';

/** The results, or the table, of the latest cell in the REPL that gave any; undefined if none did. */
export function lastResults(entries: readonly Entry[]): Viewable | undefined {
  for (const entry of entries.toReversed()) {
    if (entry.kind !== 'cell' || entry.outcome?.status !== 'value') continue;
    const { view, text } = entry.outcome;
    if (view === undefined || (view.kind === 'results' && view.answers.length === 0)) continue;
    return view.kind === 'diff' ? changesView(view, text) : viewableOf(view);
  }
  return undefined;
}

function viewableOf(view: Exclude<CellView, { kind: 'diff' }>): Viewable {
  if (view.kind === 'table') {
    const { title, table, failures, answers } = view;
    return { results: resultsIn(answers), failures, made: { title, table } };
  }
  const { answers } = view;
  return {
    results: resultsIn(answers),
    failures: answers.flatMap((answer) =>
      answer.status === 'failed' ? [`${answer.host}: ${answer.error.message}`] : [],
    ),
  };
}

function resultsIn(answers: readonly HostAnswer[]): Viewable['results'] {
  return answers.flatMap((answer) =>
    answer.status === 'done' ? [{ ...answer.result, ran: answer.result }] : [],
  );
}

/** `text` is the diff as the cell shows it: behind the rows, as a device's words are behind a table. */
function changesView({ title, rows }: Extract<CellView, { kind: 'diff' }>, text: string): Viewable {
  const cells = rows.map((row) => row.cells);
  const about = new Map<ViewRow, ChangedColumn>();
  const ignored = new Set<string>();
  for (const { cells: row, source, column, isIgnored } of rows) {
    if (column === undefined) continue;
    about.set(row, { source, column });
    if (isIgnored) ignored.add(changedColumnName({ source, column }));
  }
  const table = { columns: DIFF_COLUMNS, rows: cells, origin: undefined };
  return {
    results: [],
    failures: [],
    made: {
      ...{ title, table, text: stripVTControlCharacters(text) },
      changes: { about, ignored, shows: 'compared' },
    },
  };
}
