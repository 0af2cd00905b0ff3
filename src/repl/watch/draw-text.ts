import { safeLines } from '../../core/safe.ts';
import { truncate } from '../../core/width.ts';
import { muted, type PaintedLine, type Piece, plain } from '../chart/painted.ts';

const CHANGED = '1;7';

/** A text with the words marked that are others than in the text before, line by line. Cut to what fits. */
export function drawText(
  text: string,
  before: string | undefined,
  { cols, rows }: { readonly cols: number; readonly rows: number },
): PaintedLine[] {
  const lines = linesOf(text);
  const old = before === undefined ? undefined : linesOf(before);
  const shown = lines.slice(0, lines.length <= rows ? rows : Math.max(1, rows - 1));
  const drawn = shown.map((line, at) => lineOf(line, old ? (old[at] ?? '') : line, cols));
  const left = lines.length - shown.length;
  return left > 0 ? [...drawn, [muted(`… ${left} more ${left === 1 ? 'line' : 'lines'}`)]] : drawn;
}

function linesOf(text: string): readonly string[] {
  return safeLines(text.slice(0, 200_000)).replace(/\n+$/, '').split('\n');
}

function lineOf(line: string, before: string, cols: number): PaintedLine {
  const cut = truncate(line, cols);
  if (line === before) return [plain(cut)];
  const old = wordsOf(before);
  return wordsOf(cut).map((word, at): Piece => {
    const isChanged = word.trim() !== '' && word !== old[at];
    return { text: word, sgr: isChanged ? CHANGED : '' };
  });
}

/** Words and what is between them, in turn. */
function wordsOf(line: string): readonly string[] {
  return line.match(/\s+|\S+/g) ?? [];
}
