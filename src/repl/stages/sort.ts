import { placesMeant, readColumnList, takeWord } from '../../core/table/shape/column-list.ts';
import { sortRowsBy } from '../../core/table/shape/table-sort.ts';
import { asked, textOfArgs } from '../kernel/asked.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const sort: Stage = {
  usage: 'sort [-]COLUMN, …',
  summary: 'in order of columns, by what their cells are; - the other way round',
  examples: [
    '@all show ip interface brief |> sort interface',
    '@all show interfaces |> sort -input_errors, host',
    '@all show interfaces |> sort input_errors desc, host',
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    const [compare] = args;
    if (typeof compare === 'function') {
      const { rows } = value;
      const places = rows.map((_, place) => place);
      places.sort((a, b) => Number(compare(rows[a], rows[b])) || a - b);
      return tableAfter(value, { ...table, rows: places.map((place) => table.rows[place] ?? []) });
    }
    return asked('sort', textOfArgs(args, table.columns), (tokens) => {
      takeWord(tokens, /^by$/i);
      const by = readColumnList(tokens);
      if (by.length === 0) throw new StageError(`sort needs columns: ${table.columns.join(', ')}`);
      const orders = by.flatMap(({ name, direction = 'up' }) =>
        placesMeant(name, table.columns).map((place) => ({ place, direction })),
      );
      const names = orders.map(({ place }) => table.columns[place] ?? '');
      return tableAfter(value, { ...table, rows: sortRowsBy(table, table.rows, orders) }, names);
    });
  },
};

export default sort;
