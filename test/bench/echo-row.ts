import type { Sight } from '../helpers/person.ts';
import { type EchoSamples, measureEcho, type TypingTarget } from './key-echo.ts';
import { type BenchRow, type Budget, figureOf, peerOf } from './row.ts';
import { showrunMissing } from './showrun.ts';

export type Started = TypingTarget & { close(): Promise<void> };

/** Starts a target; undefined when it is not on this machine. */
export type Starter = () => Promise<Started | undefined>;

/** Starts them all, types into them in turns, and ends them. */
export async function measureAll(starters: readonly Starter[]): Promise<EchoSamples[]> {
  const started: Started[] = [];
  try {
    for (const start of starters) {
      const one = await start();
      if (one) started.push(one);
    }
    return await measureEcho(started);
  } finally {
    for (const one of started) await one.close();
  }
}

/** Showrun's samples beside its peers'. */
export function echoRow(
  what: string,
  samples: readonly EchoSamples[],
  budget: Omit<Budget, 'kind'>,
): BenchRow {
  const ours = samples.find((one) => one.name === 'showrun');
  const lost = samples
    .filter((one) => one.lost > 0)
    .map((one) => `${one.name} lost ${one.lost} keys`);
  return {
    what: [what, ...lost].join(', '),
    unit: 'ms',
    ours: ours && figureOf(ours.milliseconds),
    why: showrunMissing ?? 'did not start',
    peers: samples
      .filter((one) => one !== ours)
      .flatMap((one) => peerOf(one.name, figureOf(one.milliseconds))),
    budget: { kind: 'at-most', ...budget },
  };
}

/** The target once its prompt is there; ends it when that does not come. */
export async function ready(
  started: Started,
  { prompt, withinMs = 10_000 }: { readonly prompt: Sight; readonly withinMs?: number },
): Promise<Started> {
  try {
    await started.person.sees(prompt, { withinMs });
    return started;
  } catch (error) {
    await started.close();
    throw error;
  }
}
