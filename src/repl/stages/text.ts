import type { Stage } from '../kernel/stage.ts';
import { textOf } from '../values/table-of.ts';

const text: Stage = {
  usage: 'text',
  summary: "the device's own words; of a table its rows, aligned",
  examples: ['@all show ip interface brief |> text'],
  run: (input) => textOf(input),
};

export default text;
