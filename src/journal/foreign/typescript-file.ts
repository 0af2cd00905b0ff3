import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Size } from '../../core/size.ts';
import type { ByteSource } from '../cast/byte-source.ts';
import type { CastEvent } from '../cast/cast-event.ts';
import { boundedSize } from '../cast/decode-event.ts';
import { lineEndAfter, sourceLines } from '../cast/source-lines.ts';
import { boundedSeconds } from '../cast/time-limits.ts';
import type { Timeline } from '../recording.ts';
import type { ForeignFile } from './foreign-recording.ts';
import type { Opened } from './open-foreign.ts';
import { headerTime, scriptSize } from './text-form.ts';

/** A line of a timing file (scriptreplay(1)): so many bytes of the typescript at that time, or another size. */
interface Timing {
  readonly atS: number;
  readonly from: number;
  readonly length: number;
  readonly size: Size | undefined;
}

/**
 * A typescript of script(1) with its timing file beside it, as old and new versions write it; undefined where there is none: then it is a plain log.
 */
export function typescriptFile(opened: Opened): ForeignFile | undefined {
  const { path, source, files, problems, modifiedAtMs } = opened;
  const [first] = sourceLines(source, 0);
  const header = first?.bytes.toString('utf8', 0, 1_000).replace(/\r$/, '') ?? '';
  const startedAtMs = /^Script started on /.test(header) ? headerTime(header) : undefined;
  const beside = startedAtMs === undefined ? undefined : timingBeside(path);
  const start = lineEndAfter(source, 0, 10_000);
  if (beside === undefined || start === undefined) return undefined;
  const timings = timingsIn(files.source(beside), start);
  if (timings.length === 0) return undefined;
  const timeline = new TypescriptTimeline(source, timings);
  return {
    ...{ path, files, problems, sample: timeline },
    kind: 'text',
    open: () => ({ timeline, walk: timeline.events() }),
    size: scriptSize(header) ?? { cols: 80, rows: 24 },
    startedAtMs: () => startedAtMs ?? modifiedAtMs,
    host: '',
    platform: 'auto',
  };
}

const MOST_TIMING_BYTES = 64_000_000;

/** `x.timing`, `x.tm` or `x.time` of `x` or `x.log`, or a file called `timing`. */
function timingBeside(path: string): string | undefined {
  const bare = path.replace(/\.[^./]*$/, '');
  const ends = ['.timing', '.tm', '.time', '.tim'];
  const names = [path, bare].flatMap((name) => ends.map((end) => `${name}${end}`));
  return [...names, join(dirname(path), 'timing')].find((name) => {
    const found = statSync(name, { throwIfNoEntry: false });
    return found?.isFile() === true && found.size <= MOST_TIMING_BYTES;
  });
}

function timingsIn(source: ByteSource, start: number): readonly Timing[] {
  const timings: Timing[] = [];
  let atS = 0;
  let from = start;
  let isOneFile = false;
  const logs = new Map<string, string>();
  for (const { bytes } of sourceLines(source, 0)) {
    const line = bytes.toString('utf8', 0, 500).trim();
    const [, kind = 'O', pause = '', rest = ''] =
      /^(?:([OISH]) )?(\d{1,9}(?:\.\d{1,9})?) (.*)$/.exec(line) ?? [];
    if (pause === '') continue;
    atS = boundedSeconds(atS + Number(pause));
    const [, name, value] = /^(\w+_LOG) (.*)$/.exec(rest) ?? [];
    if (kind === 'H' && name !== undefined) logs.set(name, value ?? '');
    isOneFile = logs.has('INPUT_LOG') && logs.get('INPUT_LOG') === logs.get('OUTPUT_LOG');
    const length = /^\d{1,9}$/.test(rest) ? Number(rest) : 0;
    const size = kind === 'S' ? sizeIn(rest) : undefined;
    if (kind === 'O' || size !== undefined) timings.push({ atS, from, length, size });
    // Input is in the same file only where both were asked for in one.
    if (kind === 'O' || (kind === 'I' && isOneFile)) from += length;
  }
  return timings;
}

function sizeIn(signal: string): Size | undefined {
  const [, rows, cols] = /ROWS=(\d{1,4}) COLS=(\d{1,4})/.exec(signal) ?? [];
  return cols === undefined ? undefined : boundedSize(Number(cols), Number(rows));
}

/** A place in it is the number of a timing. */
class TypescriptTimeline implements Timeline {
  readonly #source: ByteSource;
  readonly #timings: readonly Timing[];

  constructor(source: ByteSource, timings: readonly Timing[]) {
    this.#source = source;
    this.#timings = timings;
  }

  get fileBytes(): number {
    return this.#timings.length;
  }

  placeAt(atS: number): number {
    let low = 0;
    let high = this.#timings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#timings[middle]?.atS ?? 0) < atS) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *events(from = 0): Generator<CastEvent, void> {
    for (let place = Math.max(0, from); place < this.#timings.length; place++) {
      const timing = this.#timings[place];
      if (timing === undefined) return;
      const { atS, size } = timing;
      if (size !== undefined) yield { atS, place, kind: 'resize', size };
      else yield* this.#output(timing, place);
    }
  }

  *#output({ atS, from, length }: Timing, place: number): Generator<CastEvent, void> {
    for (let at = 0; at < length; at += MOST_PIECE) {
      const bytes = Buffer.alloc(Math.min(MOST_PIECE, length - at));
      const read = this.#source.read(bytes, from + at);
      if (read === 0) return;
      yield { atS, place, kind: 'output', bytes: bytes.subarray(0, read) };
    }
  }
}

const MOST_PIECE = 1_000_000;
