import { truncate, widthOf } from '../../core/width.ts';
import type { Charset } from '../chart/charset.ts';
import { muted, type PaintedLine, type Piece, plain } from '../chart/painted.ts';
import type { SeenRow, Sighting } from './sighting.ts';
import {
  cellText,
  columnsThatFit,
  type DrawnColumn,
  trendText,
  type Widths,
} from './watch-columns.ts';

export interface SightingPaper {
  readonly cols: number;
  /** Lines there is room for, the head included. */
  readonly rows: number;
  readonly charset: Charset;
  readonly widths: Widths;
}

/** Each state by a mark in front, too, for whoever sees no colours. */
const MARKS = { same: '  ', changed: '~ ', new: '+ ', gone: '- ' } as const;
const STYLES = { same: '', changed: '', new: '32', gone: '2;9' } as const;
/** Turned round, so that it is seen in any colours. */
const CHANGED = '1;7';
const TREND = '36';

/** A table with what has changed since the one before marked. Where not all of it fits, what has changed comes first. */
export function drawSighting(sighting: Sighting, paper: SightingPaper): PaintedLine[] {
  const { rows } = sighting;
  if (rows.length === 0) return [[muted('no rows')]];
  const fitting = columnsThatFit(sighting, { ...paper, cols: paper.cols - 2 });
  const room = Math.max(1, paper.rows - 1);
  const shown = rows.length <= room ? rows : chosenRows(rows, Math.max(1, room - 1));
  const lines = shown.map((row) => rowLine(row, { sighting, columns: fitting.columns, paper }));
  const notes = [
    ...(shown.length < rows.length ? [hiddenText(rows, shown)] : []),
    ...(fitting.left > 0
      ? [`${fitting.left} more ${fitting.left === 1 ? 'column' : 'columns'}`]
      : []),
  ];
  const note = notes.length === 0 ? [] : [[muted(truncate(`  … ${notes.join(', ')}`, paper.cols))]];
  return [headLine(fitting.columns), ...lines, ...note];
}

function headLine(columns: readonly DrawnColumn[]): PaintedLine {
  const titles = columns.map(({ title, cols }) => padded(title, cols));
  return [{ text: `  ${titles.join('  ')}`.trimEnd(), sgr: '1' }];
}

/** The rows that are not the same first, in the table's order all the same. */
function chosenRows(rows: readonly SeenRow[], count: number): readonly SeenRow[] {
  const chosen = new Set(rows.filter(({ state }) => state !== 'same').slice(0, count));
  for (const row of rows) {
    if (chosen.size >= count) break;
    chosen.add(row);
  }
  return rows.filter((row) => chosen.has(row));
}

function hiddenText(rows: readonly SeenRow[], shown: readonly SeenRow[]): string {
  const there = new Set(shown);
  const hidden = rows.filter((row) => !there.has(row));
  const changed = hidden.filter(({ state }) => state !== 'same').length;
  const rowsText = `${hidden.length} more ${hidden.length === 1 ? 'row' : 'rows'}`;
  return changed > 0 ? `${rowsText}, ${changed} of them changed` : rowsText;
}

function rowLine(
  row: SeenRow,
  given: { sighting: Sighting; columns: readonly DrawnColumn[]; paper: SightingPaper },
): PaintedLine {
  const { sighting, columns, paper } = given;
  const style = STYLES[row.state];
  const pieces = columns.flatMap(({ place, part, cols }, at): Piece[] => {
    const cell = row.cells[place];
    const column = sighting.columns[place];
    const isTrend = part === 'trend' && column !== undefined;
    const text = isTrend
      ? trendText(cell, { column, charset: paper.charset })
      : truncate(cellText(cell), cols);
    const sgr = isTrend ? TREND : cell?.isChanged ? CHANGED : style;
    const gap = at === columns.length - 1 ? '' : '  ';
    return [{ text, sgr }, plain(' '.repeat(Math.max(0, cols - widthOf(text))) + gap)];
  });
  return trimmedEnd([
    { text: MARKS[row.state], sgr: row.state === 'changed' ? '1' : style },
    ...pieces,
  ]);
}

function trimmedEnd(line: PaintedLine): PaintedLine {
  const last = line.findLastIndex(({ text }) => text.trim() !== '');
  return line.slice(0, last + 1);
}

function padded(text: string, cols: number): string {
  return text + ' '.repeat(Math.max(0, cols - widthOf(text)));
}
