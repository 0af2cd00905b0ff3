import { jsonText } from '../../core/json-text.ts';
import { tableRows } from '../../core/table/forms/table-rows.ts';
import type { Stage } from '../kernel/stage.ts';
import { tableOf } from '../values/table-of.ts';

const json: Stage = {
  usage: 'json',
  summary: 'the rows as JSON',
  examples: ['@all show ip interface brief |> json'],
  run: (input) => jsonText(tableRows(tableOf(input))),
};

export default json;
