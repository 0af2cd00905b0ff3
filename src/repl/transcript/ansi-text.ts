import {
  BOLD,
  COLOUR_16,
  COLOUR_256,
  COLOUR_MASK,
  COLOUR_RGB,
  DIM,
  INVERSE,
  ITALIC,
  OVERLINE,
  PLAIN,
  STRIKE,
  type Style,
  UNDERLINE,
} from '../../core/cell.ts';
import { safeLines } from '../../core/safe.ts';

/** A piece of text in one style. May hold line ends. */
export interface StyledRun {
  readonly text: string;
  readonly style: Style;
}

// ECMA-48 8.3.117, with the colon forms of ISO 8613-6.
const SGR = /\u001b\[([\d;:]*)m/g;

/** Text with SGR colours as runs that are safe to paint; every other control becomes a visible mark. */
export function parseAnsi(text: string): StyledRun[] {
  const runs: StyledRun[] = [];
  let style = PLAIN;
  let taken = 0;
  const add = (piece: string) => {
    if (piece !== '') runs.push({ text: safeLines(piece), style });
  };
  for (const match of text.matchAll(SGR)) {
    add(text.slice(taken, match.index));
    style = applySgr(style, match[1] ?? '');
    taken = match.index + match[0].length;
  }
  add(text.slice(taken));
  return runs;
}

/** The same runs, cut at line ends: one list for each line. */
export function parseAnsiLines(text: string): StyledRun[][] {
  const lines: StyledRun[][] = [[]];
  for (const { text: piece, style } of parseAnsi(text)) {
    for (const [place, part] of piece.split('\n').entries()) {
      if (place > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, style });
    }
  }
  return lines;
}

const FG_ON: Readonly<Record<number, number>> = { 1: BOLD, 4: UNDERLINE, 7: INVERSE, 9: STRIKE };
const FG_OFF: Readonly<Record<number, number>> = {
  22: BOLD,
  24: UNDERLINE,
  27: INVERSE,
  29: STRIKE,
};
const BG_ON: Readonly<Record<number, number>> = { 2: DIM, 3: ITALIC, 53: OVERLINE };
const BG_OFF: Readonly<Record<number, number>> = { 22: DIM, 23: ITALIC, 55: OVERLINE };

function applySgr(style: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map(Number);
  let { fg, bg } = style;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { colour, length } = extendedColour(codes.slice(at + 1));
      if (code === 38) fg = withColour(fg, colour);
      else bg = withColour(bg, colour);
      at += length;
    } else if (code === 0) {
      fg = 0;
      bg = 0;
    } else {
      fg = withColour((fg | (FG_ON[code] ?? 0)) & ~(FG_OFF[code] ?? 0), basicColour(code, 30), fg);
      bg = withColour((bg | (BG_ON[code] ?? 0)) & ~(BG_OFF[code] ?? 0), basicColour(code, 40), bg);
    }
  }
  return { fg: fg >>> 0, bg: bg >>> 0 };
}

/** `colour` undefined keeps the colour that is there. */
function withColour(word: number, colour: number | undefined, current = word): number {
  return (word & ~COLOUR_MASK) | (colour ?? current & COLOUR_MASK);
}

function basicColour(code: number, base: number): number | undefined {
  if (code === base + 9) return 0;
  if (code >= base && code < base + 8) return COLOUR_16 | (code - base);
  if (code >= base + 60 && code < base + 68) return COLOUR_16 | (code - base - 60 + 8);
  return undefined;
}

function extendedColour(rest: readonly number[]): {
  readonly colour: number | undefined;
  readonly length: number;
} {
  const [kind, a = 0, b = 0, c = 0] = rest;
  if (kind === 5) return { colour: COLOUR_256 | (a & 0xff), length: 2 };
  if (kind !== 2) return { colour: undefined, length: 0 };
  return { colour: COLOUR_RGB | ((a & 0xff) << 16) | ((b & 0xff) << 8) | (c & 0xff), length: 4 };
}
