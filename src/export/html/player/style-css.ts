import { DEFAULT_COLOUR, type PageStyle, RGB_COLOUR, STYLE_FLAGS } from './page-data.ts';

/**
 * A style as CSS declarations. The 16 colours are the page's own variables, so that they follow its theme; others are fixed, and where they stand
 * alone on a light page they are darkened until they can be read.
 */
export function styleCss([fg, bg, flags]: PageStyle): string {
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const isInverse = has(STYLE_FLAGS.inverse);
  const ink = isInverse ? background(bg) : foreground(fg, has(STYLE_FLAGS.bold));
  const paper = isInverse ? foreground(fg, false) : background(bg);
  const isOnPage = (isInverse ? fg : bg) === DEFAULT_COLOUR;
  const lines = [
    has(STYLE_FLAGS.underline) ? 'underline' : '',
    has(STYLE_FLAGS.strike) ? 'line-through' : '',
    has(STYLE_FLAGS.overline) ? 'overline' : '',
  ].filter((line) => line !== '');
  return [
    `color:${isOnPage && !isInverse ? readable(fg, ink) : ink}`,
    ...(isOnPage && !isInverse ? [] : [`background:${paper}`]),
    ...(has(STYLE_FLAGS.bold) ? ['font-weight:700'] : []),
    ...(has(STYLE_FLAGS.italic) ? ['font-style:italic'] : []),
    ...(has(STYLE_FLAGS.dim) ? ['opacity:.6'] : []),
    ...(has(STYLE_FLAGS.hidden) ? ['color:transparent'] : []),
    ...(lines.length > 0 ? [`text-decoration:${lines.join(' ')}`] : []),
  ].join(';');
}

function foreground(colour: number, isBold: boolean): string {
  if (colour === DEFAULT_COLOUR) return 'var(--ink)';
  // As terminals do: a bold colour of the first 8 is its bright one.
  return cssColour(isBold && colour < 8 ? colour + 8 : colour);
}

function background(colour: number): string {
  return colour === DEFAULT_COLOUR ? 'var(--screen)' : cssColour(colour);
}

function cssColour(colour: number): string {
  if (colour < 16) return `var(--c${colour})`;
  return hex(rgbOf(colour));
}

/** Light and dark in one value (CSS Color 5): dark pages show the colour as it is. */
function readable(colour: number, css: string): string {
  if (colour < 16) return css;
  const light = hex(darkened(rgbOf(colour)));
  return light === css ? css : `light-dark(${light},${css})`;
}

type Rgb = readonly [number, number, number];

const CUBE = [0, 95, 135, 175, 215, 255];

/** 16 to 231 are a cube of 6, 232 to 255 greys, as xterm has them. */
function rgbOf(colour: number): Rgb {
  if (colour >= RGB_COLOUR) return [(colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff];
  if (colour >= 232) {
    const grey = 8 + (colour - 232) * 10;
    return [grey, grey, grey];
  }
  const at = colour - 16;
  const step = (place: number): number => CUBE[place] ?? 0;
  return [step(Math.floor(at / 36)), step(Math.floor(at / 6) % 6), step(at % 6)];
}

/** Dark enough to be read on white: a contrast of 4.5 (WCAG 2.2, 1.4.3). */
function darkened(rgb: Rgb): Rgb {
  let [red, green, blue] = rgb;
  while (1.05 / (luminance([red, green, blue]) + 0.05) < 4.5) {
    [red, green, blue] = [red, green, blue].map((part) => Math.floor(part * 0.92)) as [
      number,
      number,
      number,
    ];
  }
  return [red, green, blue];
}

/** Relative luminance of sRGB (WCAG 2.2). */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
