import type { TerminalScreen } from '../helpers/terminal-screen.ts';
import { boxShape } from './box-shapes.ts';
import { picture } from './palette.ts';
import { type Look, type Run, runsOf, wordsOf } from './runs.ts';

const FONT_SIZE = 14;
const CELL_W = 8.4;
const CELL_H = 18;
const BASELINE = 13.2;
const PADDING = 12;
const TITLE_H = 34;
const FONTS =
  "ui-monospace, 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/**
 * A terminal's screen as an SVG picture in a window's frame.
 *
 * Every run of text has its own column and its exact width, frames and blocks are shapes: no font can shift anything.
 */
export function screenSvg(screen: TerminalScreen, title: string): string {
  const width = Math.ceil(screen.cols * CELL_W + 2 * PADDING);
  const height = screen.rows * CELL_H + PADDING + TITLE_H;
  const rows = Array.from({ length: screen.rows }, (_, y) => runsOf(screen, y));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<title>${escapeXml(title)}</title>`,
    windowFrame(width, height, title),
    `<g font-family="${escapeXml(FONTS)}" font-size="${FONT_SIZE}" fill="${picture.foreground}" style="white-space:pre">`,
    ...rows.flat().map(background),
    ...rows.flat().flatMap(foreground),
    '</g>',
    '</svg>',
    '',
  ]
    .filter((line, i, all) => line !== '' || i === all.length - 1)
    .join('\n');
}

function windowFrame(width: number, height: number, title: string): string {
  const dot = (i: number, colour: string): string =>
    `<circle cx="${20 + i * 18}" cy="${TITLE_H / 2 - 2}" r="5.5" fill="${colour}"/>`;
  return [
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${picture.background}" stroke="${picture.edge}"/>`,
    `<path d="M0.5 ${TITLE_H - 6}V10.5A10 10 0 0 1 10.5 0.5H${width - 10.5}A10 10 0 0 1 ${width - 0.5} 10.5V${TITLE_H - 6}Z" fill="${picture.titleBar}"/>`,
    ...['#e5737a', '#dfbe6f', '#8ac77b'].map((colour, i) => dot(i, colour)),
    `<text x="${width / 2}" y="${TITLE_H / 2 + 3}" text-anchor="middle" font-family="system-ui, sans-serif" font-size="13" fill="${picture.titleText}">${escapeXml(title)}</text>`,
  ].join('\n');
}

function background({ x, y, cols, look }: Run): string {
  if (look.bg === picture.background) return '';
  // A hair wider and higher than its cells, or the seams between rows would show.
  const size = `width="${n(cols * CELL_W + 0.2)}" height="${CELL_H + 0.2}"`;
  return `<rect x="${n(left(x))}" y="${n(top(y))}" ${size} fill="${look.bg}"/>`;
}

function foreground(run: Run): string[] {
  return wordsOf(run).flatMap((word) => [...shapes(word), text(withoutShapes(word))]);
}

function shapes(word: Run): string[] {
  return cellsOf(word).flatMap(
    ({ character, box }) => boxShape(character, box, word.look.fg) ?? [],
  );
}

function withoutShapes(word: Run): Run {
  const kept = cellsOf(word).map(({ character, box }) =>
    boxShape(character, box, word.look.fg) === undefined ? character : ' ',
  );
  return { ...word, text: kept.join('') };
}

function text(run: Run): string {
  return wordsOf(run)
    .map(({ x, y, cols, text: words, look }) => {
      const place = `x="${n(left(x))}" y="${n(top(y) + BASELINE)}" textLength="${n(cols * CELL_W)}"`;
      return `<text ${place} lengthAdjust="spacingAndGlyphs"${attributes(look)}>${escapeXml(words)}</text>`;
    })
    .join('\n');
}

function attributes(look: Look): string {
  const decoration = [
    look.isUnderline ? 'underline' : '',
    look.isStrikethrough ? 'line-through' : '',
  ]
    .filter(Boolean)
    .join(' ');
  return [
    look.fg === picture.foreground ? '' : ` fill="${look.fg}"`,
    look.isBold ? ' font-weight="700"' : '',
    look.isItalic ? ' font-style="italic"' : '',
    look.isDim ? ' opacity="0.6"' : '',
    decoration === '' ? '' : ` text-decoration="${decoration}"`,
  ].join('');
}

function cellsOf(word: Run) {
  if (word.text.length !== word.cols) {
    return [{ character: word.text, box: boxAt(word.x, word.y) }];
  }
  return [...word.text].map((character, i) => ({ character, box: boxAt(word.x + i, word.y) }));
}

function boxAt(x: number, y: number) {
  return { x: left(x), y: top(y), w: CELL_W, h: CELL_H };
}

function left(x: number): number {
  return PADDING + x * CELL_W;
}

function top(y: number): number {
  return TITLE_H + y * CELL_H;
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escapeXml(words: string): string {
  const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return words.replace(/[&<>"]/g, (character) => `&${names[character]};`);
}
