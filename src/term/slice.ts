import { nextEscape } from './next-escape.ts';

const ESC = 0x1b;
const CSI = 0x5b;

/**
 * What one slice may cost, in light sequences. Two bytes (`ESC c`) can cost as much as a screen of text, so sequences are
 * weighed as well as bytes counted.
 */
const BUDGET = 256;
const HEAVY = 8;

/** Sequences that touch at most a line: colours, cursor moves, erase in line. All others count as heavy. */
const LIGHT: ReadonlySet<number> = new Set(Buffer.from('ABCDEFGHKPXdfmn'));

/**
 * Where the next slice of a chunk ends: at `maxBytes`, or before one escape sequence too many. `scale` (0 to 1) makes both
 * smaller for a stream that proved expensive. At least one byte, so that a loop over slices always ends.
 */
export function sliceEnd(
  chunk: Uint8Array,
  options: { start: number; maxBytes: number; scale: number },
): number {
  const { start, scale } = options;
  const bytes = Math.max(1, Math.floor(options.maxBytes * scale));
  const end = characterStart(chunk, start, Math.min(chunk.length, start + bytes));
  let left = Math.floor(BUDGET * scale);
  for (let at = nextEscape(chunk, start, end); at < end; at = nextEscape(chunk, at + 1, end)) {
    left -= weigh(chunk, at);
    if (left < 0 && at > start) return at;
  }
  return end;
}

/** The end moved back to where a UTF-8 character starts; whole characters are read faster. */
function characterStart(chunk: Uint8Array, start: number, end: number): number {
  let at = end;
  while (
    at < chunk.length &&
    at > start + 1 &&
    end - at < 3 &&
    ((chunk[at] ?? 0) & 0xc0) === 0x80
  ) {
    at--;
  }
  return at;
}

function weigh(chunk: Uint8Array, start: number): number {
  if (chunk[start + 1] !== CSI) return HEAVY;
  let at = start + 2;
  // Everything below 0x40 belongs to the sequence (ECMA-48 5.4), controls in the middle of it too.
  while (at < chunk.length && (chunk[at] ?? 0) < 0x40 && chunk[at] !== ESC) at++;
  return LIGHT.has(chunk[at] ?? 0) ? 1 : HEAVY;
}
