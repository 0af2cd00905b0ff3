import { tableCsv } from '../../core/table/forms/table-csv.ts';
import type { Stage } from '../kernel/stage.ts';
import { tableOf } from '../values/table-of.ts';

const csv: Stage = {
  usage: 'csv',
  summary: 'the table as CSV (RFC 4180), safe to open in a spreadsheet',
  examples: ['@all show ip interface brief |> csv'],
  run: (input) => tableCsv(tableOf(input)),
};

export default csv;
