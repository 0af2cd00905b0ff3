import {
  BLINK,
  BOLD,
  COMBINED,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  OVERLINE,
  STRIKE,
  UNDERLINE,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
} from '../core/cell.ts';
import type { RowSource } from './blit.ts';
import type { Internals } from './internals.ts';
import type { Terminal } from './terminal.ts';

/** The active buffer's rows straight from xterm's memory where possible, else through its public interface. */
export function rowSourceOf(terminal: Terminal, internals: Internals | undefined): RowSource {
  return {
    get cols() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    words: internals?.rowWords ?? publicWords(terminal),
    cluster: (row, x) => terminal.buffer.active.getLine(row)?.getCell(x)?.getChars() ?? '',
  };
}

type Cell = ReturnType<Terminal['buffer']['active']['getNullCell']>;

function publicWords(terminal: Terminal): (row: number) => Uint32Array | undefined {
  const cell = terminal.buffer.active.getNullCell();
  let words = new Uint32Array(0);
  return (row) => {
    const line = terminal.buffer.active.getLine(row);
    if (line === undefined) return undefined;
    const needed = terminal.cols * WORDS_PER_CELL;
    if (words.length !== needed) words = new Uint32Array(needed);
    for (let x = 0; x < terminal.cols; x++) {
      if (line.getCell(x, cell) === undefined) break;
      words.set([contentOf(cell), foregroundOf(cell), backgroundOf(cell)], x * WORDS_PER_CELL);
    }
    return words;
  };
}

function contentOf(cell: Cell): number {
  const chars = cell.getChars();
  const codePoint = chars.codePointAt(0) ?? 0;
  const isSingle = chars.length <= (codePoint > 0xffff ? 2 : 1);
  return (isSingle ? codePoint : COMBINED) | (cell.getWidth() << WIDTH_SHIFT);
}

function foregroundOf(cell: Cell): number {
  let word = cell.isFgDefault() ? 0 : cell.getFgColorMode() | cell.getFgColor();
  if (cell.isInverse() !== 0) word |= INVERSE;
  if (cell.isBold() !== 0) word |= BOLD;
  if (cell.isUnderline() !== 0) word |= UNDERLINE;
  if (cell.isBlink() !== 0) word |= BLINK;
  if (cell.isInvisible() !== 0) word |= INVISIBLE;
  if (cell.isStrikethrough() !== 0) word |= STRIKE;
  return word >>> 0;
}

function backgroundOf(cell: Cell): number {
  let word = cell.isBgDefault() ? 0 : cell.getBgColorMode() | cell.getBgColor();
  if (cell.isItalic() !== 0) word |= ITALIC;
  if (cell.isDim() !== 0) word |= DIM;
  if (cell.isOverline() !== 0) word |= OVERLINE;
  return word >>> 0;
}
