import { placesMeant, readColumnList, takeWord } from '../../core/table/shape/column-list.ts';
import { sortRowsBy } from '../../core/table/shape/table-sort.ts';
import { asked, textOfArgs } from '../kernel/asked.ts';
import type { Stage } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const DEFAULT_ROWS = 10;

const top: Stage = {
  usage: 'top [N] [by [-]COLUMN, …]',
  summary: 'the first rows, or those with the most in a column; - for the least',
  examples: [
    '@all show interfaces |> top 5 by input_errors',
    '@all show interfaces |> top 3 -mtu',
    '@all show ip interface brief |> top 2',
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    return asked('top', textOfArgs(args, table.columns), (tokens) => {
      const number = takeWord(tokens, /^\d{1,9}$/);
      const count = number ? Number(number.text) : DEFAULT_ROWS;
      if (tokens.peek().kind === 'comma') tokens.take();
      takeWord(tokens, /^by$/i);
      const orders = readColumnList(tokens).flatMap(({ name, direction }) =>
        placesMeant(name, table.columns).map((place) => ({
          place,
          direction: direction === 'down' ? ('up' as const) : ('down' as const),
        })),
      );
      const rows = sortRowsBy(table, table.rows, orders).slice(0, count);
      const names = orders.map(({ place }) => table.columns[place] ?? '');
      return tableAfter(value, { ...table, rows }, names);
    });
  },
};

export default top;
