import type { Terminal } from './terminal.ts';
import { TextCleaner } from './unicode.ts';

/** A row of the active buffer without trailing blanks; row 0 is the oldest. */
export function rowText(terminal: Terminal, row: number): string {
  return cleaned(terminal.buffer.active.getLine(row)?.translateToString(true) ?? '');
}

/** The whole line a row belongs to: rows the emulator wrapped are joined again. */
export function logicalLine(terminal: Terminal, row: number): string {
  return lineAt(terminal, row).text;
}

/** The whole line a row belongs to, and its rows: from `first` to before `next`. */
export function lineAt(
  terminal: Terminal,
  row: number,
): { readonly text: string; readonly first: number; readonly next: number } {
  let first = row;
  while (first > 0 && isContinuation(terminal, first)) first--;
  return { first, ...joinFrom(terminal, first) };
}

/** All whole lines, oldest first, without the blank ones at the end. */
export function logicalLines(terminal: Terminal): string[] {
  const lines: string[] = [];
  let row = 0;
  while (row < terminal.buffer.active.length) {
    const { text, next } = joinFrom(terminal, row);
    lines.push(text);
    row = next;
  }
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function joinFrom(terminal: Terminal, first: number): { text: string; next: number } {
  const buffer = terminal.buffer.active;
  let text = '';
  let row = first;
  for (; isContinuation(terminal, row + 1); row++) {
    // The last column stays empty where a wide character did not fit and went to the next row.
    const isShort =
      buffer
        .getLine(row + 1)
        ?.getCell(0)
        ?.getWidth() === 2;
    const isEmptyAtEnd =
      buffer
        .getLine(row)
        ?.getCell(terminal.cols - 1)
        ?.getChars() === '';
    const end = isShort && isEmptyAtEnd ? terminal.cols - 1 : terminal.cols;
    text += buffer.getLine(row)?.translateToString(false, 0, end) ?? '';
  }
  text += buffer.getLine(row)?.translateToString(true) ?? '';
  return { text: cleaned(text), next: row + 1 };
}

function isContinuation(terminal: Terminal, row: number): boolean {
  // Behind the last row of a full buffer xterm.js gives the first one again: a line as long as the buffer would have no end.
  if (row >= terminal.buffer.active.length) return false;
  return terminal.buffer.active.getLine(row)?.isWrapped === true;
}

function cleaned(text: string): string {
  return new TextCleaner().clean(text);
}
