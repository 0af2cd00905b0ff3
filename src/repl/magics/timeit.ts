import { types } from 'node:util';
import { systemClock } from '../../core/clock.ts';
import { requireRepeatable } from '../fleet/repeatable.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { HostTimes } from '../timing/host-times.ts';
import { timeIt, USUAL_RUNS } from '../timing/time-it.ts';
import { isPending } from '../values/pending.ts';

const timeit: Magic = {
  usage: '%timeit [-n LOOPS] [-r RUNS] CELL',
  summary: 'runs a cell several times: median, least and p90',
  examples: ['%timeit JSON.parse("[1, 2]")', '%timeit -r 3 @r1 show clock'],
  async run({ args, body }, world) {
    const { loops, runs, source } = optionsOf([args, body ?? ''].join('\n'));
    const hosts = new HostTimes(world.fleet, {
      clock: systemClock,
      allow: (request) => requireRepeatable(request, '%timeit'),
    });
    world.signal.addEventListener('abort', () => hosts.close(), { once: true });
    try {
      const evaluate = await evaluatorOf(source, world);
      const asksHosts = () => hosts.times.length > 0;
      const timing = await timeIt({ clock: systemClock, evaluate, asksHosts, loops, runs });
      if (asksHosts()) world.print(politeLine(hosts, runs));
      return timing;
    } finally {
      hosts.close();
    }
  },
};

export default timeit;

function optionsOf(text: string): {
  readonly loops: number | undefined;
  readonly runs: number | undefined;
  readonly source: string;
} {
  let rest = text.trim();
  const given: { n?: number; r?: number } = {};
  for (let found = OPTION.exec(rest); found; found = OPTION.exec(rest)) {
    const [whole, name, count] = found;
    given[name as 'n' | 'r'] = Number(count);
    rest = rest.slice(whole.length);
  }
  if (/^-[nr]\b/.test(rest)) throw new MagicError('-n and -r take a number from 1: %timeit -r 3 …');
  if (rest === '') throw new MagicError('%timeit needs a cell: %timeit @r1 show clock');
  return { loops: given.n, runs: given.r, source: rest };
}

const OPTION = /^-([nr])\s*([1-9]\d{0,6})\s+/;

/** An expression is made a function once; any other cell is read anew each time. */
async function evaluatorOf(
  source: string,
  world: World,
): Promise<(loops: number) => Promise<void>> {
  const compiled = await compiledOf(source, world);
  return async (loops) => {
    for (let i = 0; i < loops; i++) {
      const value = compiled ? compiled() : await world.evaluate(source);
      if (isPending(value) || types.isPromise(value)) await value;
    }
  };
}

async function compiledOf(source: string, world: World): Promise<(() => unknown) | undefined> {
  if (/^[@%!]|\|>|\bawait\b|;|\n/.test(source)) return undefined;
  try {
    const made = await world.evaluate(`() => (${source})`);
    return typeof made === 'function' ? () => made() : undefined;
  } catch {
    // No expression, or one that cannot be read: evaluating it as it stands says so.
    return undefined;
  }
}

function politeLine({ times }: HostTimes, runs: number | undefined): string {
  const hosts = new Set(times.map(({ host }) => host)).size;
  const asked = `${times.length} answers of ${hosts} ${hosts === 1 ? 'host' : 'hosts'}`;
  const limit =
    runs === undefined ? `; hosts are asked ${USUAL_RUNS} times at most, -r says otherwise` : '';
  return `${asked}, one run after the other${limit}`;
}
