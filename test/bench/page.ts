import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { writeExportFile } from '../../src/export/export-file.ts';
import type { ExportGiven } from '../../src/export/export-format.ts';
import html from '../../src/export/formats/html.ts';
import { textOfBlock } from '../../src/journal/read/block-text.ts';
import { openRecording } from '../../src/journal/read/open-recording.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { inChromium } from '../helpers/chromium.ts';
import { exportGiven } from '../helpers/export-given.ts';
import { makeRecording } from '../helpers/make-recording.ts';
import { missingCommand } from '../helpers/peers.ts';
import { type Bench, type BenchRow, figureOf, medianOf } from './row.ts';

const MEGABYTES = 20;
const SEEKS = 40;

/** A page of a recording whose every line is another one: its size, and a browser with it. */
export const pageBench: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-bench-'));
  const file = join(folder, 'page.html');
  try {
    const given = await bigGiven(folder);
    const startedAtMs = performance.now();
    await writeExportFile(file, (out) => html.write(given, out));
    const writtenMs = performance.now() - startedAtMs;
    return [
      {
        ...{ what: `write a page of ${MEGABYTES} MB`, unit: 'ms', peers: [] },
        ours: medianOf([writtenMs]),
      },
      {
        ...{ what: 'its size', unit: 'MB', peers: [] },
        ours: medianOf([statSync(file).size / 1e6]),
        budget: { kind: 'at-most', median: 8 },
      },
      ...(await browserRows(pathToFileURL(file).href)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

async function bigGiven(folder: string): Promise<ExportGiven> {
  // mulberry32: the same lines in every run, none of them twice.
  let seed = 7;
  const upTo = (most: number): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
  const line = (): string =>
    `O IA 10.${upTo(255)}.${upTo(255)}.${upTo(4) * 64}/26 [110/${upTo(9_999)}] via 10.0.${upTo(99)}.${upTo(255)}, ${upTo(9)}w${upTo(7)}d, GigabitEthernet0/${upTo(48)}`;
  const steps = (prompt: string) => [
    [0, prompt] as const,
    ...Array.from({ length: (MEGABYTES * 1e6) / 4 / 40_000 }, (_, at) => {
      const answer = Array.from({ length: 540 }, line).join('\n');
      return [5 + at * 10, { command: `show ip route ${at}`, answer, tookS: 2 }] as const;
    }),
  ];
  const sessions = ['r1', 'r2', 'r3', 'r4'].map((name) => ({ name, steps: steps(`${name}#`) }));
  const platforms = openPlatforms();
  const recording = await openRecording(makeRecording({ folder, sessions }).path, { platforms });
  const textOf: ExportGiven['textOf'] = (block) => textOfBlock(recording, block, platforms);
  return exportGiven({ recording, more: { textOf } });
}

async function browserRows(url: string): Promise<readonly BenchRow[]> {
  const about = (what: string, most: number) =>
    ({ what, unit: 'ms', peers: [], budget: { kind: 'at-most', median: most } }) as const;
  const missing = missingCommand('chromium');
  const opening = about('open it in Chromium', 2_000);
  const seeking = about('go elsewhere in it, drawn', 100);
  if (missing !== undefined) {
    return [opening, seeking].map((row) => ({ ...row, ours: undefined, why: missing }));
  }
  return inChromium(async (page) => {
    const startedAtMs = performance.now();
    await page.open(url);
    await page.value(READY);
    const openedMs = performance.now() - startedAtMs;
    const seeks = (await page.value(SEEK)) as number[];
    return [
      { ...opening, ours: medianOf([openedMs]) },
      { ...seeking, ours: figureOf(seeks) },
    ];
  });
}

const READY = `new Promise((done) => {
  const root = document.getElementById('player');
  const look = () => root.hidden || done(true);
  new MutationObserver(look).observe(root, { attributes: true });
  look();
})`;
const SEEK = `(async () => {
  const slider = document.querySelector('.track input');
  const times = [];
  for (let at = 0; at < ${SEEKS}; at++) {
    const from = performance.now();
    slider.value = String(((at * 0.618) % 1) * slider.max);
    slider.dispatchEvent(new Event('input'));
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    times.push(performance.now() - from);
  }
  return times;
})()`;
