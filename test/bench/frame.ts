import { systemClock } from '../../src/core/clock.ts';
import type { Grid } from '../../src/core/grid.ts';
import type { Rect } from '../../src/core/size.ts';
import { Compositor, type PaneImage, type Scene } from '../../src/screen/compositor.ts';
import type { Tty } from '../../src/screen/tty.ts';
import { Emulator } from '../../src/term/emulator.ts';
import { inkFrames } from './ink-frames.ts';
import { type Bench, type BenchRow, type Figure, medianOf } from './row.ts';

const SIZE = { cols: 200, rows: 50 };
const PANE = { cols: 100, rows: 25 };
const RECTS: readonly Rect[] = [0, 1, 2, 3].map((i) => ({
  x: (i % 2) * PANE.cols,
  y: Math.floor(i / 2) * PANE.rows,
  w: PANE.cols,
  h: PANE.rows,
}));
const BATCHES = 5;
const FRAMES = 300;

/** Processor time of putting one frame together and comparing it with the last: in this process, without a terminal. */
export const frameBench: Bench = async () => {
  const even = await Promise.all(RECTS.map((_, i) => filledEmulator(i)));
  const odd = await Promise.all(RECTS.map((_, i) => filledEmulator(i + 4)));
  const full: number[] = [];
  const still: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    full.push(cpuPerFrame((frame) => (frame % 2 === 0 ? even : odd)));
    still.push(cpuPerFrame(() => even));
  }
  const ink = await inkFrames(SIZE);
  for (const emulator of [...even, ...odd]) await emulator.close();
  return [
    row('a frame, 200×50, every cell of four panes new', smallest(full), [{ name: 'Ink', ...ink }]),
    row('a frame, 200×50, nothing new', smallest(still), []),
  ];
};

function row(what: string, ours: Figure | undefined, peers: BenchRow['peers']): BenchRow {
  return { what, unit: 'ms', ours, peers, budget: { kind: 'at-most', median: 0.3 } };
}

// The smallest of the batches: what disturbs a batch only ever makes it slower.
function smallest(batches: readonly number[]): Figure | undefined {
  return medianOf([Math.min(...batches)]);
}

function cpuPerFrame(panesOf: (frame: number) => readonly Emulator[]): number {
  let panes = panesOf(0);
  const scene = sceneOf(() => panes);
  const compositor = new Compositor({ tty: nowhere(), clock: systemClock, scene });
  for (let frame = 0; frame < 20; frame++) {
    panes = panesOf(frame);
    compositor.paint();
  }
  const before = process.cpuUsage();
  for (let frame = 0; frame < FRAMES; frame++) {
    panes = panesOf(frame);
    compositor.paint();
  }
  const used = process.cpuUsage(before);
  void compositor.close();
  return (used.user + used.system) / 1_000 / FRAMES;
}

function sceneOf(panes: () => readonly Emulator[]): Scene {
  return {
    paintChrome: (grid) => grid.clear(),
    panes: () => panes().flatMap((emulator, i) => imageOf(emulator, `p${i}`, RECTS[i])),
    overlays: () => [],
    cursor: () => ({ x: 3, y: 3, style: 0 }),
    keyModes: () => ({ applicationCursorKeys: false, applicationKeypad: false }),
  };
}

function imageOf(emulator: Emulator, id: string, rect: Rect | undefined): PaneImage[] {
  if (!rect) return [];
  return [
    {
      id,
      rect,
      isHeld: false,
      blit: (grid: Grid, place: Rect) => emulator.blit(grid, place, 0),
    },
  ];
}

/** An emulator full of coloured interface lines; another seed gives other text in every line. */
async function filledEmulator(seed: number): Promise<Emulator> {
  const emulator = new Emulator({ size: PANE, onReply: () => undefined, onDirty: () => undefined });
  for (let y = 0; y < PANE.rows; y++) emulator.feed(Buffer.from(colouredLine(seed, y)));
  return emulator;
}

function colouredLine(seed: number, y: number): string {
  const words = Array.from({ length: 12 }, (_, i) => {
    const colour = 31 + ((seed + y + i) % 6);
    return `\x1b[${colour}m${String((seed + 1) * 7_919 * (y + 3) * (i + 5))
      .padStart(8, 'x')
      .slice(-7)}`;
  });
  return `\x1b[${y + 1};1H${words.join(' ')}\x1b[0m`;
}

function nowhere(): Tty {
  return {
    size: SIZE,
    depth: 'rgb',
    isDrained: true,
    write: () => undefined,
    onBytes: () => undefined,
    onResized: () => undefined,
    onDrained: () => undefined,
    onResumed: () => undefined,
    onGone: () => undefined,
    enter: () => undefined,
    leave: () => undefined,
    setMouse: () => undefined,
    suspend: () => undefined,
    lend: () => () => undefined,
  };
}
