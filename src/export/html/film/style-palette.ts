import {
  BOLD,
  COLOUR_16,
  COLOUR_MASK,
  COLOUR_RGB,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  OVERLINE,
  STRIKE,
  UNDERLINE,
} from '../../../core/cell.ts';
import { DEFAULT_COLOUR, type PageStyle, RGB_COLOUR, STYLE_FLAGS } from '../player/page-data.ts';

/** A hostile device can colour every cell anew; a page has a class for each style. */
const MOST_STYLES = 4_096;
/** From here on colours are rounded, so that what is left serves many. */
const ROUNDED_FROM = 1_024;

/** The styles of a page, each once, by number. 0 is plain. */
export class StylePalette {
  readonly #styles: PageStyle[] = [[DEFAULT_COLOUR, DEFAULT_COLOUR, 0]];
  readonly #numbers = new Map<number, Map<number, number>>([[0, new Map([[0, 0]])]]);

  /** The number of a cell's style, from its two words. */
  numberOf(fg: number, bg: number): number {
    const known = this.#numbers.get(fg)?.get(bg);
    if (known !== undefined) return known;
    if (this.#styles.length >= ROUNDED_FROM) {
      const [roundFg, roundBg] = [rounded(fg), rounded(bg)];
      if (roundFg !== fg || roundBg !== bg) return this.numberOf(roundFg, roundBg);
    }
    if (this.#styles.length >= MOST_STYLES) return 0;
    const number = this.#styles.length;
    this.#styles.push([colourOf(fg), colourOf(bg), flagsOf(fg, bg)]);
    const row = this.#numbers.get(fg) ?? new Map<number, number>();
    this.#numbers.set(fg, row.set(bg, number));
    return number;
  }

  get styles(): readonly PageStyle[] {
    return this.#styles;
  }
}

function rounded(word: number): number {
  return (word & COLOUR_RGB) === COLOUR_RGB ? (word & ~0x3f3f3f) >>> 0 : word;
}

function colourOf(word: number): number {
  const kind = word & COLOUR_RGB;
  if (kind === 0) return DEFAULT_COLOUR;
  if (kind === COLOUR_RGB) return RGB_COLOUR | (word & COLOUR_MASK & 0xffffff);
  return word & (kind === COLOUR_16 ? 0x0f : 0xff);
}

function flagsOf(fg: number, bg: number): number {
  const has = (word: number, bit: number, flag: number): number => ((word & bit) !== 0 ? flag : 0);
  return (
    has(fg, BOLD, STYLE_FLAGS.bold) |
    has(bg, DIM, STYLE_FLAGS.dim) |
    has(bg, ITALIC, STYLE_FLAGS.italic) |
    has(fg, UNDERLINE, STYLE_FLAGS.underline) |
    has(fg, INVERSE, STYLE_FLAGS.inverse) |
    has(fg, INVISIBLE, STYLE_FLAGS.hidden) |
    has(fg, STRIKE, STYLE_FLAGS.strike) |
    has(bg, OVERLINE, STYLE_FLAGS.overline)
  );
}
