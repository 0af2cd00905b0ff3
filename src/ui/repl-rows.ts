import type { Style } from '../core/cell.ts';
import { safeLines } from '../core/safe.ts';
import { widthOf } from '../core/width.ts';
import type { CellOutcome } from '../repl/link/cell-outcome.ts';
import { parseAnsiLines, type StyledRun } from '../repl/transcript/ansi-text.ts';
import type { Entry } from '../repl/transcript/transcript.ts';
import type { ReplRow } from './draw/repl-view.ts';
import type { Theme } from './theme.ts';

/** The rows of one thing in the REPL's past, for a number of columns. */
export function entryRows(
  entry: Entry,
  { theme, cols }: { theme: Theme; cols: number },
): ReplRow[] {
  switch (entry.kind) {
    case 'printed':
      return wrapped(entry.text, cols);
    case 'note':
      return wrapLines([[{ text: safeLines(entry.text), style: theme.warning }]], cols);
    case 'cell': {
      const { number, source, printed, live, outcome, stopped } = entry;
      return [
        ...inputRows(source, { number, theme, cols }).rows,
        ...(printed === '' ? [] : wrapped(printed.replace(/\n$/, ''), cols)),
        ...(live === '' ? [] : wrapped(live.replace(/\n$/, ''), cols)),
        ...(outcome === undefined ? [] : outcomeRows(outcome, { theme, cols })),
        ...(stopped === '' ? [] : wrapLines(inStyle(parseAnsiLines(stopped), theme.muted), cols)),
      ];
    }
  }
}

interface InputLook {
  readonly number: number;
  readonly theme: Theme;
  readonly cols: number;
}

/** An input with its prompts, and where a cursor after `upTo` characters stands among the rows. */
export function inputRows(
  source: string,
  { number, theme, cols }: InputLook,
  upTo = source.length,
): { rows: ReplRow[]; x: number; y: number } {
  const prompt = `In [${number}]: `;
  const more = `${'...: '.padStart(prompt.length)}`;
  const rows: ReplRow[] = [];
  let x = 0;
  let y = 0;
  let passed = 0;
  for (const [i, line] of source.split('\n').entries()) {
    const lead: StyledRun = { text: i === 0 ? prompt : more, style: theme.inPrompt };
    const text = safeLines(line);
    if (upTo >= passed && upTo <= passed + line.length) {
      const before = safeLines(line.slice(0, upTo - passed));
      const column = widthOf(lead.text) + widthOf(before);
      y = rows.length + Math.floor(column / cols);
      x = column % cols;
    }
    passed += line.length + 1;
    rows.push(...wrapLine([lead, { text, style: theme.text }], cols));
    // A cursor behind a row that is exactly full stands on the next one.
    if (y === rows.length) rows.push([]);
  }
  return { rows, x, y };
}

function outcomeRows(
  outcome: CellOutcome,
  { theme, cols }: { theme: Theme; cols: number },
): ReplRow[] {
  switch (outcome.status) {
    case 'value': {
      const lead: StyledRun = { text: `Out[${outcome.number}]: `, style: theme.outPrompt };
      const lines = parseAnsiLines(outcome.text.replace(/\n$/, ''));
      if (lines.length === 1) return wrapLine([lead, ...(lines[0] ?? [])], cols);
      // A table's columns are worth more than its last words: too wide is cut, and Ctrl-] T shows all of it.
      const rows = outcome.view === undefined ? wrapLines(lines, cols) : lines;
      return [[lead], ...rows];
    }
    case 'failed':
    case 'died':
      return wrapLines(inStyle(parseAnsiLines(outcome.text), theme.bad), cols);
    case 'interrupted':
      return [[{ text: 'interrupted', style: theme.warning }]];
    case 'done':
    case 'incomplete':
      return [];
  }
}

function wrapped(text: string, cols: number): ReplRow[] {
  return wrapLines(parseAnsiLines(text), cols);
}

function wrapLines(lines: readonly (readonly StyledRun[])[], cols: number): ReplRow[] {
  return lines.flatMap((line) => wrapLine(line, cols));
}

/** Runs without a colour of their own take the given style. */
function inStyle(lines: StyledRun[][], style: Style): StyledRun[][] {
  return lines.map((line) =>
    line.map((run) => (run.style.fg === 0 && run.style.bg === 0 ? { ...run, style } : run)),
  );
}

/** Breaks a line wherever the columns end. */
function wrapLine(line: readonly StyledRun[], cols: number): ReplRow[] {
  const total = line.reduce((sum, { text }) => sum + widthOf(text), 0);
  if (total <= cols) return [line];
  const rows: StyledRun[][] = [[]];
  let used = 0;
  for (const { text, style } of line) {
    let piece = '';
    for (const character of text) {
      const width = widthOf(character);
      if (used + width > cols) {
        if (piece !== '') rows.at(-1)?.push({ text: piece, style });
        rows.push([]);
        piece = '';
        used = 0;
      }
      piece += character;
      used += width;
    }
    if (piece !== '') rows.at(-1)?.push({ text: piece, style });
  }
  return rows;
}
