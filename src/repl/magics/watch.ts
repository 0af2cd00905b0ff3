import { chartWish } from '../chart/chart-words.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { partsOfWorld } from '../watch/parts-of-world.ts';
import { untilOf } from '../watch/until.ts';
import { watch } from '../watch/watch.ts';
import { watchWish } from '../watch/watch-words.ts';

const watchMagic: Magic = {
  usage: '%watch [INTERVAL] EXPRESSION [|> chart …] [until: CONDITION] [for: SPAN] [times: N]',
  summary: 'asks again and again, and shows what changes',
  examples: [
    '%watch 5s @core show ip bgp summary |> where state != Established until: count == 0',
    '%watch 2s @all show ip interface brief for: 10m',
    '%watch 2s @r1 show interfaces |> chart line y: input_packets_rate by interface',
    "%watch 1s r1.run('show clock').text times: 20",
  ],
  async run({ args }, world) {
    const { source, everyMs, until, forMs, times, chart } = watchWish(args);
    if (source === '')
      throw new MagicError('%watch needs something to watch: %watch 5s @all show clock');
    return watch(
      {
        everyMs,
        ask: () => world.evaluate(source),
        ...(until === undefined ? {} : { until: untilOf(until) }),
        ...(forMs === undefined ? {} : { forMs }),
        ...(times === undefined ? {} : { times }),
        ...(chart === undefined ? {} : { chart: chartWish(chart) }),
      },
      partsOfWorld(world),
    );
  },
};

export default watchMagic;
