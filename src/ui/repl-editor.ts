import { truncate, widthOf } from '../core/width.ts';
import type { EditorState } from '../repl/editor/editor.ts';
import { isSuggestionShown } from '../repl/editor/suggestion.ts';
import { selectionOf } from '../repl/editor/vi/vi-operators.ts';
import { pairAt } from '../repl/highlight/brackets.ts';
import { SCAN_START } from '../repl/highlight/scan-line.ts';
import {
  lineOf,
  type ScannedText,
  scanText,
  type TextLine,
} from '../repl/highlight/scanned-text.ts';
import { type CodeLook, codeRuns, type Mark, shownText } from './code-runs.ts';
import type { ReplRow } from './draw/repl-view.ts';
import { lineBreaks, offsetAtColumn, placeOf } from './line-breaks.ts';

export interface EditorPlace {
  /** The number in its prompt. */
  readonly number: number;
  readonly cols: number;
  /** So many rows there are for it at most. */
  readonly maxRows: number;
  readonly colours: 'on' | 'off';
}

export interface EditorRows {
  readonly rows: readonly ReplRow[];
  /** Where the cursor is among them. */
  readonly x: number;
  readonly y: number;
}

/**
 * The rows of what is being typed. Of a long text only those on the screen are laid out, and only lines that have changed are read
 * again for their colours, so that a key costs the same in five lines and in five thousand.
 */
export class ReplEditor {
  #text = '';
  #scanned = scanText('');
  /** The first line on the screen. */
  #top = 0;
  /** What the last rows show, for clicks. */
  #shown: readonly ShownRow[] = [];

  rows(editor: EditorState, place: EditorPlace, look: CodeLook): EditorRows {
    this.#read(editor.text);
    const { cursor } = editor;
    const current = lineOf(this.#scanned, cursor);
    const laid = new Map<number, LaidLine>();
    const lay: Lay = (line) => {
      const known = laid.get(line) ?? this.#lay(line, place, line === current ? cursor : undefined);
      laid.set(line, known);
      return known;
    };
    const { line, at: lineAt, breaks, leadCols } = lay(current);
    const at = placeOf(line.text, breaks, cursor - lineAt);
    const skip = this.#scroll({ current, cursorRow: at.row, maxRows: place.maxRows, lay });
    const shown = this.#visible(skip, place.maxRows, lay);
    const marks = marksOf(editor, this.#scanned, look);
    const rows = shown.map((row) => this.#row(row, { place, look, marks }));
    const y = Math.max(
      0,
      shown.findIndex((row) => row.line === current && row.row === at.row),
    );
    const x = (at.row === 0 ? leadCols : 0) + at.column;
    this.#shown = shown;
    const suggested = isSuggestionShown(editor) ? editor.suggestion : '';
    if (suggested !== '') {
      const text = suggestionText(suggested, place.cols - x);
      rows[y] = [...(rows[y] ?? []), { text, style: look.theme.suggestion }];
    }
    return { rows, x, y };
  }

  /** The offset of the text under a place among the rows as they were last laid out; undefined where none is. */
  offsetAt(x: number, y: number): number | undefined {
    const shown = this.#shown[y];
    const line = shown && this.#scanned.lines[shown.line];
    if (shown === undefined || line === undefined) return undefined;
    const column = Math.max(0, x - (shown.row === 0 ? shown.leadCols : 0));
    const to = Math.min(shown.to, offsetAtColumn(line.text, shown.from, column));
    return (this.#scanned.starts[shown.line] ?? 0) + to;
  }

  #read(text: string): void {
    if (text === this.#text) return;
    this.#scanned = scanText(text, this.#scanned);
    this.#text = text;
  }

  /** A cursor behind a row that is exactly full stands on one more. */
  #lay(place: number, { number, cols }: EditorPlace, cursor: number | undefined): LaidLine {
    const line = this.#scanned.lines[place] ?? NO_LINE;
    const at = this.#scanned.starts[place] ?? 0;
    const leadCols = promptOf(number, place).length;
    const breaks = lineBreaks(line.text, { leadCols, cols });
    const end = line.text.length;
    if (cursor !== at + end) return { line, at, leadCols, breaks };
    const { row, column } = placeOf(line.text, breaks, end);
    const isFull = (row === 0 ? leadCols : 0) + column >= cols;
    return { line, at, leadCols, breaks: isFull ? [...breaks, end] : breaks };
  }

  /** Moves the top just far enough for the cursor to be seen; gives how many rows of the top line are above. */
  #scroll({
    current,
    cursorRow,
    maxRows,
    lay,
  }: {
    readonly current: number;
    readonly cursorRow: number;
    readonly maxRows: number;
    readonly lay: Lay;
  }): number {
    const highest = Math.min(this.#top, current);
    let top = current;
    let room = maxRows - cursorRow - 1;
    while (top > highest && lay(top - 1).breaks.length <= room) {
      top--;
      room -= lay(top).breaks.length;
    }
    // Where rows would stay empty below the last line, lines above come back.
    let height = 0;
    for (let line = top; line < this.#scanned.lines.length && height < maxRows; line++) {
      height += lay(line).breaks.length;
    }
    while (top > 0 && height + lay(top - 1).breaks.length <= maxRows) {
      top--;
      height += lay(top).breaks.length;
    }
    this.#top = top;
    return top === current ? Math.max(0, cursorRow + 1 - maxRows) : 0;
  }

  #visible(skip: number, maxRows: number, lay: Lay): ShownRow[] {
    const shown: ShownRow[] = [];
    for (
      let line = this.#top;
      line < this.#scanned.lines.length && shown.length < maxRows;
      line++
    ) {
      const { breaks, line: read, leadCols } = lay(line);
      const first = line === this.#top ? skip : 0;
      for (let row = first; row < breaks.length && shown.length < maxRows; row++) {
        const from = breaks[row] ?? 0;
        shown.push({ line, row, from, to: breaks[row + 1] ?? read.text.length, leadCols });
      }
    }
    return shown;
  }

  #row(
    { line, row, from, to }: ShownRow,
    {
      place,
      look,
      marks,
    }: { readonly place: EditorPlace; readonly look: CodeLook; readonly marks: readonly Mark[] },
  ): ReplRow {
    const read = this.#scanned.lines[line] ?? NO_LINE;
    const at = this.#scanned.starts[line] ?? 0;
    const lead =
      row === 0 ? [{ text: promptOf(place.number, line), style: look.theme.inPrompt }] : [];
    const own = marks.map((mark) => ({
      ...mark,
      from: mark.from - at,
      to: mark.to - at,
    }));
    const tokens = place.colours === 'on' ? read.tokens : [];
    return [...lead, ...codeRuns(read.text, { from, to, tokens, marks: own }, look)];
  }
}

type Lay = (line: number) => LaidLine;

interface LaidLine {
  readonly line: TextLine;
  /** Where it begins in the text. */
  readonly at: number;
  readonly leadCols: number;
  readonly breaks: readonly number[];
}

interface ShownRow {
  readonly line: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly leadCols: number;
}

const NO_LINE: TextLine = { text: '', tokens: [], start: SCAN_START, end: SCAN_START };

/** `In [3]: `, and `   ...: ` before the lines below. */
export function promptOf(number: number, line: number): string {
  const prompt = `In [${number}]: `;
  return line === 0 ? prompt : '...: '.padStart(prompt.length);
}

/** A suggestion's first line, in the room there is; `…` where there is more of it. */
function suggestionText(suggestion: string, cols: number): string {
  const [first = '', ...more] = suggestion.split('\n');
  const text = shownText(first);
  const whole = more.length > 0 ? `${text} …` : text;
  return widthOf(whole) > cols ? truncate(whole, cols) : whole;
}

function marksOf(editor: EditorState, scanned: ScannedText, { theme }: CodeLook): Mark[] {
  const selected = selectionOf(editor);
  if (selected !== undefined) {
    // An empty line that is selected shows nothing.
    return [{ from: selected.from, to: selected.to, style: theme.selection }];
  }
  const { cursor } = editor;
  const pair = pairAt(scanned, cursor) ?? (cursor > 0 ? pairAt(scanned, cursor - 1) : undefined);
  if (pair === undefined) return [];
  return [pair.open, pair.close].map((from) => ({ from, to: from + 1, style: theme.bracketPair }));
}
