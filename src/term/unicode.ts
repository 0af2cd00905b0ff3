import { eastAsianWidth } from 'get-east-asian-width';
import { isSafeCodePoint } from '../core/safe.ts';

/**
 * What the emulator needs to know about each character. Widths are per code point, as `wcwidth` on the remote side
 * counts them; remote programs place their cursor by that, so it beats what would look best here.
 */
export type CharacterKind =
  /** One or two columns, shown as it is. */
  | 'plain'
  /** Joins the character before it: an accent, a variation selector. */
  | 'mark'
  /** Takes no column and may not be shown: bidi controls, zero-width characters. */
  | 'hidden'
  /** May not be shown but takes room: 8-bit controls, noncharacters, fillers. */
  | 'unsafe';

/** A cell never holds more code points than this: a base and its marks. */
export const MAX_CODE_POINTS_PER_CELL = 8;

/** What a code point does to a cell: fills one, joins the one before, or is not to be shown. */
export function kindOf(codePoint: number): CharacterKind {
  return KINDS[propertiesOf(codePoint) >>> 2] ?? 'unsafe';
}

/** How many columns a code point takes. */
export function columnsOf(codePoint: number): 0 | 1 | 2 {
  return COLUMNS[propertiesOf(codePoint) & 3] ?? 1;
}

/** Widths for xterm.js: its own tables are those of Unicode 6. */
export const unicodeProvider = {
  version: 'showrun',
  wcwidth: columnsOf,
  // xterm.js packs a character's state for the one after it: bit 0 joins, bits 1-2 width.
  charProperties(codePoint: number, preceding: number): number {
    if (codePoint >= 0x20 && codePoint < 0x7f) return 1 << 1;
    const columns = columnsOf(codePoint);
    if (columns !== 0) return columns << 1;
    const before = (preceding >> 1) & 3;
    // A mark with nothing before it gets a column of its own; a cell of no width would be taken for half a wide one.
    return before === 0 ? 1 << 1 : (before << 1) | 1;
  },
};

/**
 * Takes out of decoded text what may never reach a cell: hidden characters are dropped (they take no column), unsafe
 * ones become `�`, marks beyond the eighth code point of a cell are dropped. ASCII passes, controls included: they are the terminal's.
 */
export class TextCleaner {
  /** Those on the last character so far. */
  marks = 0;

  clean(text: string): string {
    let cleaned = '';
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) {
        this.marks = 0;
        continue;
      }
      const codePoint = text.codePointAt(i) ?? unit;
      const length = codePoint > 0xffff ? 2 : 1;
      const put = this.#replacement(codePoint);
      if (put !== undefined) {
        cleaned += text.slice(from, i) + put;
        from = i + length;
      }
      i += length - 1;
    }
    return from === 0 ? text : cleaned + text.slice(from);
  }

  /** Text went by that needs no cleaning. */
  skip(): void {
    this.marks = 0;
  }

  /** What to put instead of a character; undefined to keep it. */
  #replacement(codePoint: number): string | undefined {
    const properties = propertiesOf(codePoint);
    if (properties >>> 2 === PLAIN) {
      this.marks = 0;
      return undefined;
    }
    if (properties >>> 2 === MARK) {
      this.marks += 1;
      return this.marks < MAX_CODE_POINTS_PER_CELL ? undefined : '';
    }
    if (properties >>> 2 === HIDDEN) return '';
    this.marks = 0;
    return '\ufffd';
  }
}

/** Whether text in valid UTF-8 holds only ASCII and characters of the kind `plain`. */
export function isPlainText(utf8: Uint8Array): boolean {
  let at = 0;
  while (at < utf8.length) {
    const first = utf8[at] ?? 0;
    if (first < 0x80) {
      at += 1;
      continue;
    }
    const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    let codePoint = first & (0x7f >> length);
    for (let i = 1; i < length; i++) codePoint = (codePoint << 6) | ((utf8[at + i] ?? 0) & 0x3f);
    if (propertiesOf(codePoint) >>> 2 !== PLAIN) return false;
    at += length;
  }
  return true;
}

const KINDS: readonly CharacterKind[] = ['plain', 'mark', 'hidden', 'unsafe'];
const PLAIN = 0;
const MARK = 1;
const HIDDEN = 2;
const UNSAFE = 3;
const COLUMNS = [0, 1, 2] as const;

// Shared by all emulators and filled as characters are met, a page of 256 at a time: a full table is 1.1 MB.
const UNKNOWN = 0xff;
const pages: (Uint8Array | undefined)[] = [];

function propertiesOf(codePoint: number): number {
  const index = codePoint >>> 8;
  let page = pages[index];
  if (page === undefined) {
    page = new Uint8Array(256).fill(UNKNOWN);
    pages[index] = page;
  }
  const known = page[codePoint & 0xff] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const properties = lookUp(codePoint);
  page[codePoint & 0xff] = properties;
  return properties;
}

function lookUp(codePoint: number): number {
  if (codePoint > 0x10ffff) return (UNSAFE << 2) | 1;
  const isZeroWidth = ZERO_WIDTH.test(String.fromCodePoint(codePoint)) || isJamo(codePoint);
  if (isSafeCodePoint(codePoint)) {
    if (isZeroWidth) return MARK << 2;
    return (PLAIN << 2) | eastAsianWidth(codePoint, { ambiguousAsWide: false });
  }
  return isZeroWidth ? HIDDEN << 2 : (UNSAFE << 2) | 1;
}

const ZERO_WIDTH =
  /^(?:\p{Mn}|\p{Me}|[\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}])$/u;

/** Medial and final Hangul letters join the one before, as in every wcwidth. */
function isJamo(codePoint: number): boolean {
  return (
    (codePoint >= 0x1160 && codePoint <= 0x11ff) || (codePoint >= 0xd7b0 && codePoint <= 0xd7fb)
  );
}
