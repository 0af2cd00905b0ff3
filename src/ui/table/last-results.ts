import type { CellView } from '../../repl/link/cell-outcome.ts';
import type { Entry } from '../../repl/transcript/transcript.ts';
import type { Viewable } from './view-of.ts';

/** The results, or the table, of the latest cell in the REPL that gave any; undefined if none did. */
export function lastResults(entries: readonly Entry[]): Viewable | undefined {
  for (const entry of entries.toReversed()) {
    if (entry.kind !== 'cell' || entry.outcome?.status !== 'value') continue;
    const { view } = entry.outcome;
    if (view?.kind === 'table' || (view && view.answers.length > 0)) return viewableOf(view);
  }
  return undefined;
}

function viewableOf(view: CellView): Viewable {
  if (view.kind === 'table') {
    const { title, table, failures } = view;
    return { results: [], failures, made: { title, table } };
  }
  const { answers } = view;
  return {
    results: answers.flatMap((answer) => (answer.status === 'done' ? [answer.result] : [])),
    failures: answers.flatMap((answer) =>
      answer.status === 'failed' ? [`${answer.host}: ${answer.error.message}`] : [],
    ),
  };
}
