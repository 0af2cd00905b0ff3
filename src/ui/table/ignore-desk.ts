import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { isPassingColumn } from '../../core/table/kinds/passing-columns.ts';
import type { ColumnRulesFile } from '../../repl/diff/column-rules-file.ts';
import {
  type ColumnRules,
  IGNORE_PASSING,
  ignoredColumns,
  sourceOf,
} from '../../repl/diff/ignored-columns.ts';
import { type ChangedColumn, changedColumnName, type TableView } from '../../state/table-view.ts';
import type { Controller } from '../controller.ts';
import { shownOf } from './shown.ts';

export interface IgnoreDeskOptions {
  readonly controller: Controller;
  readonly rules: ColumnRulesFile;
  /** What a person has said of columns, as it is now. */
  readonly onRules: (rules: ColumnRules) => void;
}

/** `x` in a table: has a column ignored in diffs of its command, or compared again, and remembers it. */
export class IgnoreDesk {
  readonly #options: IgnoreDeskOptions;

  constructor(options: IgnoreDeskOptions) {
    this.#options = options;
  }

  toggle(view: TableView): void {
    if (view.changes !== undefined) this.#toggleChange(view);
    else void this.#toggleColumn(view);
  }

  /** Of a diff: the column that the row is about. */
  #toggleChange(view: TableView): void {
    const { controller } = this.#options;
    const { changes } = view;
    const row = shownOf(view)?.rows[view.row];
    const about = row && changes?.about.get(row);
    if (changes === undefined || about === undefined) {
      controller.say('x ignores a column: go to a row that says which one changed', 'info');
      return;
    }
    const name = changedColumnName(about);
    const ignored = new Set(changes.ignored);
    const becomes = ignored.delete(name) ? 'compared' : 'ignored';
    if (becomes === 'ignored') ignored.add(name);
    const next = { ...changes, ignored };
    const count = shownOf({ ...view, changes: next })?.rows.length ?? 0;
    const change = { changes: next, row: Math.max(0, Math.min(view.row, count - 1)) };
    controller.dispatch({ type: 'view/changed', change });
    void this.#remember([about], becomes);
  }

  /** Of any other table: the column one is in, for each template that its rows are from. */
  async #toggleColumn(view: TableView): Promise<void> {
    const { controller, rules } = this.#options;
    const shown = shownOf(view);
    const column = shown?.table.columns[shown.places[view.column] ?? -1];
    const columns = column === undefined ? [] : changedColumns(view, column);
    const [first] = columns;
    if (first === undefined || view.table === undefined || view.group !== undefined) {
      controller.say('which command this column is from is not known', 'info');
      return;
    }
    try {
      const passing = isPassingColumn(first.column, [view.table]) ? [first.column] : [];
      const ignoring = { ...IGNORE_PASSING, rules: await rules.read() };
      const isIgnored = ignoredColumns(ignoring, first.source, passing).has(first.column);
      await this.#remember(columns, isIgnored ? 'compared' : 'ignored');
    } catch (thrown) {
      controller.say(asShowrunError(thrown).line, 'warning');
    }
  }

  async #remember(
    columns: readonly ChangedColumn[],
    becomes: 'ignored' | 'compared',
  ): Promise<void> {
    const { controller, rules, onRules } = this.#options;
    try {
      for (const column of columns) onRules(await rules.set({ ...column, becomes }));
      const [first] = columns;
      if (first === undefined) return;
      const said = becomes === 'ignored' ? 'is ignored' : 'is compared again';
      const names = columns.map(({ source }) => safe(source, 80)).join(', ');
      controller.say(`${safe(first.column, 60)} ${said} in diffs of ${names}`, 'info');
    } catch (thrown) {
      controller.say(asShowrunError(thrown).line, 'warning');
    }
  }
}

function changedColumns(view: TableView, column: string): readonly ChangedColumn[] {
  // The column of hosts that several answers get says who answered.
  const isHosts = column === 'host' && view.sources.length > 1;
  const templates = view.table?.origin?.template.split(', ');
  const sources =
    templates ?? view.sources.map((source) => sourceOf({ ...source, table: undefined }));
  return isHosts ? [] : [...new Set(sources)].map((source) => ({ source, column }));
}
