import { readColumnList } from '../../core/table/shape/column-list.ts';
import { dropColumns } from '../../core/table/shape/table-pick.ts';
import { asked, textOfArgs } from '../kernel/asked.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const drop: Stage = {
  usage: 'drop COLUMN, …',
  summary: 'all columns but these; * stands for any letters',
  examples: [
    '@all show ip interface brief |> drop proto',
    '@all show interfaces |> drop *_rate, mtu',
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    const text = textOfArgs(args, table.columns);
    return asked('drop', text, (tokens) => {
      const list = readColumnList(tokens);
      if (list.length === 0)
        throw new StageError(`drop needs columns: ${table.columns.join(', ')}`);
      return tableAfter(value, dropColumns(table, list));
    });
  },
};

export default drop;
