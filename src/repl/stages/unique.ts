import { readColumnList, takeWord } from '../../core/table/shape/column-list.ts';
import { selectColumns } from '../../core/table/shape/table-pick.ts';
import { uniqueRows } from '../../core/table/shape/table-unique.ts';
import { asked, textOfArgs } from '../kernel/asked.ts';
import type { Stage } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const unique: Stage = {
  usage: 'unique [COLUMN, …]',
  summary: 'each value of columns once; without columns each row once',
  examples: [
    '@all show ip interface brief |> unique status',
    '@all show ip interface brief |> unique host, status',
    '@all show ip interface brief |> drop host |> unique',
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    return asked('unique', textOfArgs(args, table.columns), (tokens) => {
      takeWord(tokens, /^by$/i);
      const list = readColumnList(tokens);
      const chosen = list.length === 0 ? table : selectColumns(table, list);
      return tableAfter(value, uniqueRows(chosen));
    });
  },
};

export default unique;
