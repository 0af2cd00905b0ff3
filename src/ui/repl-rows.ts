import type { Style } from '../core/cell.ts';
import { safeLines } from '../core/safe.ts';
import { widthOf } from '../core/width.ts';
import { scanText } from '../repl/highlight/scanned-text.ts';
import type { CellOutcome } from '../repl/link/cell-outcome.ts';
import { parseAnsiLines, type StyledRun } from '../repl/transcript/ansi-text.ts';
import type { Entry } from '../repl/transcript/transcript.ts';
import { type CodeLook, codeRuns } from './code-runs.ts';
import type { ReplRow } from './draw/repl-view.ts';
import { lineBreaks } from './line-breaks.ts';
import { promptOf } from './repl-editor.ts';
import type { Theme } from './theme.ts';

/** The rows of one thing in the REPL's past, for a number of columns. */
export function entryRows(
  entry: Entry,
  { theme, cols, colours }: { theme: Theme; cols: number; colours: 'on' | 'off' },
): ReplRow[] {
  switch (entry.kind) {
    case 'printed':
      return wrapped(entry.text, cols);
    case 'note':
      return wrapLines([[{ text: safeLines(entry.text), style: theme.warning }]], cols);
    case 'cell': {
      const { number, source, printed, live, outcome, stopped } = entry;
      return [
        ...inputRows(source, { number, look: { theme, names: undefined }, cols, colours }),
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
  readonly look: CodeLook;
  readonly cols: number;
  readonly colours: 'on' | 'off';
}

/** Inputs longer than this, a file somebody pasted, are shown without colours once they have run. */
const MAX_COLOURED = 100_000;

/** An input that has run, with its prompts. */
export function inputRows(source: string, { number, look, cols, colours }: InputLook): ReplRow[] {
  const isColoured = colours === 'on' && source.length <= MAX_COLOURED;
  return scanText(source).lines.flatMap(({ text, tokens }, place) => {
    const lead = { text: promptOf(number, place), style: look.theme.inPrompt };
    const breaks = lineBreaks(text, { leadCols: lead.text.length, cols });
    return breaks.map((from, row): ReplRow => {
      const to = breaks[row + 1] ?? text.length;
      const part = { from, to, tokens: isColoured ? tokens : [], marks: [] };
      return [...(row === 0 ? [lead] : []), ...codeRuns(text, part, look)];
    });
  });
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
      return [[lead], ...wrapLines(lines, cols)];
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
