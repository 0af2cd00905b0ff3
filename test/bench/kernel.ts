import { performance } from 'node:perf_hooks';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import { timeOf } from './command-time.ts';
import { type Bench, figureOf, medianOf, peerOf } from './row.ts';

const CELLS = 2_000;
const STARTS = 9;

/** A trivial cell from here into the kernel and back, and the kernel from nothing to ready, beside other interpreters' start. */
export const kernelBench: Bench = async () => [
  {
    what: 'a trivial cell, round trip',
    unit: 'ms',
    ours: figureOf(await cellTimes()),
    peers: [],
    budget: { kind: 'at-most', median: 0.5 },
  },
  {
    what: "the REPL's kernel, from nothing to ready",
    unit: 'ms',
    ours: medianOf(await startTimes()),
    peers: [
      ...peerOf('node -e 0', medianOf(timeOf('node', ['-e', '0'], STARTS))),
      ...peerOf('ipython3 -c 0', medianOf(timeOf('ipython3', ['-c', '0'], 3))),
    ],
    budget: { kind: 'at-most', median: 150 },
  },
];

const NO_HOSTS = { hosts: () => [], run: async () => [], operate: async () => [] };

async function cellTimes(): Promise<number[]> {
  const kernel = new Kernel({ backend: NO_HOSTS });
  const samples: number[] = [];
  try {
    // V8 has compiled what matters by then.
    for (let warm = 0; warm < 200; warm++) await kernel.evaluate('1 + 1');
    for (let cell = 0; cell < CELLS; cell++) {
      const startedAtMs = performance.now();
      await kernel.evaluate('1 + 1');
      samples.push(performance.now() - startedAtMs);
    }
  } finally {
    await kernel.close();
  }
  return samples;
}

async function startTimes(): Promise<number[]> {
  const samples: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const kernel = new Kernel({ backend: NO_HOSTS });
    const startedAtMs = performance.now();
    await new Promise<void>((resolve) => {
      kernel.events.on((event) => {
        if (event.type === 'started') resolve();
      });
      kernel.start();
    });
    samples.push(performance.now() - startedAtMs);
    await kernel.close();
  }
  return samples;
}
