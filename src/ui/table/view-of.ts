import type { Result } from '../../core/result.ts';
import { tableText } from '../../core/table/forms/table-text.ts';
import { withoutEmptyColumns } from '../../core/table/shape/table-empty.ts';
import { joinTables } from '../../core/table/shape/table-join.ts';
import type { Table } from '../../core/table/table.ts';
import type { State } from '../../state/state.ts';
import type { ChangesView, TableView, ViewSource } from '../../state/table-view.ts';

type Answer = Pick<Result, 'host' | 'platform' | 'command' | 'text' | 'table'> & {
  /** When and how it ran, where that is known. */
  readonly ran?: ViewSource['ran'];
};

/** What one command gave, as the REPL's cells and a pane's last command both have it. */
export interface Viewable {
  readonly results: readonly Answer[];
  /** One line for each host that gave no answer. */
  readonly failures: readonly string[];
  /** A table that a cell has made of answers, in place of one made of the results. */
  readonly made?: {
    readonly title: string;
    readonly table: Table;
    readonly changes?: ChangesView | undefined;
    /** What stands behind it as raw text; the table as text unless told. */
    readonly text?: string;
  };
}

/** A view of results: one table with a host column over several hosts, and the raw text of all of them behind it. */
export function tableViewOf(viewable: Viewable, from: State['focus']): TableView {
  const { results, failures, made } = viewable;
  const table = made?.table ?? tableOf(results);
  return {
    title: `${made?.title ?? titleOf(results)}${missing(failures)}`,
    sources: made ? withoutRows(sourcesOf(results, failures)) : sourcesOf(results, failures),
    // Rows of a diff are told apart by being the very arrays they are.
    table: made?.changes ? table : table && withoutEmptyColumns(table),
    changes: made?.changes,
    raw:
      made && results.length === 0
        ? [made.text ?? tableText(made.table), ...failures].join('\n')
        : rawOf(results, failures),
    shows: table === undefined ? 'raw' : 'table',
    fold: 'apart',
    group: undefined,
    sort: undefined,
    filter: '',
    isTypingFilter: false,
    places: undefined,
    picked: new Set(),
    row: 0,
    column: 0,
    top: 0,
    rawTop: 0,
    rawLeft: 0,
    marks: undefined,
    below: undefined,
    from,
  };
}

function titleOf(results: readonly Answer[]): string {
  const commands = [...new Set(results.map(({ command }) => command))];
  const hosts = results.map(({ host }) => host);
  return `${commands.join(' · ')} — ${hosts.length > 6 ? `${hosts.length} hosts` : hosts.join(', ')}`;
}

/** Which of a made table's rows came from whom only its own columns tell. */
function withoutRows(sources: readonly ViewSource[]): ViewSource[] {
  return sources.map((source) => ({ ...source, firstRow: 0, rowCount: 0 }));
}

/** A table must not look whole where hosts are not in it. */
function missing(failures: readonly string[]): string {
  if (failures.length === 0) return '';
  return ` · ${failures.length === 1 ? '1 host' : `${failures.length} hosts`} missing: r says why`;
}

function tableOf(results: readonly Answer[]): Table | undefined {
  const parts = results.flatMap(({ host, table }) =>
    table === undefined ? [] : [{ host, table }],
  );
  const [only] = parts;
  if (only === undefined) return undefined;
  return results.length === 1 ? only.table : joinTables(parts);
}

function rawOf(results: readonly Answer[], failures: readonly string[]): string {
  const [only] = results;
  if (only !== undefined && isAlone(results, failures)) return only.text;
  const texts = results.map(({ host, command, text }) => `── ${host}: ${command} ──\n${text}\n`);
  return [...texts, ...failures].join('\n');
}

/** Those that the table is made of, or all of them where there is no table. */
function sourcesOf(results: readonly Answer[], failures: readonly string[]): ViewSource[] {
  const around = isAlone(results, failures) ? 0 : 1;
  const hasTable = results.some(({ table }) => table !== undefined);
  const sources: ViewSource[] = [];
  let line = 0;
  let row = 0;
  for (const { host, platform, command, text, table, ran } of results) {
    const rowCount = table?.rows.length ?? 0;
    const own = {
      host,
      platform,
      command,
      text,
      ran,
      firstLine: line + around,
      firstRow: row,
      rowCount,
    };
    if (table !== undefined || !hasTable) sources.push(own);
    line += text.split(/\r\n|\n|\r/).length + 2 * around;
    row += rowCount;
  }
  return sources;
}

function isAlone(results: readonly Answer[], failures: readonly string[]): boolean {
  return results.length === 1 && failures.length === 0;
}
