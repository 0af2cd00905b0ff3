import { isSafeCodePoint } from '../../core/safe.ts';

/** So many bytes of output go into one event at most; they take up to six times as many as JSON. */
export const MOST_OUTPUT_BYTES = 16 * 1024;
/** Six bytes for a control, and for the pieces of a character that is written as escapes. */
export const MOST_EXPANSION = 6;
/** More broken bytes than these end an event, so that the list of them stays short. */
const MOST_BROKEN = 1_000;

const PLAIN = 0;
const CONTROL = 1;
const ESCAPED = 2;
const NOT_ASCII = 3;
const KINDS = new Uint8Array(256);
KINDS.fill(CONTROL, 0, 0x20);
KINDS[0x22] = ESCAPED;
KINDS[0x5c] = ESCAPED;
KINDS[0x7f] = CONTROL;
KINDS.fill(NOT_ASCII, 0x80);

const HEX = Buffer.from('0123456789abcdef', 'latin1');
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

/**
 * Writes the output of a device as the inside of a JSON string, byte by byte and without a string in between: this is on the way of every
 * byte. What is no UTF-8 becomes U+FFFD, one for each broken piece as the WHATWG Encoding standard has it, and is listed in `broken`.
 */
export class OutputEncoder {
  /** Where the next byte goes in the page. */
  at = 0;
  /** `offset:hex` of the event so far: where its U+FFFD stands in the event's UTF-8, and the bytes it stands for. */
  readonly broken: string[] = [];
  #utf8Bytes = 0;

  begin(at: number): void {
    this.at = at;
    this.broken.length = 0;
    this.#utf8Bytes = 0;
  }

  /**
   * Writes as much as one event may hold, and says how many bytes that was. The page must have room for six times as many. A character that
   * is cut off at the end counts as broken.
   */
  write(source: Uint8Array, page: Uint8Array): number {
    const { length } = source;
    let at = this.at;
    for (let index = 0; index < length; ) {
      const byte = source[index] ?? 0;
      const kind = KINDS[byte];
      if (kind === PLAIN) {
        page[at++] = byte;
        index += 1;
      } else if (kind === NOT_ASCII) {
        this.at = at;
        this.#utf8Bytes += index;
        const taken = this.#character(source, { index, page });
        this.#utf8Bytes -= index + taken;
        at = this.at;
        index += taken;
        if (this.broken.length >= MOST_BROKEN) {
          this.#utf8Bytes += index;
          return index;
        }
      } else {
        page[at++] = BACKSLASH;
        if (byte === 0x0a) page[at++] = 0x6e;
        else if (byte === 0x0d) page[at++] = 0x72;
        else if (kind === ESCAPED) page[at++] = byte;
        else at = writeUnit(byte, page, at);
        index += 1;
      }
    }
    this.at = at;
    this.#utf8Bytes += length;
    return length;
  }

  /** One character, or a broken piece of one, and how many bytes it had; `#utf8Bytes` counts those it has in the event. */
  #character(
    source: Uint8Array,
    { index, page }: { readonly index: number; readonly page: Uint8Array },
  ): number {
    const length = wholeLength(source, index);
    if (length > 0) {
      const code = codePoint(source, index, length);
      if (isPlain(code)) {
        for (let piece = 0; piece < length; piece++) page[this.at++] = source[index + piece] ?? 0;
      } else this.#escape(code, page);
      this.#utf8Bytes += length;
      return length;
    }
    const taken = -length;
    this.broken.push(`${this.#utf8Bytes}:${hexOf(source, index, taken)}`);
    page[this.at++] = 0xef;
    page[this.at++] = 0xbf;
    page[this.at++] = 0xbd;
    this.#utf8Bytes += 3;
    return taken;
  }

  #escape(code: number, page: Uint8Array): void {
    const units = code < 0x10000 ? [code] : surrogates(code);
    for (const unit of units) {
      page[this.at++] = BACKSLASH;
      this.at = writeUnit(unit, page, this.at);
    }
  }
}

/** How many bytes at the end may be the beginning of a character that is still to come. */
export function unfinishedBytes(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    // A piece that is whole or broken already waits for nothing.
    const taken = wholeLength(bytes, length - back);
    return neededFor(byte) > back && taken === -back ? back : 0;
  }
  return 0;
}

/** The `uXXXX` of an escape. */
function writeUnit(unit: number, page: Uint8Array, start: number): number {
  let at = start;
  page[at++] = LETTER_U;
  page[at++] = HEX[(unit >> 12) & 15] ?? 0;
  page[at++] = HEX[(unit >> 8) & 15] ?? 0;
  page[at++] = HEX[(unit >> 4) & 15] ?? 0;
  page[at++] = HEX[unit & 15] ?? 0;
  return at;
}

function surrogates(code: number): readonly number[] {
  const rest = code - 0x10000;
  return [0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff)];
}

function hexOf(source: Uint8Array, index: number, length: number): string {
  let hex = '';
  for (let piece = 0; piece < length; piece++) {
    hex += (source[index + piece] ?? 0).toString(16).padStart(2, '0');
  }
  return hex;
}

function neededFor(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
}

/** The bytes of the whole character there; of a broken one the same below zero: its maximal subpart (Unicode 3.9, table 3-7). */
function wholeLength(source: Uint8Array, index: number): number {
  const lead = source[index] ?? 0;
  const needed = neededFor(lead);
  if (needed === 1) return -1;
  const second = source[index + 1] ?? 0;
  if (second < leastSecond(lead) || second > mostSecond(lead)) return -1;
  for (let piece = 2; piece < needed; piece++) {
    if (((source[index + piece] ?? 0) & 0xc0) !== 0x80) return -piece;
  }
  return needed;
}

/** Neither overlong forms, nor surrogates, nor what is above U+10FFFF. */
function leastSecond(lead: number): number {
  if (lead === 0xe0) return 0xa0;
  return lead === 0xf0 ? 0x90 : 0x80;
}

function mostSecond(lead: number): number {
  if (lead === 0xed) return 0x9f;
  return lead === 0xf4 ? 0x8f : 0xbf;
}

function codePoint(source: Uint8Array, index: number, length: number): number {
  let code = (source[index] ?? 0) & (0xff >> (length + 1));
  for (let piece = 1; piece < length; piece++) {
    code = (code << 6) | ((source[index + piece] ?? 0) & 0x3f);
  }
  return code;
}

const UNKNOWN = 0;
const AS_IT_IS = 1;
const AS_ESCAPE = 2;
/** What is known of the characters of the basic plane; asked once each. */
const seen = new Uint8Array(0x10000);

function isPlain(code: number): boolean {
  if (code >= 0x10000) return isSafeCodePoint(code);
  if (seen[code] === UNKNOWN) seen[code] = isSafeCodePoint(code) ? AS_IT_IS : AS_ESCAPE;
  return seen[code] === AS_IT_IS;
}
