import { stripVTControlCharacters } from 'node:util';
import { withoutPassingWords } from '../../../core/diff/passing-words.ts';
import type { Result } from '../../../core/result.ts';
import { safe } from '../../../core/safe.ts';
import { changeCounts, changeLines } from '../../../repl/diff/change-text.ts';
import { type Comparable, compareAnswers, isChanged } from '../../../repl/diff/compare-answers.ts';
import {
  type ColumnRules,
  IGNORE_PASSING,
  ignoredColumns,
  sourceOf,
} from '../../../repl/diff/ignored-columns.ts';
import type { AgainLine, AgainState, AgainStep } from '../../../state/again-view.ts';

/** More lines of an answer nobody reads here; Ctrl-] T in the live pane has all. */
const MOST_LINES = 2_000;

/**
 * What a live answer says beside the recorded one, as `%diff` compares: by rows where both are tables, else by lines. Times, counters and
 * what a person ignores do not count.
 */
export function compareStep(
  recorded: Comparable,
  now: Result,
  rules: ColumnRules,
): Pick<AgainStep, 'state' | 'lines' | 'summary'> {
  const source = sourceOf({ ...now, table: now.table ?? recorded.table });
  const difference = compareAnswers(recorded, now, {
    ignored: (passing) => ignoredColumns({ ...IGNORE_PASSING, rules }, source, passing),
    comparedBy: withoutPassingWords,
  });
  const isOther = isChanged(difference) || now.outcome !== recorded.outcome;
  const lines = isOther ? changeLines(difference).map(lineOf) : plainLines(now.text);
  return {
    state: stateOf(recorded, now, isOther),
    summary: summaryOf(recorded, now, isOther ? changeCounts(difference) : ''),
    lines: lines.slice(0, MOST_LINES),
  };
}

/** A text as it stands, where there is nothing to compare it with. */
export function plainLines(text: string): readonly AgainLine[] {
  if (text === '') return [{ kind: 'note', text: '(no output)' }];
  return text.split('\n').map((line) => ({ kind: 'same', text: safe(line) }));
}

function stateOf(recorded: Comparable, now: Result, isOther: boolean): AgainState {
  if (now.outcome === 'refused' && recorded.outcome !== 'refused') return 'refused';
  return isOther ? 'changed' : 'same';
}

function summaryOf(recorded: Comparable, now: Result, counts: string): string {
  if (now.outcome === 'refused') {
    const why = safe(now.refusedBy ?? '', 100);
    const again = recorded.outcome === 'refused' ? 'refused, as it was then' : 'refused now';
    return why === '' ? again : `${again}: ${why}`;
  }
  if (recorded.outcome === 'refused') return 'taken now; it was refused then';
  return counts === '' ? 'the same' : counts;
}

function lineOf(painted: string): AgainLine {
  const text = safe(stripVTControlCharacters(painted));
  switch (text.charAt(0)) {
    case '+':
      return { kind: 'added', text };
    case '-':
      return { kind: 'removed', text };
    case '~':
      return { kind: 'changed', text };
    default:
      return { kind: 'same', text };
  }
}
