/** The box of one cell in a picture. */
export interface CellBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * Box drawing and block characters (U+2500 to U+259F) as shapes, so that frames are unbroken whatever the viewer's font;
 * undefined for characters that are better left to the font.
 */
export function boxShape(character: string, box: CellBox, fill: string): string | undefined {
  const block = BLOCKS[character];
  if (block) return rect(box, block, fill);
  const shade = SHADES[character];
  if (shade !== undefined) return rect(box, [0, 0, 1, 1], fill, shade);
  const corner = ROUND[character];
  if (corner) return roundCorner(box, corner, fill);
  const arms = ARMS[character];
  return arms && lines(box, arms, fill);
}

// Parts of a cell: x, y, width, height from 0 to 1.
const BLOCKS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '▀': [0, 0, 1, 0.5],
  '█': [0, 0, 1, 1],
  '▐': [0.5, 0, 0.5, 1],
  '▔': [0, 0, 1, 0.125],
  '▕': [0.875, 0, 0.125, 1],
  ...Object.fromEntries([...'▁▂▃▄▅▆▇'].map((c, i) => [c, [0, 1 - (i + 1) / 8, 1, (i + 1) / 8]])),
  ...Object.fromEntries([...'▏▎▍▌▋▊▉'].map((c, i) => [c, [0, 0, (i + 1) / 8, 1]])),
};

const SHADES: Readonly<Record<string, number>> = { '░': 0.25, '▒': 0.5, '▓': 0.75 };

// Directions in which the two ends of a rounded corner go: x then y.
const ROUND: Readonly<Record<string, readonly [number, number]>> = {
  '╭': [1, 1],
  '╮': [-1, 1],
  '╯': [-1, -1],
  '╰': [1, -1],
};

// Weight of the arm to the left, right, top, bottom: 0 none, 1 light, 2 heavy, 3 double.
const ARMS: Readonly<Record<string, string>> = {
  ...names('─│┌┐└┘├┤┬┴┼', 1),
  ...names('━┃┏┓┗┛┣┫┳┻╋', 2),
  ...names('═║╔╗╚╝╠╣╦╩╬', 3),
  ...names('┄┆', 1),
  ...{ '╴': '1000', '╶': '0100', '╵': '0010', '╷': '0001' },
  ...{ '╸': '2000', '╺': '0200', '╹': '0020', '╻': '0002' },
};

function names(characters: string, weight: number): Record<string, string> {
  const shapes = [
    '1100',
    '0011',
    '0101',
    '1001',
    '0110',
    '1010',
    '0111',
    '1011',
    '1101',
    '1110',
    '1111',
  ];
  return Object.fromEntries(
    [...characters].map((c, i) => [c, (shapes[i] ?? '0000').replaceAll('1', String(weight))]),
  );
}

function rect(
  box: CellBox,
  [x, y, w, h]: readonly [number, number, number, number],
  fill: string,
  opacity = 1,
): string {
  const shade = opacity === 1 ? '' : ` fill-opacity="${opacity}"`;
  return `<rect x="${n(box.x + x * box.w)}" y="${n(box.y + y * box.h)}" width="${n(w * box.w)}" height="${n(h * box.h)}" fill="${fill}"${shade}/>`;
}

function lines(box: CellBox, arms: string, stroke: string): string {
  const [left = 0, right = 0, top = 0, bottom = 0] = [...arms].map(Number);
  const cx = box.x + box.w / 2;
  const cy = box.y + box.h / 2;
  const weight = Math.max(left, right, top, bottom);
  const width = weight === 2 ? 2.4 : 1.2;
  // Arms reach half a line over the middle, so that corners are whole; at the cell's edge they end exactly, for two
  // half-transparent line ends on top of each other would show as a dot.
  const over = weight === 3 ? 1.5 + width / 2 : width / 2;
  const offsets = weight === 3 ? [-1.5, 1.5] : [0];
  const paths = offsets.flatMap((offset) => [
    left || right
      ? `M${n(left ? box.x : cx - over)} ${n(cy + offset)}H${n(right ? box.x + box.w : cx + over)}`
      : '',
    top || bottom
      ? `M${n(cx + offset)} ${n(top ? box.y : cy - over)}V${n(bottom ? box.y + box.h : cy + over)}`
      : '',
  ]);
  return path(paths.join(''), stroke, width);
}

function roundCorner(box: CellBox, [toX, toY]: readonly [number, number], stroke: string): string {
  const cx = box.x + box.w / 2;
  const cy = box.y + box.h / 2;
  const radius = box.w / 2;
  const start = `M${n(cx + toX * radius)} ${n(cy)}`;
  const bend = `Q${n(cx)} ${n(cy)} ${n(cx)} ${n(cy + toY * radius)}`;
  return path(`${start}${bend}V${n(cy + (toY * box.h) / 2)}`, stroke, 1.2);
}

function path(d: string, stroke: string, width: number): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
