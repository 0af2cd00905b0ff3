import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/core/clock.ts';
import { openOurs } from '../../src/journal/read/open-ours.ts';
import { openReplay, type Replay } from '../../src/replay/replay.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { Feeder } from '../../src/term/feeder.ts';
import { fakePlatform } from '../helpers/fake-platform.ts';
import { FakeTransport } from '../helpers/fake-transport.ts';
import { makeBigRecording } from '../helpers/make-big-recording.ts';
import { type Bench, type BenchRow, figureOf } from './row.ts';

const SEEKS = 100;

/** An hour of four sessions in four panes: from any moment to any other one, all of it drawn. */
export const seekBench: Bench = async () => [
  ...(await seekRows(100, 'an hour of 100 MB')),
  ...(await seekRows(500, 'a recording of 500 MB')),
];

async function seekRows(megabytes: number, what: string): Promise<BenchRow[]> {
  const made = makeBigRecording({ megabytes, sessions: 4 });
  try {
    const atOnce: number[] = [];
    for (let time = 0; time < 5; time++) {
      const replay = await open(made.path);
      atOnce.push(seekTime(replay, 0.5 + time / 10));
      await replay.close();
    }
    const replay = await open(made.path);
    const turns = await surveyed(replay);
    const seeks = Array.from({ length: SEEKS }, (_, at) => seekTime(replay, (at * 0.618) % 1));
    await replay.close();
    return [
      row(`seek in ${what}, four panes`, seeks, { median: 50, p99: 100 }),
      row(`… right after it was opened, last output only`, atOnce, { median: 100 }),
      row(`… turns of the event loop while pictures are kept`, turns, { median: 5, p99: 10 }),
    ];
  } finally {
    made.remove();
  }
}

function row(
  what: string,
  samples: readonly number[],
  budget: { readonly median: number; readonly p99?: number },
): BenchRow {
  const ours = figureOf(samples);
  return { what, unit: 'ms', ours, peers: [], budget: { kind: 'at-most', ...budget } };
}

async function open(path: string): Promise<Replay> {
  const sessions = new Sessions({
    ...{ clock: systemClock, feeder: new Feeder(), platformOf: () => fakePlatform },
    transportTo: () => async () => new FakeTransport(),
  });
  return await openReplay({
    ...{ sessions, clock: systemClock, platforms: { lookup: () => fakePlatform } },
    ...{ recording: openOurs(path), textOf: () => '', onKeys: () => undefined },
  });
}

function seekTime({ player }: Replay, share: number): number {
  const startMs = performance.now();
  player.seek(share * player.recording.durationS);
  return performance.now() - startMs;
}

/** Waits until every picture is made; how long each turn of the event loop took meanwhile. */
async function surveyed({ player }: Replay): Promise<number[]> {
  const turns: number[] = [];
  while (!player.isSurveyed) {
    const startMs = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    turns.push(performance.now() - startMs);
  }
  // Those in which nothing was drawn.
  return turns.filter((ms) => ms > 0.5);
}
