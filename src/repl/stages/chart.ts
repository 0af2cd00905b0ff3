import { Chart } from '../chart/chart.ts';
import { chartPlan } from '../chart/chart-table.ts';
import { chartWishOf } from '../chart/chart-words.ts';
import type { Stage } from '../kernel/stage.ts';
import { tableOf } from '../values/table-of.ts';

const chart: Stage = {
  usage: 'chart [line|bar|spark] [x: COLUMN] [y: COLUMN, …] [by: COLUMN, …] [rows: N]',
  summary: 'draws columns of numbers',
  examples: [
    '@all show interfaces |> chart bar x: interface y: input_packets',
    'w = %watch 2s @r1 show interfaces',
    'w.samples |> chart line y: input_packets_rate by interface',
  ],
  run(input, args) {
    return new Chart(chartPlan(tableOf(input), chartWishOf(args)));
  },
};

export default chart;
