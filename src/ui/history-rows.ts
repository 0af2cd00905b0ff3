import { safe, safeLines } from '../core/safe.ts';
import { truncate, widthOf } from '../core/width.ts';
import type { HistoryEntry } from '../repl/history/entry.ts';
import { entryLine, outcomeWord } from '../repl/history/entry-line.ts';
import type { HistoryList } from '../repl/history/history-list.ts';
import type { ReplRow } from './draw/repl-view.ts';
import type { Theme } from './theme.ts';

interface Room {
  readonly rows: number;
  readonly cols: number;
  readonly nowMs: number;
  readonly theme: Theme;
}

const MOST_ROWS = 12;
const MOST_PREVIEW = 5;
const MARGIN = '  ';

/** The found entries over the line in which one types, the best at the bottom; a text of several lines is shown above them. */
export function historyRows(list: HistoryList, room: Room): ReplRow[] {
  const height = Math.min(MOST_ROWS, room.rows);
  const selected = list.found[list.selected];
  const preview = selected === undefined ? [] : previewRows(selected, { ...room, rows: height });
  const places = height - preview.length;
  const first = Math.max(0, Math.min(list.selected - places + 1, list.found.length - places));
  const shown = list.found.slice(first, first + places);
  const widths = widthsOf(shown, room);
  const rows = shown.map((entry, place) =>
    entryRow(entry, first + place === list.selected ? 'selected' : 'other', { ...room, widths }),
  );
  // The same height whatever is found: nothing above it may jump.
  const blank = Array.from({ length: Math.max(0, places - rows.length) }, (): ReplRow => []);
  return [...blank, ...preview, ...rows.toReversed()];
}

/** The line in which one types what is looked for, and where its cursor stands. */
export function historyQueryRow(
  { query, found, more, selected, problem, before }: HistoryList,
  { cols, theme }: Pick<Room, 'cols' | 'theme'>,
): { readonly rows: ReplRow[]; readonly x: number; readonly y: number } {
  const lead = before === undefined ? 'history › ' : 'the rest of that session › ';
  const text = safeLines(query);
  const place = found.length === 0 ? 'nothing found' : `${selected + 1} of ${found.length + more}`;
  const said = problem === undefined ? place : problem;
  const room = cols - widthOf(lead) - widthOf(text) - 3;
  const row: ReplRow = [
    { text: lead, style: theme.inPrompt },
    { text, style: theme.text },
    ...(room < 8
      ? []
      : [{ text: `   ${truncate(said, room)}`, style: problem ? theme.warning : theme.muted }]),
  ];
  return { rows: [row], x: Math.min(cols - 1, widthOf(lead) + widthOf(text)), y: 0 };
}

/** What the keys do, for the title. */
export function historyNote({ before }: HistoryList): string {
  return before === undefined
    ? 'Enter takes · Ctrl-O the rest of that session · Esc back'
    : 'Enter takes one · Ctrl-O from here on · Esc back';
}

interface Widths {
  readonly time: number;
  readonly hosts: number;
  readonly duration: number;
}

function widthsOf(entries: readonly HistoryEntry[], { cols, nowMs }: Room): Widths {
  const lines = entries.map((entry) => entryLine(entry, nowMs));
  const widest = (texts: readonly string[], most: number) =>
    Math.min(most, Math.max(0, ...texts.map((text) => widthOf(text))));
  return {
    time: widest(
      lines.map(({ time }) => time),
      12,
    ),
    hosts:
      cols < 70
        ? 0
        : widest(
            lines.map(({ hosts }) => safe(hosts, 60)),
            cols < 100 ? 10 : 18,
          ),
    duration:
      cols < 60
        ? 0
        : widest(
            lines.map(({ duration }) => duration),
            7,
          ),
  };
}

function entryRow(
  entry: HistoryEntry,
  state: 'selected' | 'other',
  { theme, cols, nowMs, widths }: Room & { readonly widths: Widths },
): ReplRow {
  const { time, mark, look, hosts, duration } = entryLine(entry, nowMs);
  const [style, muted, marked] =
    state === 'selected'
      ? [theme.selected, theme.selected, theme.selected]
      : [theme.text, theme.muted, theme[look]];
  const lead = `${time.padEnd(widths.time)} `;
  const told = [
    ...(widths.hosts === 0 ? [] : [padded(truncate(safe(hosts, 60), widths.hosts), widths.hosts)]),
    ...(widths.duration === 0 ? [] : [duration.padStart(widths.duration)]),
  ];
  const middle = ` ${told.join(' ')}${told.length > 0 ? MARGIN : ''}`;
  const room = Math.max(0, cols - widthOf(lead) - 1 - widthOf(middle) - 1);
  const text = truncate(oneLine(entry.text), room);
  const fill = state === 'selected' ? ' '.repeat(Math.max(0, room - widthOf(text))) : '';
  return [
    { text: lead, style: muted },
    { text: mark, style: marked },
    { text: middle, style: muted },
    { text: text + fill, style },
  ];
}

/** The lines of a text that has several, under a rule that says what is known of it. */
function previewRows(entry: HistoryEntry, { rows, cols, theme, nowMs }: Room): ReplRow[] {
  const lines = safeLines(entry.text).split('\n');
  if (lines.length < 2 || rows < 6) return [];
  const room = Math.min(MOST_PREVIEW, rows - 4);
  const shown = lines.slice(0, lines.length > room ? room - 1 : room);
  const { time, duration } = entryLine(entry, nowMs);
  const facts = [time, outcomeWord(entry), duration, `${lines.length} lines`];
  const rule = `── ${facts.filter((fact) => fact !== '').join(' · ')} `;
  const left = lines.length - shown.length;
  return [
    [{ text: truncate(rule.padEnd(cols, '─'), cols), style: theme.border }],
    ...shown.map((text): ReplRow => [{ text: truncate(MARGIN + text, cols), style: theme.text }]),
    ...(left > 0 ? [[{ text: `${MARGIN}… ${left} more`, style: theme.muted }]] : []),
    ...(rows < MOST_ROWS ? [] : [[{ text: '─'.repeat(cols), style: theme.border }]]),
  ];
}

function oneLine(text: string): string {
  return safe(text.slice(0, 1_000).replace(/\s*\n\s*/g, ' ⏎ '), 1_000);
}

function padded(text: string, cols: number): string {
  return text + ' '.repeat(Math.max(0, cols - widthOf(text)));
}
