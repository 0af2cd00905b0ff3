import { joinTables } from '../../core/table/shape/table-join.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import { type Beside, NOTHING_BESIDE } from './beside.ts';
import { Result } from './result.ts';
import { TableValue } from './table-value.ts';

/** What the hosts were asked. Which command a lost host would have answered is not always known. */
export function commandsOf(results: readonly Result[]): string[] {
  return [...new Set(results.map(({ command }) => command))].filter((command) => command !== '');
}

/** The tables of several results as one, the host first, then the command where there are several; undefined if there is none. */
export function tableOfAll(results: readonly Result[]): Table | undefined {
  const commands = commandsOf(results);
  const parts = results.flatMap(({ host, command, table }) => {
    if (!table) return [];
    const own = TableValue.tableOf(table);
    return [{ host, table: commands.length > 1 ? withCommand(own, command) : own }];
  });
  return parts.length === 0 ? undefined : joinTables(parts);
}

/** The words of several results as a table of lines, the host first. */
export function linesOfAll(results: readonly Result[]): Table {
  const answered = results.filter(({ error }) => !error);
  const isSeveral = commandsOf(answered).length > 1;
  return {
    columns: ['host', ...(isSeveral ? ['command'] : []), 'line'],
    rows: answered.flatMap(({ host, command, lines }) =>
      lines.map((line) => [host, ...(isSeveral ? [command] : []), line]),
    ),
    origin: undefined,
  };
}

/** What hosts gave beside the table of all: lost, refused, or words that are no table. */
export function besideResults(results: readonly Result[]): Beside {
  const failed = results.flatMap(({ host, error }) => (error ? [{ host, error }] : []));
  const notes = results.flatMap((result) => {
    const { host, refusal, table, outcome } = result;
    if (outcome === 'refused') {
      const words = typeof refusal === 'string' ? refusal : refusal?.words;
      return [`${host}: refused: ${words ?? ''}`];
    }
    return outcome === 'ok' && !table ? [`${host}: its answer is no table`] : [];
  });
  return { ...NOTHING_BESIDE, failed, notes, answers: results.map(Result.answerOf) };
}

function withCommand(table: Table, command: string): Table {
  const name = freeName('command', table.columns);
  return {
    ...table,
    columns: [name, ...table.columns],
    rows: table.rows.map((row): Cell[] => [command, ...row]),
  };
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}
