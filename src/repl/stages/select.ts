import { readColumnList } from '../../core/table/shape/column-list.ts';
import { selectColumns } from '../../core/table/shape/table-pick.ts';
import { asked, textOfArgs } from '../kernel/asked.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { tableAfter, tableOf, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const select: Stage = {
  usage: 'select COLUMN [as NAME], …',
  summary: 'only these columns, in this order; * stands for any letters',
  examples: [
    '@all show ip interface brief |> select host, interface',
    '@all show ip interface brief |> select host, ip_address as ip, st*',
    '@all show ip interface brief |> select row => ({ name: row.host + row.interface })',
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const [make] = args;
    if (typeof make === 'function') {
      return tableAfter(value, tableOf(value.map((row, place) => make(row, place))));
    }
    const table = TableValue.tableOf(value);
    const text = textOfArgs(args, table.columns);
    return asked('select', text, (tokens) => {
      const list = readColumnList(tokens);
      if (list.length === 0)
        throw new StageError(`select needs columns: ${table.columns.join(', ')}`);
      return tableAfter(value, selectColumns(table, list));
    });
  },
};

export default select;
