const ESC = 0x1b;
const NEARBY_BYTES = 32;

/**
 * Where the next ESC stands between `start` and `end`, or `end`. Coloured text has one every few bytes, found fastest
 * by looking; plain text has none for thousands, where the built-in search wins.
 */
export function nextEscape(chunk: Uint8Array, start: number, end: number): number {
  const near = Math.min(end, start + NEARBY_BYTES);
  for (let at = start; at < near; at++) {
    if (chunk[at] === ESC) return at;
  }
  if (near === end) return end;
  const found = chunk.subarray(near, end).indexOf(ESC);
  return found < 0 ? end : near + found;
}
