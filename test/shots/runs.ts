import type { ScreenCell, TerminalScreen } from '../helpers/terminal-screen.ts';
import { cssColour, picture } from './palette.ts';

/** Neighbouring cells of one row that look alike. */
export interface Run {
  readonly x: number;
  readonly y: number;
  readonly cols: number;
  readonly text: string;
  readonly look: Look;
}

export interface Look {
  readonly fg: string;
  readonly bg: string;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isItalic: boolean;
  readonly isUnderline: boolean;
  readonly isStrikethrough: boolean;
}

/** A row of the screen as runs, from left to right; the cursor's cell is inverted. */
export function runsOf(screen: TerminalScreen, y: number): Run[] {
  const runs: Run[] = [];
  const cursor = screen.cursor();
  for (let x = 0; x < screen.cols; x++) {
    const cell = screen.cell(x, y);
    if (cell.width === 0) continue;
    const isCursor = cursor.isVisible && cursor.x === x && cursor.y === y;
    const next: Run = { x, y, cols: cell.width, text: textOf(cell), look: lookOf(cell, isCursor) };
    const last = runs.at(-1);
    if (last && cell.width === 1 && isAlike(last, next)) {
      runs[runs.length - 1] = { ...last, cols: last.cols + 1, text: last.text + next.text };
    } else runs.push(next);
  }
  return runs;
}

/** The words of a run with their own columns: a gap of two blanks or more ends one, so that fonts cannot shift the next. */
export function wordsOf(run: Run): Run[] {
  if (run.text.length !== run.cols) return run.text.trim() === '' ? [] : [run];
  return [...run.text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    ...run,
    x: run.x + match.index,
    cols: match[0].length,
    text: match[0],
  }));
}

function textOf(cell: ScreenCell): string {
  return cell.text === '' || cell.isInvisible ? ' '.repeat(cell.width) : cell.text;
}

function lookOf(cell: ScreenCell, isCursor: boolean): Look {
  const fg = cssColour(cell.fg, picture.foreground);
  const bg = cssColour(cell.bg, picture.background);
  const isSwapped = cell.isInverse !== isCursor;
  return {
    fg: isSwapped ? bg : fg,
    bg: isSwapped ? fg : bg,
    isBold: cell.isBold,
    isDim: cell.isDim,
    isItalic: cell.isItalic,
    isUnderline: cell.isUnderline,
    isStrikethrough: cell.isStrikethrough,
  };
}

// A cluster of several characters or a wide one stands alone: its columns are not its length.
function isAlike(a: Run, b: Run): boolean {
  if (a.text.length !== a.cols || b.text.length !== b.cols || isWideAlone(a)) return false;
  return JSON.stringify(a.look) === JSON.stringify(b.look);
}

function isWideAlone(run: Run): boolean {
  return run.cols === 2 && [...run.text].length === 1;
}
