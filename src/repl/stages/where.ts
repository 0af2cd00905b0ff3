import { columnsOf, rowsWhere } from '../../core/table/condition/condition-test.ts';
import { parseCondition } from '../../core/table/condition/parse-condition.ts';
import { asked } from '../kernel/asked.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const where: Stage = {
  usage: 'where CONDITION',
  summary: 'the rows for which a condition holds, or a function says yes',
  examples: [
    '@all show ip interface brief |> where status != up',
    '@all show ip interface brief |> where status == administratively down or ip ~ 10.0.0.0/8',
    '@all show interfaces |> where input_errors > 0 and not interface ~ ^Lo',
    '@all show ip interface brief |> where host in (r1, r2) and ip_address is not empty',
    '@all show ip interface brief |> where row => row.status !== row.proto',
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    const [condition] = args;
    if (typeof condition === 'function') {
      const { rows } = value;
      const kept = table.rows.filter((_, at) => condition(rows[at], at));
      return tableAfter(value, { ...table, rows: kept });
    }
    if (typeof condition !== 'string' || condition.trim() === '') {
      throw new StageError('where needs a condition, as in where status != up');
    }
    return asked('where', condition, () => {
      const parsed = parseCondition(condition);
      const rows = rowsWhere(table, parsed);
      return tableAfter(value, { ...table, rows }, columnsOf(parsed, table));
    });
  },
};

export default where;
