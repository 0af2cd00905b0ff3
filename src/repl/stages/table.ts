import type { Stage } from '../kernel/stage.ts';
import { tableValueOf } from '../values/table-of.ts';

const table: Stage = {
  usage: 'table',
  summary: 'as a table: results, lists of objects or values, maps, lines of a text',
  examples: ['@all show ip interface brief |> table', '[{ a: 1 }, { a: 2 }] |> table'],
  run: (input) => tableValueOf(input),
};

export default table;
