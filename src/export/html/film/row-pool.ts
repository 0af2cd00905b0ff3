import {
  COLOUR_MASK,
  cellText,
  cellWidth,
  INVERSE,
  OVERLINE,
  SPACE,
  STRIKE,
  UNDERLINE,
  WORDS_PER_CELL,
} from '../../../core/cell.ts';
import type { Grid } from '../../../core/grid.ts';
import { jsonInScript } from '../json-in-script.ts';
import { wideStyle } from '../player/page-data.ts';
import type { StylePalette } from './style-palette.ts';

/** The different rows of a session's film, each once, as JSON. Row 0 is blank. */
export class RowPool {
  readonly #palette: StylePalette;
  readonly #numbers = new Map<string, number>([['""', 0]]);
  #chars = 2;

  constructor(palette: StylePalette) {
    this.#palette = palette;
  }

  /** The number of a row of the grid. */
  numberOf(grid: Grid, y: number): number {
    const json = rowJson(grid, { y, palette: this.#palette });
    const known = this.#numbers.get(json);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(json, number);
    this.#chars += json.length + 1;
    return number;
  }

  /** What the pool takes in a page, before it is compressed. */
  get chars(): number {
    return this.#chars;
  }

  json(): string {
    return `[${[...this.#numbers.keys()].join(',')}]`;
  }
}

function rowJson(grid: Grid, { y, palette }: { y: number; palette: StylePalette }): string {
  const { words, cols } = grid;
  const start = y * cols * WORDS_PER_CELL;
  const end = start + endOf(words, { start, cols }) * WORDS_PER_CELL;
  const runs: (number | string)[] = [];
  let text = '';
  let style = 0;
  for (let at = start; at < end; at += WORDS_PER_CELL) {
    const content = words[at] ?? SPACE;
    const width = cellWidth(content);
    // The right half of a wide character.
    if (width === 0 && content === 0) continue;
    const number = palette.numberOf(words[at + 1] ?? 0, words[at + 2] ?? 0);
    const next = width === 2 ? wideStyle(number) : number;
    if (next !== style && text !== '') {
      runs.push(style, text);
      text = '';
    }
    style = next;
    text += cellText(content);
  }
  if (text !== '') runs.push(style, text);
  if (runs.length === 0) return '""';
  return jsonInScript(runs.length === 2 && runs[0] === 0 ? runs[1] : runs);
}

/** How many cells there are up to the last that shows anything: a blank has no ink, so only what lies behind or through it counts. */
function endOf(words: Uint32Array, { start, cols }: { start: number; cols: number }): number {
  for (let x = cols; x > 0; x--) {
    const at = start + (x - 1) * WORDS_PER_CELL;
    const fg = words[at + 1] ?? 0;
    const bg = words[at + 2] ?? 0;
    if (words[at] !== SPACE || (fg & DRAWN) !== 0 || (bg & (COLOUR_MASK | OVERLINE)) !== 0)
      return x;
  }
  return 0;
}

const DRAWN = INVERSE | UNDERLINE | STRIKE;
