import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { textOfBlock } from '../../src/journal/read/block-text.ts';
import { openRecording } from '../../src/journal/read/open-recording.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { makeBigRecording } from '../helpers/make-big-recording.ts';
import { makeRecording } from '../helpers/make-recording.ts';
import { type Bench, figureOf, medianOf } from './row.ts';

const MEGABYTES = 500;
const ROUNDS = 9;
const LINES = 50_000;

/** Opening a recording of ours, finding a time in it, and the text of one long answer. */
export const recordingsOpenBench: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-bench-'));
  const platforms = openPlatforms();
  try {
    const { path } = makeBigRecording({ megabytes: MEGABYTES, folder });
    const opening: number[] = [];
    const finding: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const startedAtMs = performance.now();
      const recording = await openRecording(path, { platforms });
      opening.push(performance.now() - startedAtMs);
      for (const { timeline } of recording.sessions) {
        for (let at = 1; at < 20; at++) {
          const fromMs = performance.now();
          timeline.placeAt((recording.durationS * at) / 20 + round);
          finding.push(performance.now() - fromMs);
        }
      }
      recording.close();
    }
    return [
      row({ what: `open a recording of ${MEGABYTES} MB`, ours: medianOf(opening), most: 1_000 }),
      row({ what: 'find a time in it', ours: figureOf(finding), most: 5 }),
      row({
        what: `an answer of ${LINES / 1_000}k lines as text`,
        ours: medianOf(await readingTimes(folder, platforms)),
        most: 100,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

async function readingTimes(
  folder: string,
  platforms: ReturnType<typeof openPlatforms>,
): Promise<readonly number[]> {
  const line = 'O    10.0.0.0/24 [110/2] via 192.0.2.1, 00:12:10, GigabitEthernet0/0';
  const answer = Array.from({ length: LINES }, () => line).join('\n');
  const steps = [
    [0, 'r1#'],
    [1, { command: 'show ip route', answer }],
  ] as const;
  const made = makeRecording({ folder, name: 'long', sessions: [{ name: 'r1', steps }] });
  const recording = await openRecording(made.path, { platforms });
  const [block] = recording.blocks;
  const times = Array.from({ length: ROUNDS }, () => {
    const startedAtMs = performance.now();
    if (block !== undefined) textOfBlock(recording, block, platforms);
    return performance.now() - startedAtMs;
  });
  recording.close();
  return times;
}

function row(given: {
  readonly what: string;
  readonly ours: ReturnType<typeof medianOf>;
  readonly most: number;
}): Awaited<ReturnType<Bench>>[number] {
  const { what, ours, most } = given;
  return { what, unit: 'ms', ours, peers: [], budget: { kind: 'at-most', median: most } };
}
