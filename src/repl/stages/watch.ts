import { type ChartWish, chartWish, chartWishOf } from '../chart/chart-words.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { againOf } from '../values/again.ts';
import { partsOfWorld } from '../watch/parts-of-world.ts';
import { untilOf } from '../watch/until.ts';
import { watch } from '../watch/watch.ts';
import type { Watching } from '../watch/watch-parts.ts';
import { everyMsOf, spanOf, timesOf, watchWish } from '../watch/watch-words.ts';

const watchStage: Stage = {
  usage: 'watch [INTERVAL] [until: CONDITION] [for: SPAN] [times: N]',
  summary: 'asks again and again, and shows what changes',
  examples: [
    '@all show ip ospf neighbor |> where state != FULL |> watch 5s until: count == 0',
    "r1.run('show clock').watch('2s', { times: 5 })",
  ],
  run(input, args, world) {
    const ask = againOf(input);
    if (ask === undefined) {
      throw new StageError(
        'watch has nobody to ask again: put it behind what asks the hosts, or type %watch 5s EXPRESSION',
      );
    }
    return watch({ ...wishOf(args), ask }, partsOfWorld(world));
  },
};

export default watchStage;

type Wish = Omit<Watching, 'ask'>;

/** Of the text behind `|> watch`, or of a method's arguments: `('5s', { until: 'count == 0', onChange })`. */
function wishOf([first, second]: readonly unknown[]): Wish {
  if (typeof first === 'string' && second === undefined) return spokenWish(first);
  const options = Object(typeof first === 'object' ? first : second);
  const every = typeof first === 'object' ? options.every : first;
  const { until, onChange, times, chart } = options;
  const span: unknown = options.for;
  return {
    everyMs: everyMsOf(every ?? '2s'),
    ...(until === undefined
      ? {}
      : { until: typeof until === 'function' ? until : untilOf(String(until)) }),
    ...(typeof onChange === 'function' ? { onChange } : {}),
    ...(times === undefined ? {} : { times: timesOf(String(times)) }),
    ...(span === undefined
      ? {}
      : { forMs: spanOf(typeof span === 'number' ? `${span}ms` : String(span)) }),
    ...(chart === undefined ? {} : { chart: chartOf(chart) }),
  };
}

function spokenWish(text: string): Wish {
  const { everyMs, source, until, forMs, times } = watchWish(text);
  if (source !== '')
    throw new StageError(
      `watch does not know '${source.slice(0, 40)}': as in watch 5s until: count == 0`,
    );
  return {
    everyMs,
    ...(until === undefined ? {} : { until: untilOf(until) }),
    ...(forMs === undefined ? {} : { forMs }),
    ...(times === undefined ? {} : { times }),
  };
}

function chartOf(chart: unknown): ChartWish {
  return typeof chart === 'string' ? chartWish(chart) : chartWishOf([chart]);
}
