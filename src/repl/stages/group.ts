import { readGrouping } from '../../core/table/shape/read-group.ts';
import { groupTable } from '../../core/table/shape/table-group.ts';
import { asked, quotedName, textOfArgs } from '../kernel/asked.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const group: Stage = {
  usage: 'group [by] COLUMN, … [count, sum COLUMN, max COLUMN as NAME, …]',
  summary: 'one row for each value of columns, and what the others come to',
  examples: [
    '@all show ip interface brief |> group host',
    '@all show ip interface brief |> group status count, unique host, list interface, first proto',
    '@all show interfaces |> group host avg mtu, min mtu, last interface',
    '@all show ip interface brief |> group host, status count',
    '@all show interfaces |> group by host count, sum input_errors, max mtu as largest',
    "run('all', 'show interfaces').group('host', { n: 'count', errors: 'sum input_errors' })",
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    const text = [textOfArgs(args, table.columns), ...args.map(namedOf)].filter(Boolean).join(', ');
    return asked('group', text, (tokens) => {
      const { places, aggregates } = readGrouping(tokens, table);
      if (text === '') throw new StageError(`group needs columns: ${table.columns.join(', ')}`);
      return tableAfter(value, groupTable(table, places, aggregates));
    });
  },
};

export default group;

/** `{ n: 'count', errors: 'sum input_errors' }` as `count as n, sum input_errors as errors`. */
function namedOf(one: unknown): string {
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return '';
  return Object.entries(one)
    .map(([name, made]) => `${String(made)} as ${quotedName(name)}`)
    .join(', ');
}
