import { COMBINED, EXTENDED, WIDTH_SHIFT, WORDS_PER_CELL } from '../../core/cell.ts';
import type { XtermBuffer, XtermExtended, XtermLine } from './xterm-core.ts';

/**
 * Rows of cells in little room. Blank ends are left out; a row of plain text takes a byte a cell, two where there is more than
 * Latin-1, any other one the three words that xterm.js has.
 */
export interface PackedRows {
  /** For each row its cells, doubled, and whether it goes on from the row before: `FLAG_WRAPPED`, `FLAG_WORDS`. */
  readonly heads: Uint32Array;
  readonly plain: Uint8Array | Uint16Array;
  readonly words: Uint32Array;
  /** Cells of several code points, and those with more than colours: by row and column. */
  readonly special: readonly SpecialCell[];
}

interface SpecialCell {
  readonly row: number;
  readonly x: number;
  readonly text: string | undefined;
  readonly extended: XtermExtended | undefined;
}

const FLAG_WRAPPED = 1;
const FLAG_WORDS = 2;
const FLAG_BITS = 2;
const BLANK = 1 << WIDTH_SHIFT;
const MOST_PLAIN = 0xffff;

// Filled anew by each packing, and copied out: what is kept is as long as it needs to be.
let plainRoom = new Uint16Array(65_536);
let wordsRoom = new Uint32Array(65_536);

/** Undefined where a row is not as wide as the screen: then xterm.js is in the middle of something. */
export function packRows(buffer: XtermBuffer, cols: number): PackedRows | undefined {
  const rows = buffer.lines.length;
  const heads = new Uint32Array(rows);
  const special: SpecialCell[] = [];
  let plainUsed = 0;
  let wordsUsed = 0;
  let allBits = 0;
  for (let row = 0; row < rows; row++) {
    const line = buffer.lines.get(row);
    if (line === undefined || line.length !== cols) return undefined;
    const cells = usedCells(line, cols);
    const wrapped = line.isWrapped ? FLAG_WRAPPED : 0;
    if (isPlain(line, cells)) {
      plainRoom = withRoom(plainRoom, plainUsed + cells);
      for (let x = 0; x < cells; x++) {
        const code = (line._data[x * WORDS_PER_CELL] ?? 0) & MOST_PLAIN;
        plainRoom[plainUsed + x] = code;
        allBits |= code;
      }
      plainUsed += cells;
      heads[row] = (cells << FLAG_BITS) | wrapped;
      continue;
    }
    const count = cells * WORDS_PER_CELL;
    wordsRoom = withRoom(wordsRoom, wordsUsed + count);
    wordsRoom.set(line._data.subarray(0, count), wordsUsed);
    wordsUsed += count;
    heads[row] = (cells << FLAG_BITS) | FLAG_WORDS | wrapped;
    collectSpecial(special, line, { row, cells });
  }
  return {
    ...{ heads, special },
    plain: allBits > 0xff ? plainRoom.slice(0, plainUsed) : bytesOf(plainRoom, plainUsed),
    words: wordsRoom.slice(0, wordsUsed),
  };
}

/** Puts the rows into a buffer that has none. */
export function unpackRows(
  { heads, plain, words, special }: PackedRows,
  buffer: XtermBuffer,
): void {
  let plainAt = 0;
  let wordsAt = 0;
  // Many times faster than to have each one filled.
  const blank = buffer.getBlankLine(undefined, false);
  for (const head of heads) {
    const cells = head >>> FLAG_BITS;
    const line = blank.clone();
    line.isWrapped = (head & FLAG_WRAPPED) !== 0;
    if ((head & FLAG_WORDS) === 0) {
      for (let x = 0; x < cells; x++) {
        line._data[x * WORDS_PER_CELL] = (plain[plainAt + x] ?? 0) | BLANK;
      }
      plainAt += cells;
    } else {
      const count = cells * WORDS_PER_CELL;
      line._data.set(words.subarray(wordsAt, wordsAt + count));
      wordsAt += count;
    }
    buffer.lines.push(line);
  }
  for (const { row, x, text, extended } of special) {
    const line = buffer.lines.get(row);
    if (line === undefined) continue;
    if (text !== undefined) line._combined[x] = text;
    if (extended !== undefined) line._extendedAttrs[x] = extended;
  }
}

/** What packed rows take of memory. */
export function packedBytes({ heads, plain, words, special }: PackedRows): number {
  return heads.byteLength + plain.byteLength + words.byteLength + special.length * SPECIAL_BYTES;
}

function bytesOf(room: Uint16Array, used: number): Uint8Array {
  const bytes = new Uint8Array(used);
  bytes.set(room.subarray(0, used));
  return bytes;
}

const SPECIAL_BYTES = 100;

/** Up to the last cell that is not blank. */
function usedCells({ _data: data }: XtermLine, cols: number): number {
  for (let x = cols - 1; x >= 0; x--) {
    const at = x * WORDS_PER_CELL;
    if (data[at] !== BLANK || data[at + 1] !== 0 || data[at + 2] !== 0) return x + 1;
  }
  return 0;
}

function isPlain({ _data: data }: XtermLine, cells: number): boolean {
  for (let at = 0; at < cells * WORDS_PER_CELL; at += WORDS_PER_CELL) {
    // One column, and a code point of 16 bits: nothing else in the word.
    if (((data[at] ?? 0) & ~MOST_PLAIN) !== BLANK) return false;
    if (data[at + 1] !== 0 || data[at + 2] !== 0) return false;
  }
  return true;
}

function collectSpecial(
  special: SpecialCell[],
  line: XtermLine,
  { row, cells }: { readonly row: number; readonly cells: number },
): void {
  for (let x = 0; x < cells; x++) {
    const at = x * WORDS_PER_CELL;
    const isCombined = ((line._data[at] ?? 0) & COMBINED) !== 0;
    const isExtended = ((line._data[at + 2] ?? 0) & EXTENDED) !== 0;
    if (!isCombined && !isExtended) continue;
    special.push({
      ...{ row, x },
      text: isCombined ? line._combined[x] : undefined,
      extended: isExtended ? line._extendedAttrs[x] : undefined,
    });
  }
}

function withRoom<Words extends Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  room: Words,
  needed: number,
): Words {
  if (room.length >= needed) return room;
  const larger =
    room instanceof Uint16Array ? new Uint16Array(2 * needed) : new Uint32Array(2 * needed);
  larger.set(room);
  return larger as Words;
}
