import type { Style } from '../../core/cell.ts';
import { clockedDuration } from '../../core/duration.ts';
import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { Theme } from '../theme.ts';
import { columnOf, type TransportLook } from './transport-look.ts';

interface TransportInput {
  readonly look: TransportLook;
  readonly rect: Rect;
  readonly theme: Theme;
}

/** Where the scrubber lies on the screen, for clicks on it. */
export interface Scrubber {
  readonly x: number;
  readonly y: number;
  readonly cols: number;
}

/** Draws a recording's bar: in two rows the scrubber has the first for itself, in one it stands among the words. */
export function drawTransport(grid: Grid, input: TransportInput): Scrubber | undefined {
  const { rect, theme } = input;
  if (rect.h === 0) return undefined;
  grid.fill(rect, theme.text);
  if (rect.h === 1) return drawOneRow(grid, input);
  const scrubber = { x: rect.x + 1, y: rect.y, cols: Math.max(1, rect.w - 2) };
  drawScrubber(grid, scrubber, input);
  const row = { ...rect, y: rect.y + 1, h: 1 };
  drawWords(grid, { ...input, rect: row });
  return scrubber;
}

/** At least so many columns of the one row are the scrubber's. */
const LEAST_SCRUBBER = 12;

function drawOneRow(grid: Grid, input: TransportInput): Scrubber {
  const { rect, look } = input;
  const room = Math.max(0, rect.w - LEAST_SCRUBBER - 3);
  const left = fitting(leftWords(look, 'short'), Math.floor(room / 2) + 6, input.theme);
  const x = drawRuns(grid, { x: rect.x + 1, y: rect.y, runs: left }) + 1;
  const own = truncate(look.chapter, Math.max(0, Math.floor((rect.x + rect.w - x) / 3)));
  const right = widthOf(own) < 8 ? '' : own;
  const cols = Math.max(1, rect.x + rect.w - 1 - x - (right === '' ? 0 : widthOf(right) + 1));
  const scrubber = { x, y: rect.y, cols };
  drawScrubber(grid, scrubber, input);
  if (right !== '') grid.text(x + cols + 1, rect.y, right, input.theme.accent);
  return scrubber;
}

interface Marks {
  readonly played: string;
  readonly left: string;
  readonly ownTick: string;
  readonly otherTick: string;
  readonly hit: string;
  readonly head: string;
  readonly states: Readonly<Record<TransportLook['state'], string>>;
  readonly times: string;
  readonly most: string;
}

/** Each is told from the others without colours, too. */
const MARKS: Readonly<Record<TransportLook['charset'], Marks>> = {
  unicode: {
    played: '━',
    left: '─',
    ownTick: '╋',
    otherTick: '┼',
    hit: '◆',
    head: '●',
    states: { playing: '▶', paused: '‖', ended: '■' },
    times: '×',
    most: '≤',
  },
  ascii: {
    played: '=',
    left: '-',
    ownTick: '|',
    otherTick: '+',
    hit: '*',
    head: 'O',
    states: { playing: '>', paused: '||', ended: '[]' },
    times: 'x',
    most: '<=',
  },
};

function drawScrubber(
  grid: Grid,
  { x, y, cols }: Scrubber,
  { look, theme }: Pick<TransportInput, 'look' | 'theme'>,
): void {
  const marks = MARKS[look.charset];
  const head = columnOf(look.atS, look.lengthS, cols);
  const at = (atS: number): number => columnOf(atS, look.lengthS, cols);
  const played = marks.played.repeat(head);
  grid.text(x, y, `${played}${marks.left.repeat(cols - head)}`, theme.muted, cols);
  grid.text(x, y, played, theme.accent, cols);
  const others = columnsOf(look, cols, 'other');
  // Where nearly every column has one, they say nothing and hide those of the host in focus.
  if (others.size <= cols * MOST_TICKED) {
    for (const column of others) grid.text(x + column, y, marks.otherTick, theme.muted, 1);
  }
  for (const column of columnsOf(look, cols, 'own')) {
    grid.text(x + column, y, marks.ownTick, theme.titleFocused, 1);
  }
  for (const atS of look.search?.hitsAtS ?? []) {
    grid.text(x + at(atS), y, marks.hit, theme.warning, 1);
  }
  grid.text(x + head, y, marks.head, theme.good, 1);
}

const MOST_TICKED = 0.6;

function columnsOf(
  { ticks, lengthS }: TransportLook,
  cols: number,
  whose: 'own' | 'other',
): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const { atS, of } of ticks) {
    if (of === whose) columns.add(columnOf(atS, lengthS, cols));
  }
  return columns;
}

type Run = readonly [text: string, style: keyof Pick<Theme, RunStyle>];
type RunStyle = 'good' | 'titleFocused' | 'muted' | 'accent' | 'warning' | 'text';
interface StyledRun {
  readonly text: string;
  readonly style: Style;
}

function drawWords(grid: Grid, input: TransportInput): void {
  const { rect, look, theme } = input;
  const hint = rect.w >= 60 ? '? keys ' : '';
  const room = rect.w - 2 - widthOf(hint);
  const left = fitting(leftWords(look, rect.w >= 90 ? 'full' : 'long'), room, theme);
  const x = drawRuns(grid, { x: rect.x + 1, y: rect.y, runs: left });
  const rest = rect.x + 1 + room - x - 2;
  const chapter = truncate(`${look.chapterCount} ${look.chapter}`.trim(), rest);
  if (rest >= 6) grid.text(x + 2, rect.y, chapter, theme.accent);
  if (hint !== '') grid.text(rect.x + rect.w - widthOf(hint), rect.y, hint, theme.muted);
}

/** The words in the order in which they are wanted: what does not fit is left out. */
function leftWords(look: TransportLook, form: 'short' | 'long' | 'full'): readonly Run[] {
  const marks = MARKS[look.charset];
  const slash = form === 'short' ? '/' : ' / ';
  const position = `${clockedDuration(look.atS * 1_000)}${slash}${clockedDuration(look.lengthS * 1_000)}`;
  const { search, idleMostS, speed } = look;
  const words: (Run | undefined)[] = [
    [`${marks.states[look.state]} ${position}`, look.state === 'playing' ? 'good' : 'titleFocused'],
    speed === 1 ? undefined : [`${shownSpeed(speed)}${marks.times}`, 'warning'],
    search && [`/${truncate(search.text, 16)} ${search.count}`, 'warning'],
    form === 'long' ? [look.clock, 'text'] : undefined,
    form === 'full' ? [`${look.day} ${look.clock}`, 'text'] : undefined,
    idleMostS === undefined ? undefined : [`pauses ${marks.most} ${idleMostS} s`, 'muted'],
  ];
  return words.filter((word) => word !== undefined);
}

function shownSpeed(speed: number): string {
  return String(Math.round(speed * 100) / 100);
}

function fitting(words: readonly Run[], room: number, theme: Theme): readonly StyledRun[] {
  const runs: StyledRun[] = [];
  let cols = 0;
  for (const [text, style] of words) {
    const width = widthOf(text) + (runs.length === 0 ? 0 : 2);
    if (cols + width > room && runs.length > 0) continue;
    cols += width;
    runs.push({ text, style: theme[style] });
  }
  return runs;
}

function drawRuns(
  grid: Grid,
  { x, y, runs }: { readonly x: number; readonly y: number; readonly runs: readonly StyledRun[] },
): number {
  let column = x;
  for (const [place, { text, style }] of runs.entries()) {
    column = grid.text(place === 0 ? column : column + 2, y, text, style);
  }
  return column;
}
