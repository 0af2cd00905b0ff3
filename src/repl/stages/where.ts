import { filterTable } from '../../core/table/table-filter.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { rowsOf } from '../values/rows.ts';
import { tableOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const where: Stage = {
  usage: 'where CONDITION',
  summary: 'the rows for which a condition holds',
  examples: ['@all show ip interface brief |> where status=up'],
  run(input, [condition]) {
    const table = tableOf(input);
    if (typeof condition === 'function') {
      const rows = rowsOf(table);
      const kept = table.rows.filter((_, at) => condition(rows[at]));
      return new TableValue({ ...table, rows: kept });
    }
    if (typeof condition !== 'string') throw new StageError('where needs a condition');
    return new TableValue(filterTable(table, condition));
  },
};

export default where;
