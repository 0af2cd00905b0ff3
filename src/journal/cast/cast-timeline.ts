import type { EventPlace, Timeline } from '../recording.ts';
import type { ByteSource } from './byte-source.ts';
import type { CastEvent } from './cast-event.ts';
import { type BrokenLine, castLines } from './cast-lines.ts';
import { decodeEvent } from './decode-event.ts';
import { lineEndAfter, MOST_LINE_BYTES, sourceLines } from './source-lines.ts';
import { boundedSeconds } from './time-limits.ts';

/** A part so small is looked through line by line. */
const SMALL_BYTES = 65_536;
/** `[123.456789,` and room to spare. */
const TIME_BYTES = 64;

export interface CastTimelineOptions {
  readonly source: ByteSource;
  /** Where the first event's line begins. */
  readonly start: number;
  /** The cast's beginning in the recording's seconds. */
  readonly offsetS: number;
  /** Told of each line that cannot be read, by its place. */
  readonly onBroken: (at: number, what: BrokenLine) => void;
}

/** A cast whose times are absolute and only grow: a time is found by halving the file, so that opening reads nothing of it. */
export class CastTimeline implements Timeline {
  readonly #options: CastTimelineOptions;

  constructor(options: CastTimelineOptions) {
    this.#options = options;
  }

  get fileBytes(): number {
    return this.#options.source.size;
  }

  placeAt(atS: number): EventPlace {
    const { source, start, offsetS } = this.#options;
    let low = start;
    let high = source.size;
    let found = high;
    while (high - low > SMALL_BYTES) {
      const middle = low + Math.floor((high - low) / 2);
      const line = this.#timedLine(middle, high);
      if (line === undefined) high = middle;
      else if (offsetS + line.time < atS) low = line.at;
      else {
        found = line.at;
        high = middle;
      }
    }
    return this.#firstFrom(low, atS, found);
  }

  *events(from: EventPlace = 0): Generator<CastEvent, void> {
    const { source, start, offsetS, onBroken } = this.#options;
    let atS = 0;
    for (const { at, time, matter } of castLines(source, Math.max(start, from), onBroken)) {
      atS = Math.max(atS, offsetS + boundedSeconds(time));
      if (matter !== undefined) yield { atS, place: at, ...matter };
    }
  }

  /** The first line with a time that begins behind a place and before another one. */
  #timedLine(from: number, before: number): TimedLine | undefined {
    const { source } = this.#options;
    let at = lineEndAfter(source, from, Math.min(before - from, MOST_LINE_BYTES));
    while (at !== undefined && at < before) {
      const time = timeAt(source, at);
      if (time !== undefined) return { at, time };
      at = lineEndAfter(source, at, Math.min(before - at, MOST_LINE_BYTES));
    }
    return undefined;
  }

  #firstFrom(low: number, atS: number, found: number): EventPlace {
    const { source, offsetS } = this.#options;
    for (const { at, bytes, state } of sourceLines(source, low)) {
      if (at >= found) break;
      const time = state === 'too long' ? undefined : timeOf(bytes);
      if (time !== undefined && offsetS + time >= atS) return at;
    }
    return found;
  }
}

interface TimedLine {
  readonly at: number;
  readonly time: number;
}

function timeAt(source: ByteSource, at: number): number | undefined {
  const head = Buffer.alloc(TIME_BYTES);
  return timeOf(head.subarray(0, source.read(head, at)));
}

/** The time an event's line begins with; undefined where it does not begin with one. */
export function timeOf(line: Buffer): number | undefined {
  const [, digits] = TIME.exec(line.toString('latin1', 0, TIME_BYTES)) ?? [];
  return digits === undefined ? undefined : boundedSeconds(Number(digits));
}

const TIME = /^\s{0,8}\[\s{0,8}(\d{1,12}(?:\.\d{1,25})?(?:[eE]-\d{1,3})?)\s{0,8},/;

/** The time of the last whole event, in the cast's own seconds, and whether half a line stands behind it. */
export function lastTime(
  source: ByteSource,
  start: number,
): { readonly time: number; readonly tail: 'whole' | 'torn' } {
  const { size } = source;
  let tail: 'whole' | 'torn' = 'whole';
  for (let window = SMALL_BYTES; ; window *= 4) {
    const from = Math.max(start, size - window);
    const lines = Buffer.alloc(Math.max(0, size - from));
    const read = lines.subarray(0, source.read(lines, from));
    const found = lastTimeIn(read);
    if (read.length > 0) tail = found.tail;
    // The first line of a window may be the end of one.
    const isAll = from === start;
    if (found.time !== undefined && (isAll || found.isInside)) return { time: found.time, tail };
    if (isAll || window >= MOST_LINE_BYTES) return { time: found.time ?? 0, tail };
  }
}

function lastTimeIn(bytes: Buffer): {
  readonly time: number | undefined;
  readonly isInside: boolean;
  readonly tail: 'whole' | 'torn';
} {
  let tail: 'whole' | 'torn' = 'whole';
  let end = bytes.length;
  for (let looked = 0; end > 0 && looked < MOST_LINES_LOOKED; looked++) {
    const isEnded = bytes[end - 1] === 0x0a;
    const lineEnd = isEnded ? end - 1 : end;
    const lineStart = lineEnd === 0 ? 0 : bytes.lastIndexOf(0x0a, lineEnd - 1) + 1;
    const line = bytes.subarray(lineStart, lineEnd);
    const { kind } = decodeEvent(line);
    if (!isEnded && kind === 'broken') tail = 'torn';
    const time = kind === 'broken' || kind === 'blank' ? undefined : timeOf(line);
    if (time !== undefined) return { time, isInside: lineStart > 0, tail };
    end = lineStart;
  }
  return { time: undefined, isInside: false, tail };
}

const MOST_LINES_LOOKED = 5_000;
