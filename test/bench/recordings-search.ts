import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readSearchQuery } from '../../src/journal/search/read-query.ts';
import { RecordingsSearch } from '../../src/journal/search/recordings-search.ts';
import { makeBigRecording } from '../helpers/make-big-recording.ts';
import { STARTED_AT_MS } from '../helpers/recording-folder.ts';
import { type Bench, type BenchRow, type Figure, medianOf } from './row.ts';

const MEGABYTES = Number(process.env['SHOWRUN_BENCH_SEARCH_MB'] ?? 1_000);
const RECORDINGS = 20;
const ROUNDS = 5;
const NEEDLE = 'the one line that somebody looks for';

/** A gigabyte of recordings searched with warm caches: for what stands there once, for what stands everywhere, and by an expression. */
export const recordingsSearchBench: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-bench-search-'));
  const search = new RecordingsSearch({ folder });
  try {
    for (let at = 0; at < RECORDINGS; at++) {
      const startedAtMs = STARTED_AT_MS + at * 3_600_000;
      const needle = at === 0 ? { needle: NEEDLE } : {};
      const size = { megabytes: MEGABYTES / RECORDINGS };
      const { path } = makeBigRecording({ folder, startedAtMs, ...size, ...needle });
      writtenAt(path, startedAtMs + 3_600_000);
    }
    return [
      row('a line that is there once', await timesOf(search, `"${NEEDLE}"`, 1)),
      row('what is nowhere, two words', await timesOf(search, 'nowhere gi0', 0)),
      row('an expression', await timesOf(search, '/one l\\w+ that s\\w+body/', 1)),
      row('a word in every answer', await timesOf(search, 'gi0', 200)),
    ];
  } finally {
    await search.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** As if it had been written when it says so. */
function writtenAt(path: string, ms: number): void {
  for (const file of [...readdirSync(path).map((name) => join(path, name)), path]) {
    utimesSync(file, ms / 1_000, ms / 1_000);
  }
}

function row(what: string, ours: Figure | undefined): BenchRow {
  return {
    what: `${MEGABYTES} MB of recordings searched: ${what}`,
    unit: 'ms',
    ours,
    peers: [],
    budget: { kind: 'at-most', median: 2 * MEGABYTES },
  };
}

async function timesOf(
  search: RecordingsSearch,
  text: string,
  wanted: number,
): Promise<Figure | undefined> {
  const { query } = readSearchQuery(text, STARTED_AT_MS);
  const samples: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const startedAtMs = performance.now();
    const { found } = await search.search(query, 200);
    if (round > 0) samples.push(performance.now() - startedAtMs);
    if (found.length !== wanted) throw new Error(`${found.length} found of ${wanted} for ${text}`);
  }
  return medianOf(samples);
}
