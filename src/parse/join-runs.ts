import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { TemplateRun } from '../textfsm/run-template.ts';
import type { FsmCell } from '../textfsm/template.ts';

/**
 * Several templates' runs over one text as one: the first gives the rows, each further one those of its columns that are new.
 * Rows join where all `keys` are equal (the first such row counts; without one the cells are empty), or without keys by
 * their number, as TextFSM's clitable does. Throws `template-failed` when a table lacks a key.
 */
export function joinRuns(
  first: TemplateRun,
  others: readonly TemplateRun[],
  keys: readonly string[],
): TemplateRun {
  return others.reduce((all, run) => withColumnsOf(all, run, keys), first);
}

function withColumnsOf(all: TemplateRun, run: TemplateRun, keys: readonly string[]): TemplateRun {
  const missing = keys.find((key) => !run.columns.includes(key));
  if (missing !== undefined) {
    const message = `the templates cannot be joined: one has no column ${safe(missing, 60)}`;
    throw new ShowrunError('template-failed', message, { advice: 'give it that column' });
  }
  const added = run.columns.flatMap((column, at) => (all.columns.includes(column) ? [] : [at]));
  const rowFor = keys.length === 0 ? byNumber(run) : byKeys({ all, run, keys });
  const unmatched = all.unmatched.filter(({ line }) =>
    run.unmatched.some((other) => other.line === line),
  );
  return {
    columns: [...all.columns, ...added.map((at) => run.columns[at] ?? '')],
    rows: all.rows.map((row, number) => {
      const other = rowFor(row, number);
      return [...row, ...added.map((at) => other?.[at] ?? '')];
    }),
    mode: all.mode === 'lenient' ? 'lenient' : run.mode,
    linesMatched: all.linesTotal - unmatched.length,
    linesTotal: all.linesTotal,
    warnings: [...all.warnings, ...run.warnings],
    unmatched,
    rowLines: all.rowLines,
  };
}

type FsmRow = readonly FsmCell[];
type RowFor = (row: FsmRow, number: number) => FsmRow | undefined;

function byNumber(run: TemplateRun): RowFor {
  return (_, number) => run.rows[number];
}

function byKeys(given: {
  readonly all: TemplateRun;
  readonly run: TemplateRun;
  readonly keys: readonly string[];
}): RowFor {
  const { all, run, keys } = given;
  const keyOf = (columns: readonly string[]) => {
    const places = keys.map((key) => columns.indexOf(key));
    return (row: FsmRow): string => JSON.stringify(places.map((at) => row[at]));
  };
  const keyOfOther = keyOf(run.columns);
  const known = new Map<string, FsmRow>();
  for (const row of run.rows) {
    const key = keyOfOther(row);
    if (!known.has(key)) known.set(key, row);
  }
  const keyOfRow = keyOf(all.columns);
  return (row) => known.get(keyOfRow(row));
}
