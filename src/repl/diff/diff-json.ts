import { lineText } from '../../core/diff/line-diff.ts';
import { type RowChange, visibleChanges } from '../../core/table/diff/table-diff.ts';
import type { Cell } from '../../core/table/table.ts';
import type { Difference, TableDifference } from './compare-answers.ts';
import { type Compared, type Comparison, hasChanged } from './comparison.ts';
import type { DiffSides } from './diff-text.ts';
import { unchangedOf } from './diff-text.ts';

/**
 * A diff for scripts; `docs/repl.md` describes it, and what is in it stays in it. Rows and cells that are ignored are only counted, in
 * `ignored`. `keys` name the columns that `key` has.
 */
export interface DiffJson {
  readonly version: 1;
  readonly before: SideJson;
  readonly after: SideJson;
  readonly changed: boolean;
  readonly answers: readonly AnswerJson[];
  readonly missing: readonly {
    readonly host: string;
    readonly command: string;
    readonly side: 'before' | 'after';
    readonly why: string;
  }[];
}

interface SideJson {
  /** A snapshot, a host, `now`, a value as it was typed. */
  readonly name: string;
  /** ISO 8601; null for what is no snapshot. */
  readonly takenAt: string | null;
}

type AnswerJson = {
  readonly host: string;
  /** Where two hosts are compared. */
  readonly otherHost?: string;
  readonly platform: string;
  readonly command: string;
  readonly changed: boolean;
  readonly unchanged: number;
} & (TableJson | TextJson);

interface TableJson {
  readonly form: 'table';
  readonly keys: readonly string[];
  readonly added: readonly RowJson[];
  readonly removed: readonly RowJson[];
  readonly changes: readonly {
    readonly key: Cells;
    readonly cells: Readonly<Record<string, { readonly old: Cell; readonly new: Cell }>>;
  }[];
  readonly newColumns: readonly string[];
  readonly goneColumns: readonly string[];
  /** Ignored columns in which cells changed, and how many. */
  readonly ignored: Readonly<Record<string, number>>;
}

interface TextJson {
  readonly form: 'text';
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

type Cells = Readonly<Record<string, Cell>>;

interface RowJson {
  readonly key: Cells;
  readonly cells: Cells;
}

export function diffJson(compared: Compared, sides: DiffSides): DiffJson {
  return {
    version: 1,
    before: sideJson(sides.before, sides.beforeAtMs),
    after: sideJson(sides.after, sides.afterAtMs),
    changed: hasChanged(compared),
    answers: compared.comparisons.map(answerJson),
    missing: compared.missing.map(({ host, command, side, why }) => ({ host, command, side, why })),
  };
}

function sideJson(name: string, atMs: number | undefined): SideJson {
  return { name, takenAt: atMs === undefined ? null : new Date(atMs).toISOString() };
}

function answerJson(comparison: Comparison): AnswerJson {
  const { host, otherHost, platform, command, difference } = comparison;
  const form = formJson(difference);
  const changed =
    form.added.length + form.removed.length + (form.form === 'table' ? form.changes.length : 0) > 0;
  return {
    host,
    ...(otherHost === undefined ? {} : { otherHost }),
    ...{ platform, command, changed, unchanged: unchangedOf(comparison) },
    ...form,
  };
}

function formJson(difference: Difference): TableJson | TextJson {
  if (difference.form === 'table') return tableJson(difference);
  const of = (kind: 'added' | 'removed') =>
    difference.lines.filter((line) => line.kind === kind).map(lineText);
  return { form: 'text', added: of('added'), removed: of('removed') };
}

function tableJson({ diff, ignored }: TableDifference): TableJson {
  const { rows } = visibleChanges(diff, ignored);
  const whole = (kind: 'added' | 'removed'): RowJson[] =>
    rows.flatMap((row) =>
      row.kind !== kind
        ? []
        : [
            {
              key: keyJson(row, diff.keys),
              cells: record(row.cells.map(({ column, value }) => [column, value])),
            },
          ],
    );
  return {
    form: 'table',
    keys: diff.keys,
    added: whole('added'),
    removed: whole('removed'),
    changes: rows.flatMap((row) =>
      row.kind !== 'changed'
        ? []
        : [
            {
              key: keyJson(row, diff.keys),
              cells: record(
                row.cells.map((cell) => [cell.column, { old: cell.old, new: cell.new }]),
              ),
            },
          ],
    ),
    newColumns: diff.newColumns,
    goneColumns: diff.goneColumns,
    ignored: ignoredCounts(diff.rows, ignored),
  };
}

function keyJson({ key }: RowChange, keys: readonly string[]): Cells {
  return record(keys.map((column, at) => [column, key[at] ?? null]));
}

function ignoredCounts(
  rows: readonly RowChange[],
  ignored: ReadonlySet<string>,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== 'changed') continue;
    for (const { column } of row.cells) {
      if (ignored.has(column)) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  }
  return record([...counts]);
}

/** A device names the columns: an object without a prototype, in which any name is only a name. */
function record<Value>(
  entries: readonly (readonly [string, Value])[],
): Readonly<Record<string, Value>> {
  const made: Record<string, Value> = Object.create(null);
  for (const [name, value] of entries) made[name] = value;
  return made;
}
