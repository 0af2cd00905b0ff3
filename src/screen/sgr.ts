import {
  BLINK,
  BOLD,
  COLOUR_16,
  COLOUR_256,
  COLOUR_MASK,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  OVERLINE,
  STRIKE,
  UNDERLINE,
} from '../core/cell.ts';
import { type ColourDepth, palette256To16, rgbTo256 } from './colour-depth.ts';

/** Writes a cell's style words as one SGR sequence (ECMA-48 8.3.117), in the colours this terminal can show. */
export class SgrEncoder {
  readonly #depth: ColourDepth;
  readonly #cache = new Map<number, { fg: number; bg: number; sequence: string }>();

  constructor(depth: ColourDepth) {
    this.#depth = depth;
  }

  encode(fg: number, bg: number): string {
    // The key loses precision for rare flag sets, so a hit is checked against the words themselves.
    const key = fg * 4_294_967_296 + bg;
    const known = this.#cache.get(key);
    if (known !== undefined && known.fg === fg && known.bg === bg) return known.sequence;
    const sequence = `\x1b[0${flags(fg, bg)}${this.#colour(fg, 30)}${this.#colour(bg, 40)}m`;
    if (this.#cache.size >= 4_096) this.#cache.clear();
    this.#cache.set(key, { fg, bg, sequence });
    return sequence;
  }

  #colour(word: number, base: 30 | 40): string {
    const kind = word & COLOUR_MASK & 0x3000000;
    const value = word & 0xffffff;
    if (kind === 0 || this.#depth === 'none') return '';
    if (kind === COLOUR_16) return basic(value & 15, base);
    const is256 = kind === COLOUR_256;
    if (is256 && value < 16) return basic(value, base);
    if (!is256 && this.#depth === 'rgb') {
      return `;${base + 8};2;${value >> 16};${(value >> 8) & 255};${value & 255}`;
    }
    const index = is256 ? value & 255 : rgbTo256(value);
    return this.#depth === '16' ? basic(palette256To16(index), base) : `;${base + 8};5;${index}`;
  }
}

function basic(index: number, base: number): string {
  return `;${index < 8 ? base + index : base + 52 + index}`;
}

function flags(fg: number, bg: number): string {
  let codes = '';
  if (fg & BOLD) codes += ';1';
  if (bg & DIM) codes += ';2';
  if (bg & ITALIC) codes += ';3';
  if (fg & UNDERLINE) codes += ';4';
  if (fg & BLINK) codes += ';5';
  if (fg & INVERSE) codes += ';7';
  if (fg & INVISIBLE) codes += ';8';
  if (fg & STRIKE) codes += ';9';
  if (bg & OVERLINE) codes += ';53';
  return codes;
}
