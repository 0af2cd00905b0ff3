import { isSafeCodePoint } from '../../core/safe.ts';
import type { PageBytes } from './page.ts';

/** So many bytes of output go into one event at most; they take up to six times as many as JSON. */
export const MOST_OUTPUT_BYTES = 16 * 1024;
/** Six bytes for a control, and for the pieces of a character that is written as escapes. */
export const MOST_EXPANSION = 6;
/** More broken bytes than these end an event, so that the list of them stays short. */
const MOST_BROKEN = 1_000;

const HEX = Buffer.from('0123456789abcdef', 'latin1');
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const QUOTE = 0x22;

const TOP_BITS = 0x80808080 | 0;

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
  write(source: Uint8Array, page: PageBytes): number {
    const { length } = source;
    const view = new DataView(source.buffer, source.byteOffset, length);
    for (let index = 0; index < length; ) {
      index = (source[index] ?? 0) < 0x80 ? this.#ascii(view, index, page) : index;
      if (index === length) break;
      this.#utf8Bytes += index;
      const taken = this.#character(source, { index, page: page.bytes });
      this.#utf8Bytes -= index + taken;
      index += taken;
      if (this.broken.length < MOST_BROKEN) continue;
      this.#utf8Bytes += index;
      return index;
    }
    this.#utf8Bytes += length;
    return length;
  }

  /**
   * Writes up to the next byte that is no ASCII, and says where that is. Four bytes at a time: in each of them the top bit is set where it is below 0x20,
   * `"`, `\`, or above 0x7e. A borrow can set it too early only above a byte for which it is set rightly, so the lowest one counts.
   */
  #ascii(from: DataView, start: number, { bytes, view: to }: PageBytes): number {
    const length = from.byteLength;
    const last = length - 3;
    let index = start;
    let at = this.at;
    while (index < length) {
      let plain = 0;
      if (index < last) {
        const four = from.getInt32(index, true);
        to.setInt32(at, four, true);
        const quote = four ^ 0x22222222;
        const backslash = four ^ 0x5c5c5c5c;
        const found =
          (((four - 0x20202020) & ~four) |
            ((quote - 0x01010101) & ~quote) |
            ((backslash - 0x01010101) & ~backslash) |
            four |
            (four + 0x01010101)) &
          TOP_BITS;
        plain = found === 0 ? 4 : (31 - Math.clz32(found & -found)) >> 3;
      } else if (isCopied(from.getUint8(index))) {
        bytes[at] = from.getUint8(index);
        plain = 1;
      }
      index += plain;
      at += plain;
      if (plain === 4 || index === length) continue;
      const byte = from.getUint8(index);
      if (byte >= 0x80) break;
      if (isCopied(byte)) continue;
      at = writeEscaped(byte, bytes, at);
      index += 1;
    }
    this.at = at;
    return index;
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

function isCopied(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f && byte !== QUOTE && byte !== BACKSLASH;
}

/** A control, a quote or a backslash. */
function writeEscaped(byte: number, page: Uint8Array, start: number): number {
  let at = start;
  page[at++] = BACKSLASH;
  if (byte === 0x0a) page[at++] = 0x6e;
  else if (byte === 0x0d) page[at++] = 0x72;
  else if (byte === QUOTE || byte === BACKSLASH) page[at++] = byte;
  else at = writeUnit(byte, page, at);
  return at;
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
  for (let piece = 0; piece < length; piece++) hex += HEX_OF[source[index + piece] ?? 0];
  return hex;
}

const HEX_OF = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

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
