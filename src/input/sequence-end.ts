const BEL = 0x07;
const ESC = 0x1b;
const CSI = 0x5b;
const SS3 = 0x4f;

const MAX_CSI_BYTES = 256;
const MAX_STRING_BYTES = 4_096;

/** The sequence is not complete yet: more bytes, or silence, decide. */
export const INCOMPLETE = -1;

/**
 * Where the escape sequence that starts at `start` ends (the index behind it), or `INCOMPLETE`. The answer never depends on
 * what follows the sequence, so it is the same however the stream is cut.
 */
export function sequenceEnd(bytes: Uint8Array, start: number): number {
  const kind = bytes[start + 1];
  if (kind === undefined) return INCOMPLETE;
  if (kind === CSI) return csiEnd(bytes, start);
  if (kind === SS3) return ss3End(bytes, start);
  if (kind === ESC) return doubleEscapeEnd(bytes, start);
  const opener = STRING_OPENERS.get(kind);
  if (opener !== undefined) return stringEnd(bytes, start, opener);
  return altEnd(bytes, start);
}

/** How many bytes the UTF-8 character beginning with this byte takes; 1 for what begins none. */
export function utf8Length(first: number): number {
  if (first >= 0xf5) return 1;
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc2 ? 2 : 1;
}

/**
 * OSC, DCS and APC as replies begin; anything else after those letters is Alt held with `]`, `P` or `_`, and must not
 * swallow what is typed next.
 */
const STRING_OPENERS: ReadonlyMap<number, RegExp> = new Map([
  [0x5d, /[0-9Ll]/],
  [0x50, /[0-9>!+$|]/],
  [0x5f, /G/],
]);

function csiEnd(bytes: Uint8Array, start: number): number {
  // The Linux console writes F1 to F5 as ESC [ [ A to E.
  const first = bytes[start + 2] === CSI ? start + 3 : start + 2;
  if (bytes[first] === 0x4d && first === start + 2) {
    // Mouse report of the oldest kind: three raw bytes follow.
    return start + 6 <= bytes.length ? start + 6 : INCOMPLETE;
  }
  for (let at = first; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 || byte > 0x7e) return at;
    if (byte >= 0x40 || isShiftFinal(bytes, at)) return at + 1;
    if (at - start >= MAX_CSI_BYTES) return at + 1;
  }
  return INCOMPLETE;
}

/** rxvt ends shifted keys with `$`, which elsewhere is an intermediate before `y` or `p`. */
function isShiftFinal(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1] ?? 0;
  return bytes[at] === 0x24 && before >= 0x30 && before <= 0x39 && isShortNumber(bytes, at);
}

function isShortNumber(bytes: Uint8Array, end: number): boolean {
  let at = end - 1;
  while (at >= 0 && (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39) at--;
  return bytes[at] === CSI;
}

function doubleEscapeEnd(bytes: Uint8Array, start: number): number {
  // Some terminals put ESC before an arrow's sequence for Alt. Otherwise the first ESC stands alone.
  const kind = bytes[start + 2];
  if (kind === undefined) return INCOMPLETE;
  if (kind === CSI) return csiEnd(bytes, start + 1);
  if (kind === SS3) return ss3End(bytes, start + 1);
  return start + 1;
}

function ss3End(bytes: Uint8Array, start: number): number {
  const final = bytes[start + 2];
  if (final === undefined) return INCOMPLETE;
  // Alt with a capital O, and then something else.
  return final < 0x20 || final > 0x7e ? start + 2 : start + 3;
}

/** ESC and one character: Alt held with it. */
function altEnd(bytes: Uint8Array, start: number): number {
  const end = start + 1 + utf8Length(bytes[start + 1] ?? 0);
  for (let at = start + 2; at < end; at++) {
    const byte = bytes[at];
    if (byte === undefined) return INCOMPLETE;
    if ((byte & 0xc0) !== 0x80) return at;
  }
  return end;
}

function stringEnd(bytes: Uint8Array, start: number, opener: RegExp): number {
  const first = bytes[start + 2];
  if (first === undefined) return INCOMPLETE;
  if (!opener.test(String.fromCharCode(first))) return start + 2;
  for (let at = start + 2; at < bytes.length; at++) {
    if (bytes[at] === BEL) return at + 1;
    if (bytes[at] === ESC) {
      const next = bytes[at + 1];
      if (next === undefined) return INCOMPLETE;
      return next === 0x5c ? at + 2 : at;
    }
    if (at - start >= MAX_STRING_BYTES) return at + 1;
  }
  return INCOMPLETE;
}
