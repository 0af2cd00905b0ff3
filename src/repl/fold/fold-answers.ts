import { withoutPassingWords } from '../../core/diff/passing-words.ts';
import type { Result } from '../../core/result.ts';
import { isPassingColumn } from '../../core/table/kinds/passing-columns.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { compareAnswers, type Difference } from '../diff/compare-answers.ts';
import {
  type ColumnRules,
  IGNORE_PASSING,
  ignoredColumns,
  sourceOf,
} from '../diff/ignored-columns.ts';
import { maskedTable, nameMasker, ownNames } from './own-names.ts';

/** One answer as far as folding it goes. */
export type Foldable = Pick<Result, 'host' | 'platform' | 'command' | 'text' | 'outcome' | 'table'>;

export interface FoldOptions {
  /** `count`: another name of the host's own is a difference, too. */
  readonly names: 'equal' | 'count';
  /** `count`: counters, ages and uptimes of tables are differences, too. */
  readonly passing: 'equal' | 'count';
  /** `equal`: times, dates and counters in texts are no differences. */
  readonly times: 'equal' | 'count';
  /** `text` compares what the devices wrote where there are tables, too. */
  readonly form: 'table' | 'text';
  /** What the person has said of columns. */
  readonly rules: ColumnRules;
}

export const FOLD_DEFAULTS: FoldOptions = {
  names: 'equal',
  passing: 'equal',
  times: 'count',
  form: 'table',
  rules: {},
};

/** What several hosts said to one command, the same answers as one. */
export interface FoldedCommand {
  readonly command: string;
  /** The commonest answer first; then the others, in the order of their hosts. */
  readonly groups: readonly FoldedGroup[];
  /** Columns in which answers of one group differ, and that count as the same. */
  readonly ignored: readonly string[];
}

/** Hosts that gave the same answer. */
export interface FoldedGroup {
  readonly hosts: readonly string[];
  /** The first host's. */
  readonly answer: Foldable;
  /** From the commonest answer; undefined for that one itself. */
  readonly difference: Difference | undefined;
}

/** Folds answers, each command by itself, in the order in which the commands first come. */
export function foldAnswers(
  answers: readonly Foldable[],
  options: FoldOptions = FOLD_DEFAULTS,
): readonly FoldedCommand[] {
  const commands = groupedBy(answers, ({ command }) => command);
  return [...commands].map(([command, all]) => foldCommand(command, all, options));
}

function foldCommand(
  command: string,
  answers: readonly Foldable[],
  options: FoldOptions,
): FoldedCommand {
  const tables = tablesOf(answers, options);
  const passing = ignoredIn(answers, tables, options);
  const forms = answers.map((answer) => formOf(answer, { options, passing, tables }));
  const byText = groupedBy(forms, ({ text }) => text);
  const groups = [...byText.values()].toSorted((a, b) => b.length - a.length);
  const [base, ...others] = groups;
  if (base === undefined) return { command, groups: [], ignored: [] };
  const [common] = base;
  return {
    command,
    groups: [
      folded(base, undefined),
      ...others.map((group) =>
        folded(group, common && group[0] && differenceOf(common, group[0], { options, passing })),
      ),
    ],
    ignored: [...passing].filter((column) => differsIn(column, tables)),
  };
}

function groupedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** The tables to compare; none where a host that took the command has no table. */
function tablesOf(answers: readonly Foldable[], { form }: FoldOptions): readonly Table[] {
  if (form === 'text') return [];
  const taken = answers.filter(({ outcome }) => outcome === 'ok');
  const tables = taken.flatMap(({ table }) => table ?? []);
  return tables.length === taken.length ? tables : [];
}

/** Columns in which a difference is none. */
function ignoredIn(
  answers: readonly Foldable[],
  tables: readonly Table[],
  { passing, rules }: FoldOptions,
): ReadonlySet<string> {
  const [first] = answers.filter(({ table }) => table !== undefined);
  if (passing === 'count' || first === undefined) return new Set();
  const ignoring = { ...IGNORE_PASSING, rules };
  return ignoredColumns(ignoring, sourceOf(first), [...passingOf(tables)]);
}

function passingOf(tables: readonly Table[]): ReadonlySet<string> {
  const columns = new Set(tables.flatMap((table) => table.columns));
  return new Set([...columns].filter((column) => isPassingColumn(column, tables)));
}

/** An answer, what is compared of it, and as which text it is the same as others. */
interface Form {
  readonly answer: Foldable;
  readonly table: Table | undefined;
  readonly mask: (text: string) => string;
  readonly text: string;
}

function formOf(
  answer: Foldable,
  given: {
    readonly options: FoldOptions;
    readonly passing: ReadonlySet<string>;
    readonly tables: readonly Table[];
  },
): Form {
  const { options, passing, tables } = given;
  const mask =
    options.names === 'equal'
      ? nameMasker(ownNames(answer.host, answer.text))
      : (text: string) => text;
  const isTable = answer.outcome === 'ok' && tables.length > 0 && answer.table !== undefined;
  const table = isTable && answer.table ? maskedTable(answer.table, mask) : undefined;
  const words = options.times === 'equal' ? withoutPassingWords : (line: string) => line;
  const text = table
    ? tableKey(table, passing)
    : answer.text
        .split('\n')
        .map((line) => words(mask(line.trimEnd())))
        .join('\n');
  return { answer, table, mask, text: `${answer.outcome}\u0000${text}` };
}

/** The same for tables that say the same: without the order of rows and of lists, and without what passes. */
function tableKey(table: Table, passing: ReadonlySet<string>): string {
  const places = table.columns.flatMap((column, place) =>
    passing.has(column) ? [] : [{ column, place }],
  );
  const filled = places.filter(({ place }) =>
    table.rows.some((row) => cellString(row[place]) !== ''),
  );
  const rows = table.rows.map((row) =>
    filled.map(({ column, place }) => [column, sortedCell(row[place])].join('=')).join('\u0001'),
  );
  return rows.toSorted().join('\u0002');
}

function sortedCell(cell: Cell | undefined): string {
  return typeof cell === 'object' && cell !== null
    ? cell.toSorted().join('\u0003')
    : cellString(cell);
}

function folded(forms: readonly Form[], difference: Difference | undefined): FoldedGroup {
  const [first] = forms;
  if (first === undefined) throw new Error('a group has a host');
  return { hosts: forms.map(({ answer }) => answer.host), answer: first.answer, difference };
}

function differenceOf(
  common: Form,
  other: Form,
  { options, passing }: { readonly options: FoldOptions; readonly passing: ReadonlySet<string> },
): Difference {
  const words = options.times === 'equal' ? withoutPassingWords : (line: string) => line;
  return compareAnswers(
    { ...common.answer, table: common.table },
    { ...other.answer, table: other.table },
    {
      ignored: () => passing,
      comparedBy: (line, side) => words((side === 'before' ? common : other).mask(line.trimEnd())),
    },
  );
}

function differsIn(column: string, tables: readonly Table[]): boolean {
  const texts = tables.flatMap((table) => {
    const place = table.columns.indexOf(column);
    return place < 0 ? [] : [table.rows.map((row) => cellString(row[place])).join('\u0000')];
  });
  return new Set(texts).size > 1;
}
