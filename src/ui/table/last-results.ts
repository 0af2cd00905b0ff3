import type { HostAnswer } from '../../repl/link/backend.ts';
import type { Entry } from '../../repl/transcript/transcript.ts';
import type { Viewable } from './view-of.ts';

/** The results of the latest cell in the REPL that gave any; undefined if none did. */
export function lastResults(entries: readonly Entry[]): Viewable | undefined {
  for (const entry of entries.toReversed()) {
    if (entry.kind !== 'cell' || entry.outcome?.status !== 'value') continue;
    const answers = entry.outcome.view?.answers;
    if (answers !== undefined && answers.length > 0) return viewableOf(answers);
  }
  return undefined;
}

function viewableOf(answers: readonly HostAnswer[]): Viewable {
  return {
    results: answers.flatMap((answer) => (answer.status === 'done' ? [answer.result] : [])),
    failures: answers.flatMap((answer) =>
      answer.status === 'failed' ? [`${answer.host}: ${answer.error.message}`] : [],
    ),
  };
}
