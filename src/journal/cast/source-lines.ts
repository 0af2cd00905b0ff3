import type { ByteSource } from './byte-source.ts';

/** A line of a file, without its end. */
export interface SourceLine {
  /** Where it begins in the file. */
  readonly at: number;
  /** Good until the next line is asked for. Empty for one that is too long to be kept. */
  readonly bytes: Buffer;
  /** `torn` is the last one where it has no end; `too long` one whose bytes were passed over. */
  readonly state: 'whole' | 'torn' | 'too long';
}

const FIRST_SLICE_BYTES = 65_536;
const SLICE_BYTES = 262_144;
/** A longer line is left out: no event is so long. */
export const MOST_LINE_BYTES = 16_777_216;
/** What has no line end for so long is no recording: a file may claim to have gigabytes, and have holes. */
const MOST_PASSED_BYTES = 67_108_864;
const NEWLINE = 0x0a;

/** The lines of a source from a place on, read in slices: however long the file is, no more than a line and a slice of it are in memory. */
export function* sourceLines(source: ByteSource, from: number): Generator<SourceLine, void> {
  let at = from;
  let kept: Buffer = EMPTY;
  let sliceBytes = FIRST_SLICE_BYTES;
  while (true) {
    const slice = Buffer.allocUnsafe(kept.length + sliceBytes);
    kept.copy(slice);
    const read = source.read(slice.subarray(kept.length), at + kept.length);
    const filled = slice.subarray(0, kept.length + read);
    if (read === 0) {
      if (filled.length > 0) yield { at, bytes: filled, state: 'torn' };
      return;
    }
    let start = 0;
    let end = filled.indexOf(NEWLINE, kept.length);
    while (end >= 0) {
      yield wholeLine(at + start, filled.subarray(start, end));
      start = end + 1;
      end = filled.indexOf(NEWLINE, start);
    }
    at += start;
    kept = filled.subarray(start);
    sliceBytes = Math.max(SLICE_BYTES, kept.length);
    if (kept.length <= MOST_LINE_BYTES) continue;
    const next = lineEndAfter(source, at + kept.length, MOST_PASSED_BYTES);
    yield { at, bytes: EMPTY, state: 'too long' };
    if (next === undefined) return;
    at = next;
    kept = EMPTY;
  }
}

function wholeLine(at: number, bytes: Buffer): SourceLine {
  const isTooLong = bytes.length > MOST_LINE_BYTES;
  return isTooLong ? { at, bytes: EMPTY, state: 'too long' } : { at, bytes, state: 'whole' };
}

/** Where the next line begins at or behind a place in the middle of one; undefined where none does within so many bytes. */
export function lineEndAfter(
  source: ByteSource,
  from: number,
  withinBytes: number,
): number | undefined {
  const slice = Buffer.allocUnsafe(Math.min(FIRST_SLICE_BYTES, withinBytes));
  for (let at = from; at < from + withinBytes; ) {
    const read = source.read(slice, at);
    if (read === 0) return undefined;
    const end = slice.subarray(0, read).indexOf(NEWLINE);
    if (end >= 0) return at + end + 1;
    at += read;
  }
  return undefined;
}

const EMPTY: Buffer = Buffer.alloc(0);
