import { getHeapStatistics } from 'node:v8';
import type { Magic } from '../kernel/magic.ts';
import type { Magics } from '../kernel/magics.ts';
import type { Check } from '../link/doctor-requests.ts';
import { selectorWords } from '../magic-parts/selector-words.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';

const doctor: Magic = {
  usage: '%doctor [HOST]',
  summary: 'what works here and what does not; how a connection stands',
  examples: ['%doctor', '%doctor r1'],
  complete: (typed, { fleet }) => selectorWords(typed, fleet.hosts),
  async run({ args }, { program, magics }) {
    const host = args.trim();
    const checks = await program.ask('doctor', host === '' ? {} : { host });
    const here = host === '' ? [kernelCheck(), ...(await magicChecks(magics))] : [];
    // What is wrong comes last: that is what is seen where there is little room.
    const all = [...checks, ...here].sort((a, b) => RANK[a.state] - RANK[b.state]);
    return tableOfRows(
      ['what', 'state', 'says'],
      all.map((one) => ({ ...one })),
    );
  },
};

export default doctor;

const RANK: Readonly<Record<Check['state'], number>> = { ok: 0, note: 1, bad: 2 };
const MUCH = 0.75;

/** How full this process is. */
function kernelCheck(): Check {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
  const says = `${megabytes(used)} of ${megabytes(limit)} in use`;
  if (used < limit * MUCH) return { what: 'kernel', state: 'ok', says };
  const advice = 'it starts anew when it is full; %reset lets go of values';
  return { what: 'kernel', state: 'note', says: `${says}: ${advice}` };
}

/** Magics of the person's own that cannot be used. */
async function magicChecks(magics: Magics): Promise<readonly Check[]> {
  return (await magics.list()).flatMap((one): Check[] =>
    one.status === 'broken' ? [{ what: `%${one.name}`, state: 'bad', says: one.why }] : [],
  );
}
