import type { CastFile } from './cast-file.ts';

const READ_BYTES = 64 << 10;
const MOST_READ_BYTES = 32 << 20;
const EVENT = /\[[^",]*,\s*"(\w)"\s*,\s*("?)/y;

/**
 * Where in a cast a byte of the session's output stands: the offset of its character in the file. Counts from a place known (docs/recordings.md:
 * what a gap lacks counts, and so do the bytes that stand as `�`). `Infinity` behind the end.
 */
export function placeOfByte(
  file: CastFile,
  from: { readonly line: number; readonly bytes: number },
  wanted: number,
): number {
  let at = from.line;
  let bytes = from.bytes;
  let size = READ_BYTES;
  for (;;) {
    const text = file.read(at, size);
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const walked = walkEvent(text, { start, end, bytes, wanted });
      if (walked.found !== undefined) return at + walked.found;
      bytes = walked.bytes;
      start = end + 1;
    }
    if (start === 0) {
      if (text.length < size || size >= MOST_READ_BYTES) return Number.POSITIVE_INFINITY;
      size *= 2;
    }
    at += start;
  }
}

interface Step {
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
  readonly wanted: number;
}

function walkEvent(text: string, step: Step): { readonly bytes: number; readonly found?: number } {
  const { start, end, bytes, wanted } = step;
  EVENT.lastIndex = start;
  const [, kind] = EVENT.exec(text) ?? [];
  const from = EVENT.lastIndex;
  if (kind === 'g') {
    const missing = Number(/\d+/.exec(text.slice(from, end))?.[0] ?? 0);
    return { bytes: bytes + missing };
  }
  if (kind !== 'o') return { bytes };
  const to = text.lastIndexOf('"', end);
  // The line behind it says what stands for each `�`; without one, bytes are counted as they are written.
  const marks = patchesBehind(text, end + 1);
  let count = bytes;
  let written = 0;
  let patch = 0;
  for (let i = from; i < to; ) {
    if (count >= wanted) return { bytes: count, found: i };
    const { length, utf8 } = unitAt(text, i);
    const mark = marks[patch];
    if (mark !== undefined && mark.at === written) {
      count += mark.bytes;
      written += 3;
      i += 3;
      patch++;
      continue;
    }
    count += utf8;
    written += utf8;
    i += length;
  }
  return count >= wanted ? { bytes: count, found: to } : { bytes: count };
}

/** A character's length in the JSON and how many bytes of UTF-8 it makes. */
function unitAt(text: string, at: number): { readonly length: number; readonly utf8: number } {
  if (text.charCodeAt(at) !== 0x5c) return ONE;
  if (text.charCodeAt(at + 1) !== 0x75) return PAIR;
  const code = Number.parseInt(text.slice(at + 2, at + 6), 16);
  if (code >= 0xd800 && code <= 0xdbff) return { length: 12, utf8: 4 };
  return { length: 6, utf8: code < 0x80 ? 1 : code < 0x800 ? 2 : 3 };
}

const ONE = { length: 1, utf8: 1 };
const PAIR = { length: 2, utf8: 1 };

function patchesBehind(text: string, start: number): readonly { at: number; bytes: number }[] {
  EVENT.lastIndex = start;
  const [, kind] = EVENT.exec(text) ?? [];
  if (kind !== 'b') return [];
  const data = text.slice(EVENT.lastIndex, text.indexOf('"', EVENT.lastIndex));
  return data.split(',').flatMap((one) => {
    const [, at, hex] = /^(\d{1,9}):((?:[0-9a-f]{2}){1,4})$/.exec(one) ?? [];
    return hex === undefined ? [] : [{ at: Number(at), bytes: hex.length / 2 }];
  });
}
