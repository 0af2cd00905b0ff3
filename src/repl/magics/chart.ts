import { Chart } from '../chart/chart.ts';
import { chartPlan } from '../chart/chart-table.ts';
import { chartWish } from '../chart/chart-words.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { tableOf } from '../values/table-of.ts';
import { topLevel } from '../watch/top-level.ts';

const chart: Magic = {
  usage: '%chart [line|bar|spark] [x: COLUMN] [y: COLUMN, …] [by: COLUMN, …] [of EXPRESSION]',
  summary: 'draws columns of numbers of the last value, or of what an expression gives',
  examples: ['%chart bar x: interface y: mtu', '%chart spark of @r1 show interfaces'],
  async run({ args }, world) {
    const { words, source } = split(args);
    const wish = chartWish(words);
    const value = source === undefined ? lastValue() : await world.evaluate(source);
    return new Chart(chartPlan(tableOf(value), wish));
  },
};

export default chart;

/** What is to be drawn stands behind `of`. */
function split(args: string): { readonly words: string; readonly source?: string } {
  const flags = topLevel(args);
  const of = [...args.matchAll(/(?<=^|\s)of(?=\s)/g)].find(({ index }) => flags[index]);
  if (!of) return { words: args };
  return { words: args.slice(0, of.index), source: args.slice(of.index + 2).trim() };
}

function lastValue(): unknown {
  const value: unknown = Reflect.get(globalThis, '_');
  if (value === undefined) throw new MagicError('there is no value yet: %chart … of EXPRESSION');
  return value;
}
