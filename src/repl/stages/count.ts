import { placesMeant, readColumnList, takeWord } from '../../core/table/shape/column-list.ts';
import { groupTable } from '../../core/table/shape/table-group.ts';
import { sortRowsBy } from '../../core/table/shape/table-sort.ts';
import { asked, textOfArgs } from '../kernel/asked.ts';
import type { Stage } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const count: Stage = {
  usage: 'count [COLUMN, …]',
  summary: 'how many rows there are; of columns, how many have each value, the most first',
  examples: [
    '@all show ip interface brief |> where status == up |> count',
    '@all show ip interface brief |> count status',
    '@all show ip interface brief |> count host, status',
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    const [test] = args;
    if (typeof test === 'function') return value.filter((row, place) => test(row, place)).length;
    return asked('count', textOfArgs(args, table.columns), (tokens) => {
      takeWord(tokens, /^by$/i);
      const list = readColumnList(tokens);
      if (list.length === 0) return value.length;
      const places = list.flatMap(({ name }) => placesMeant(name, table.columns));
      const title = freeName(places.map((place) => table.columns[place] ?? ''));
      const grouped = groupTable(table, places, [{ kind: 'count', place: undefined, title }]);
      const order = { place: places.length, direction: 'down' } as const;
      return tableAfter(value, { ...grouped, rows: sortRowsBy(grouped, grouped.rows, [order]) });
    });
  },
};

export default count;

function freeName(taken: readonly string[]): string {
  let name = 'count';
  for (let number = 2; taken.includes(name); number++) name = `count_${number}`;
  return name;
}
