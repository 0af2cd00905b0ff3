import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { missingCommand } from '../helpers/peers.ts';
import { Person, type PersonOptions } from '../helpers/person.ts';
import { makeTempHome } from '../helpers/temp-home.ts';
import { PrintableText } from './printable.ts';
import { type Bench, type Figure, medianOf, peerOf } from './row.ts';
import { showrunMissing, startShowrun } from './showrun.ts';

const ROUNDS = 5;

/** From the command to the first thing painted, and to four lab prompts one can type at. */
export const firstPaintBench: Bench = async () => {
  const paint = await inTurns({
    showrun: showrunMissing === undefined ? () => firstText(() => startShowrun([])) : undefined,
    tmux: missingCommand('tmux') ? undefined : () => firstTmuxText(),
    ipython: missingCommand('ipython3') ? undefined : () => firstText(() => start('ipython3')),
    node: () => firstText(() => start('node')),
  });
  const prompts = await inTurns({
    showrun: showrunMissing === undefined ? fourPrompts : undefined,
  });
  const why = showrunMissing ?? 'did not start';
  return [
    {
      what: 'first paint',
      unit: 'ms',
      ours: paint.get('showrun'),
      why,
      peers: ['tmux', 'node', 'ipython'].flatMap((name) => peerOf(name, paint.get(name))),
      budget: { kind: 'at-most', median: 150 },
    },
    {
      what: 'four lab prompts',
      unit: 'ms',
      ours: prompts.get('showrun'),
      why,
      peers: [],
      budget: { kind: 'at-most', median: 1_000 },
    },
  ];
};

type Measure = () => Promise<number>;

/** Runs every measure once per round, so that a slow minute strikes them all; the medians by name. */
async function inTurns(measures: Record<string, Measure | undefined>) {
  const samples = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, measure] of Object.entries(measures)) {
      if (measure) samples.set(name, [...(samples.get(name) ?? []), await measure()]);
    }
  }
  return new Map<string, Figure | undefined>(
    [...samples].map(([name, list]) => [name, medianOf(list)]),
  );
}

/** Milliseconds from the start of a program to the first character it paints that is not a blank. */
async function firstText(begin: () => Promise<Person>): Promise<number> {
  const text = new PrintableText();
  const startMs = performance.now();
  const person = await begin();
  const elapsedMs = await new Promise<number>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error('nothing was painted in 10 s')), 10_000);
    person.onlyListens((chunk) => {
      if (text.read(chunk).trim() === '') return;
      clearTimeout(deadline);
      resolve(performance.now() - startMs);
    });
  });
  await person.close();
  return elapsedMs;
}

async function firstTmuxText(): Promise<number> {
  const home = makeTempHome();
  const socket = join(home.path, 'tmux');
  try {
    return await firstText(() => start('tmux', { args: ['-S', socket, '-f', '/dev/null'], home }));
  } finally {
    const ender = await start('tmux', { args: ['-S', socket, 'kill-server'], home });
    await ender.exits();
    await ender.close();
    rmSync(home.path, { recursive: true, force: true });
  }
}

async function fourPrompts(): Promise<number> {
  const startMs = performance.now();
  const person = await startShowrun([]);
  try {
    const names = ['r1', 'r2', 'r3', 'r4'];
    await person.sees((screen) => names.every((name) => new RegExp(`\\b${name}[#>]`).test(screen)));
    return performance.now() - startMs;
  } finally {
    await person.close();
  }
}

function start(command: string, options: Partial<PersonOptions> = {}): Promise<Person> {
  return Person.start({ command, cols: 200, rows: 50, ...options });
}
