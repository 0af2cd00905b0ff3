/** How many colours a terminal can show: none, 16, 256 or 24 bits. */
export type ColourDepth = 'none' | '16' | '256' | 'rgb';

/**
 * What the environment says of the terminal's colours. `NO_COLOR` wins (no-color.org), then `FORCE_COLOR`,
 * `COLORTERM`, and what `TERM` promises.
 */
export function colourDepth(env: Readonly<Record<string, string | undefined>>): ColourDepth {
  if ((env['NO_COLOR'] ?? '') !== '') return 'none';
  const forced = env['FORCE_COLOR'];
  if (forced === '0' || forced === 'false') return 'none';
  if (forced === '3') return 'rgb';
  if (forced === '2') return '256';
  const term = env['TERM'] ?? '';
  if (term === 'dumb' || term === '') return 'none';
  if (/^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '') || /-direct$/.test(term)) return 'rgb';
  if (/256/.test(term)) return '256';
  return /^(vt[12]\d\d|ansi-mono)/.test(term) ? 'none' : '16';
}

/** The nearest of the 256 palette colours to an RGB value. */
export function rgbTo256(rgb: number): number {
  const red = (rgb >> 16) & 255;
  const green = (rgb >> 8) & 255;
  const blue = rgb & 255;
  const cube = 16 + 36 * cubeStep(red) + 6 * cubeStep(green) + cubeStep(blue);
  const grey = Math.round(((red + green + blue) / 3 - 8) / 10);
  if (grey < 0 || grey > 23) return cube;
  return distance(rgb, paletteRgb(232 + grey)) < distance(rgb, paletteRgb(cube))
    ? 232 + grey
    : cube;
}

/** The nearest of the 16 basic colours to one of the 256. */
export function palette256To16(index: number): number {
  if (index < 16) return index;
  const rgb = paletteRgb(index);
  let best = 0;
  for (let i = 1; i < 16; i++) {
    if (distance(rgb, BASIC[i] ?? 0) < distance(rgb, BASIC[best] ?? 0)) best = i;
  }
  return best;
}

/** The RGB value xterm gives to one of the 256 palette colours. */
function paletteRgb(index: number): number {
  if (index < 16) return BASIC[index] ?? 0;
  if (index >= 232) {
    const level = 8 + 10 * (index - 232);
    return (level << 16) | (level << 8) | level;
  }
  const cube = index - 16;
  const channel = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  return (
    (channel(Math.floor(cube / 36)) << 16) |
    (channel(Math.floor(cube / 6) % 6) << 8) |
    channel(cube % 6)
  );
}

const BASIC = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
  0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

function cubeStep(level: number): number {
  return level < 48 ? 0 : level < 115 ? 1 : Math.round((level - 55) / 40);
}

function distance(a: number, b: number): number {
  const red = ((a >> 16) & 255) - ((b >> 16) & 255);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue;
}
