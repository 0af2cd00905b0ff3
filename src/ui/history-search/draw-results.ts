import { type Style, UNDERLINE } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import { localClock, localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { FoundBlock } from '../../journal/search/found-block.ts';
import { matchesOf } from '../../journal/search/found-table.ts';
import type { Mark } from '../../journal/search/search-word.ts';
import type { Theme } from '../theme.ts';
import type { HistorySearch } from './history-search.ts';

interface Part {
  readonly history: HistorySearch;
  readonly rect: Rect;
  readonly theme: Theme;
  readonly nowMs: number;
}

/** What was found, a row each: when, where, the command, and the line that fits with its marks. */
export function drawResults(grid: Grid, part: Part): void {
  const { history, rect, theme } = part;
  const { found, chosenAt, progress } = history;
  if (found.length === 0) {
    const isOver = progress.status === 'done' && progress.of > 0;
    if (isOver) grid.text(rect.x + 1, rect.y, 'nothing found', theme.muted, rect.w - 1);
    return;
  }
  const top = history.topFor(rect.h);
  const shown = found.slice(top, top + rect.h);
  const hostCols = Math.min(
    16,
    Math.max(4, ...shown.map(({ session }) => widthOf(safe(session, 60)))),
  );
  for (const [row, one] of shown.entries()) {
    const isChosen = top + row === chosenAt;
    drawResult(grid, part, { one, y: rect.y + row, isChosen, hostCols });
  }
}

interface ResultRow {
  readonly one: FoundBlock;
  readonly y: number;
  readonly isChosen: boolean;
  readonly hostCols: number;
}

const TIME_COLS = 16;

function drawResult(grid: Grid, { rect, theme, nowMs }: Part, row: ResultRow): void {
  const { one, y, isChosen, hostCols } = row;
  const style = (token: Style): Style => (isChosen ? theme.selected : token);
  if (isChosen) grid.fill({ x: rect.x, y, w: rect.w, h: 1 }, theme.selected);
  const end = rect.x + rect.w - 1;
  const put = (x: number, text: string, cols: number, token: Style): number => {
    const room = Math.min(cols, end - x);
    if (room > 0) grid.text(x, y, truncate(text, room), style(token), room);
    return x + cols;
  };
  const outcome = one.block?.outcome;
  let x = put(
    rect.x,
    OUTCOME_MARKS[outcome ?? 'ok'],
    2,
    outcome === 'refused' ? theme.bad : theme.warning,
  );
  x = put(x, timeWords(one.startedAtMs, nowMs), TIME_COLS + 1, theme.muted);
  x = put(x, safe(one.session, 60), hostCols + 2, theme.titleFocused);
  const matches = matchesOf(one);
  const isAnswer = one.line?.in === 'answer';
  const commandCols = isAnswer ? Math.max(12, Math.floor((end - x) * 0.4)) : end - x;
  const marks = { ...markStyles(theme, isChosen), theme };
  if (one.block === undefined) put(x, '(between commands)', commandCols - 1, theme.muted);
  else {
    const inCommand =
      one.line?.in === 'command' ? one.line : { text: one.block.command, marks: [] };
    drawMarked(grid, { ...inCommand, x, y, cols: commandCols - 1, ...marks });
  }
  if (!isAnswer || one.line === undefined) return;
  x += commandCols;
  if (matches !== '' && matches !== '1') x = put(x, `${matches}×`, matches.length + 2, theme.muted);
  drawMarked(grid, { ...trimmed(one.line), x, y, cols: end - x, ...marks });
}

const OUTCOME_MARKS = { ok: ' ', refused: '✕', unfinished: '…' } as const;

function timeWords(ms: number, nowMs: number): string {
  const text = localTime(ms);
  const isToday = text.slice(0, 10) === localTime(nowMs).slice(0, 10);
  return isToday ? `today   ${localClock(ms)}` : text.slice(0, TIME_COLS);
}

/** How words that fit are told from the rest. */
export function markStyles(
  theme: Theme,
  isChosen: boolean,
): { readonly plain: Style; readonly mark: Style } {
  if (!isChosen)
    return { plain: theme.text, mark: { fg: theme.accent.fg | UNDERLINE, bg: theme.accent.bg } };
  return {
    plain: theme.selected,
    mark: { fg: theme.selected.fg | UNDERLINE, bg: theme.selected.bg },
  };
}

interface Marked {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly x: number;
  readonly y: number;
  readonly cols: number;
  readonly plain: Style;
  readonly mark: Style;
}

/** A foreign line with marks; where the first of them would not be seen, the line begins further on. */
export function drawMarked(grid: Grid, { text, marks, x, y, cols, plain, mark }: Marked): void {
  const first = marks[0];
  const isFar = first !== undefined && first[1] > cols && text.length > cols;
  const from = isFar ? Math.max(0, first[0] - Math.floor(cols / 3)) : 0;
  const end = x + cols;
  let at = from;
  let column = from > 0 ? grid.text(x, y, '…', plain, cols) : x;
  const put = (to: number, style: Style): void => {
    if (to <= at || column >= end) return;
    column = grid.text(
      column,
      y,
      safe(text.slice(at, to).replaceAll('\t', ' ')),
      style,
      end - column,
    );
    at = to;
  };
  for (const [begin, stop] of marks) {
    put(Math.max(at, begin), plain);
    put(stop, mark);
  }
  put(text.length, plain);
}

function trimmed<Line extends { readonly text: string; readonly marks: readonly Mark[] }>(
  line: Line,
): Line {
  const blank = /^\s*/.exec(line.text)?.[0].length ?? 0;
  const most = Math.min(blank, line.marks[0]?.[0] ?? blank);
  const marks = line.marks.map(([from, to]): Mark => [from - most, to - most]);
  return { ...line, text: line.text.slice(most), marks };
}
