import type { Result } from '../core/result.ts';
import type { Table } from '../core/table.ts';
import { withoutEmptyColumns } from '../core/table-empty.ts';
import { joinTables } from '../core/table-join.ts';
import type { State, TableView } from '../state/state.ts';

/** What one command gave, as the REPL's cells and a pane's last command both have it. */
export interface Viewable {
  readonly results: readonly Pick<Result, 'host' | 'command' | 'text' | 'table'>[];
  /** One line for each host that gave no answer. */
  readonly failures: readonly string[];
}

/** A view of results: one table with a host column over several hosts, and the raw text of all of them behind it. */
export function tableViewOf({ results, failures }: Viewable, from: State['focus']): TableView {
  const table = tableOf(results);
  const commands = [...new Set(results.map(({ command }) => command))];
  const hosts = results.map(({ host }) => host);
  return {
    title: `${commands.join(' · ')} — ${hosts.length > 6 ? `${hosts.length} hosts` : hosts.join(', ')}`,
    table: table && withoutEmptyColumns(table),
    raw: rawOf(results, failures),
    shows: table === undefined ? 'raw' : 'table',
    sort: undefined,
    filter: '',
    isTypingFilter: false,
    row: 0,
    column: 0,
    top: 0,
    from,
  };
}

function tableOf(results: Viewable['results']): Table | undefined {
  const parts = results.flatMap(({ host, table }) =>
    table === undefined ? [] : [{ host, table }],
  );
  const [only] = parts;
  if (only === undefined) return undefined;
  return results.length === 1 ? only.table : joinTables(parts);
}

function rawOf(results: Viewable['results'], failures: readonly string[]): string {
  const [only] = results;
  if (only !== undefined && results.length === 1 && failures.length === 0) return only.text;
  const texts = results.map(({ host, command, text }) => `── ${host}: ${command} ──\n${text}\n`);
  return [...texts, ...failures].join('\n');
}
