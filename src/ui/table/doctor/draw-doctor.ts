import type { Grid } from '../../../core/grid.ts';
import { safe } from '../../../core/safe.ts';
import type { Rect } from '../../../core/size.ts';
import { truncate, widthOf } from '../../../core/width.ts';
import { lineStart } from '../../../repl/editor/editor-lines.ts';
import type { Theme } from '../../theme.ts';
import { cellWords, columnCols } from '../column-cols.ts';
import type { Doctor } from './doctor.ts';

interface Part {
  readonly doctor: Doctor;
  readonly rect: Rect;
  readonly theme: Theme;
}

const BESIDE_COLS = 110;

/** Template and answer beside each other, or one above the other where the screen is narrow. Gives where the cursor stands. */
export function drawDoctor(grid: Grid, part: Part): { readonly x: number; readonly y: number } {
  const { doctor, rect, theme } = part;
  grid.fill(rect);
  const { template, answer } = doctorParts(rect);
  const what = doctor.isSaved ? 'parser doctor' : 'not saved';
  drawHead(grid, {
    text: `${what} · ${doctor.case.name}.${doctor.case.language}`,
    rect: template,
    theme,
  });
  const cursor = drawTemplate(grid, { doctor, rect: below(template), theme });
  const seen = doctor.shows === 'text' ? doctor.case.command : 'rows';
  drawHead(grid, { text: seen, rect: answer, theme });
  if (doctor.shows === 'text') drawAnswer(grid, { doctor, rect: below(answer), theme });
  else drawRows(grid, { doctor, rect: below(answer), theme });
  drawFooter(grid, part);
  return cursor;
}

/** Where the two parts are, their heads included. */
export function doctorParts({ x, y, w, h }: Rect): { template: Rect; answer: Rect } {
  const rows = Math.max(4, h - 2);
  if (w >= BESIDE_COLS) {
    const left = Math.floor(w / 2);
    return {
      template: { x, y, w: left - 1, h: rows },
      answer: { x: x + left, y, w: w - left, h: rows },
    };
  }
  const upper = Math.ceil(rows / 2);
  return {
    template: { x, y, w, h: upper },
    answer: { x, y: y + upper, w, h: rows - upper },
  };
}

function below({ x, y, w, h }: Rect): Rect {
  return { x, y: y + 1, w, h: Math.max(1, h - 1) };
}

function drawHead(
  grid: Grid,
  { text, rect, theme }: { readonly text: string; readonly rect: Rect; readonly theme: Theme },
): void {
  grid.text(rect.x, rect.y, '━'.repeat(rect.w), theme.borderFocused, rect.w);
  grid.text(rect.x + 1, rect.y, ` ${truncate(safe(text, 200), rect.w - 4)} `, theme.titleFocused);
}

const MARK_COLS = 1;
/** ` ×12345`, how often a line of a TTP template matched. */
const COUNT_COLS = 7;

/** The template from the line that brings the cursor into view; a line that failed is marked. */
function drawTemplate(grid: Grid, { doctor, rect, theme }: Part): { x: number; y: number } {
  const { text, cursor } = doctor.editor;
  const lines = text.split('\n');
  const row = text.slice(0, cursor).split('\n').length - 1;
  const before = safe(text.slice(lineStart(text, cursor), cursor), 10_000);
  const counts = matchCounts(doctor);
  const cols = rect.w - MARK_COLS - (counts.size > 0 ? COUNT_COLS : 0);
  const room = cols - 1;
  const left = Math.max(0, widthOf(before) - room);
  const top = Math.max(0, Math.min(row - Math.floor(rect.h / 2), lines.length - rect.h));
  const { outcome } = doctor;
  const wrong = outcome.status === 'failed' ? outcome.line : undefined;
  for (let i = 0; i < rect.h; i++) {
    const line = lines[top + i];
    if (line === undefined) break;
    const isWrong = top + i + 1 === wrong;
    if (isWrong) grid.text(rect.x, rect.y + i, '▌', theme.bad);
    const style = isWrong ? theme.bad : line.startsWith('#') ? theme.muted : theme.text;
    const shown = safe(line, 10_000).slice(left);
    grid.text(rect.x + MARK_COLS, rect.y + i, shown, style, cols);
    const count = counts.get(top + i + 1);
    if (count === undefined) continue;
    const words = `×${count}`.padStart(COUNT_COLS);
    const countStyle = count === 0 ? theme.warning : theme.muted;
    grid.text(rect.x + MARK_COLS + cols, rect.y + i, words, countStyle, COUNT_COLS);
  }
  return { x: rect.x + MARK_COLS + widthOf(before) - left, y: rect.y + row - top };
}

function matchCounts({ outcome }: Doctor): ReadonlyMap<number, number> {
  const counted = outcome.status === 'read' ? outcome.table.origin?.templateLines : undefined;
  return new Map(counted?.map(({ line, matched }) => [line, matched]));
}

/** The answer: lines that no rule knows are marked. */
function drawAnswer(grid: Grid, { doctor, rect, theme }: Part): void {
  const leftOver = new Set(doctor.leftOver);
  // Some lines above the one gone to say where it stands.
  const top = Math.max(
    0,
    Math.min(doctor.top - Math.floor(rect.h / 3), doctor.lines.length - rect.h),
  );
  for (let i = 0; i < rect.h; i++) {
    const line = doctor.lines[top + i];
    if (line === undefined) break;
    const isLeft = leftOver.has(top + i);
    if (isLeft) grid.text(rect.x, rect.y + i, '▌', theme.warning);
    const style = isLeft ? theme.warning : undefined;
    grid.text(rect.x + MARK_COLS, rect.y + i, line, style, rect.w - MARK_COLS);
  }
}

/** The rows the template gives, from left to right as far as they fit. */
function drawRows(grid: Grid, { doctor, rect, theme }: Part): void {
  const { outcome } = doctor;
  if (outcome.status !== 'read') return;
  const { columns, rows } = outcome.table;
  let x = rect.x + MARK_COLS;
  for (const [place, name] of columns.entries()) {
    const room = Math.min(columnCols(outcome.table, place), rect.x + rect.w - x);
    if (room <= 0) break;
    grid.text(x, rect.y, truncate(safe(name), room), theme.tableHeader, room);
    for (let i = 0; i < rect.h - 1; i++) {
      const row = rows[doctor.top + i];
      if (row === undefined) break;
      grid.text(x, rect.y + 1 + i, truncate(cellWords(row[place]), room), theme.text, room);
    }
    x += room + 2;
  }
}

function drawFooter(grid: Grid, { doctor, rect, theme }: Part): void {
  const { outcome } = doctor;
  const y = rect.y + rect.h - 2;
  const style = outcome.status === 'failed' ? theme.bad : theme.muted;
  grid.text(rect.x + 1, y, truncate(outcomeWords(doctor), rect.w - 2), style);
  grid.text(rect.x + 1, y + 1, truncate(KEYS, rect.w - 2), theme.muted);
}

const KEYS = 'Ctrl-S save · Esc leave · PgUp/PgDn answer · Alt-n/p left over · Ctrl-T rows';

function outcomeWords({ outcome }: Doctor): string {
  if (outcome.status === 'reading') return 'reading …';
  if (outcome.status === 'failed') {
    return outcome.line === undefined
      ? outcome.message
      : `line ${outcome.line}: ${outcome.message}`;
  }
  const { rows, origin } = outcome.table;
  const noun = rows.length === 1 ? 'row' : 'rows';
  const warned = (origin?.warnings ?? []).map((warning) => ` · ${safe(warning, 100)}`).join('');
  return `${rows.length} ${noun} · ${origin?.linesMatched ?? 0}/${origin?.linesTotal ?? 0} lines · ${origin?.mode ?? 'strict'}${warned}`;
}
