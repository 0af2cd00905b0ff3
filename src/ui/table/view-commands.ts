import { truncate } from '../../core/width.ts';
import type { TableView } from '../../state/table-view.ts';

/** Everything a key can do in a view besides moving about in it. */
export type ViewCommand =
  | 'sort'
  | 'filter'
  | 'hide'
  | 'show-all'
  | 'move-left'
  | 'move-right'
  | 'vertical'
  | 'group'
  | 'pick'
  | 'copy'
  | 'export'
  | 'raw'
  | 'raw-of-row'
  | 'fold'
  | 'drill'
  | 'ignore'
  | 'show-ignored'
  | 'left-over'
  | 'doctor'
  | 'next-mark'
  | 'previous-mark'
  | 'help'
  | 'back'
  | 'close';

interface ViewKey {
  readonly command: ViewCommand;
  /** As `keyLabel` names them. */
  readonly keys: readonly string[];
  /** As the line of keys has it; undefined: only the list has it. */
  readonly short: string | undefined;
  readonly title: string;
  /** Where it does something. */
  readonly on: readonly ('table' | 'row' | 'raw')[];
}

const ROWS = ['table', 'row'] as const;
const ALL = ['table', 'row', 'raw'] as const;

/** The keys of a view, in the order help shows them. */
export const VIEW_KEYS: readonly ViewKey[] = [
  {
    command: 'drill',
    keys: ['enter'],
    short: 'go on',
    title: 'Go on from this value, or show a counted group',
    on: ROWS,
  },
  {
    command: 'sort',
    keys: ['s'],
    short: 'sort',
    title: 'Sort by this column: up, down, as it came',
    on: ROWS,
  },
  {
    command: 'filter',
    keys: ['/'],
    short: 'filter',
    title: 'Filter: words, status=down, rx_errors>0, prefix~10.0.0.0/8',
    on: ALL,
  },
  {
    command: 'raw',
    keys: ['r', 'tab'],
    short: 'raw',
    title: 'Show the raw text, or the table again',
    on: ALL,
  },
  {
    command: 'vertical',
    keys: ['v'],
    short: 'row',
    title: 'Show this row from top to bottom, or the table again',
    on: ROWS,
  },
  {
    command: 'group',
    keys: ['c'],
    short: 'count',
    title: 'Count the values of this column, or show the rows again',
    on: ROWS,
  },
  {
    command: 'fold',
    keys: ['f'],
    short: 'fold',
    title: 'Rows that are the same on several hosts as one, or apart',
    on: ROWS,
  },
  {
    command: 'ignore',
    keys: ['x'],
    short: 'ignore',
    title: 'Ignore this column in diffs of this command from now on, or compare it again',
    on: ROWS,
  },
  {
    command: 'show-ignored',
    keys: ['X'],
    short: 'ignored',
    title: 'Of a diff: show the changes in ignored columns, too, or leave them out',
    on: ROWS,
  },
  {
    command: 'pick',
    keys: ['space'],
    short: 'pick',
    title: 'Pick this row for copying and exporting',
    on: ROWS,
  },
  {
    command: 'copy',
    keys: ['y'],
    short: 'copy',
    title: 'Copy the cell, row, picked rows or table',
    on: ROWS,
  },
  {
    command: 'export',
    keys: ['e'],
    short: 'export',
    title: 'Export to a file: CSV, JSON or Markdown',
    on: ROWS,
  },
  {
    command: 'raw-of-row',
    keys: ['o'],
    short: 'origin',
    title: 'Show the lines this row was made of',
    on: ROWS,
  },
  {
    command: 'left-over',
    keys: ['u'],
    short: 'left over',
    title: 'Show the lines no rule of the template knew',
    on: ALL,
  },
  {
    command: 'doctor',
    keys: ['d'],
    short: 'doctor',
    title: 'Open the parser doctor: the template beside this text',
    on: ALL,
  },
  {
    command: 'next-mark',
    keys: ['n'],
    short: undefined,
    title: 'Go to the next marked line',
    on: ['raw'],
  },
  {
    command: 'previous-mark',
    keys: ['N'],
    short: undefined,
    title: 'Go to the marked line before',
    on: ['raw'],
  },
  { command: 'hide', keys: ['-'], short: 'hide', title: 'Hide this column', on: ROWS },
  {
    command: 'show-all',
    keys: ['a'],
    short: 'all',
    title: 'Show all columns again, in their order',
    on: ROWS,
  },
  {
    command: 'move-left',
    keys: ['<'],
    short: undefined,
    title: 'Move this column to the left',
    on: ROWS,
  },
  {
    command: 'move-right',
    keys: ['>'],
    short: undefined,
    title: 'Move this column to the right',
    on: ROWS,
  },
  { command: 'help', keys: ['?'], short: 'keys', title: 'List these keys', on: ALL },
  {
    command: 'back',
    keys: ['escape'],
    short: undefined,
    title: 'Undo the filter, the counting, the row or the marks; then go back',
    on: ALL,
  },
  {
    command: 'close',
    keys: ['q'],
    short: 'back',
    title: 'Go back to what was there before',
    on: ALL,
  },
];

/** The command of a key. */
export function commandOfKey(label: string): ViewCommand | undefined {
  return VIEW_KEYS.find(({ keys }) => keys.includes(label))?.command;
}

/** The keys that do something here, as many as the line holds; `?` always. */
export function keyLine(view: TableView, form: 'table' | 'row' | 'raw', cols: number): string {
  if (view.isTypingFilter)
    return truncate('Enter keeps it · Esc forgets it · Ctrl-U empties it', cols);
  const words = VIEW_KEYS.flatMap(({ command, keys, short, on }) => {
    if (short === undefined || !on.includes(form) || command === 'help') return [];
    if (command === 'fold' && view.sources.length < 2) return [];
    if (command === 'left-over' && leftOver(view) === 0) return [];
    if (command === 'show-ignored' && view.changes === undefined) return [];
    return [`${prettyLabel(keys[0] ?? '')} ${short}`];
  });
  const marks = view.marks?.what === 'left over' && form === 'raw' ? ['n N next, before'] : [];
  let line = '? keys';
  for (const word of [...marks, ...words]) {
    if (line.length + word.length + 3 > cols) break;
    line += ` · ${word}`;
  }
  return truncate(line, cols);
}

/** Lines of the raw text that no rule knew. */
export function leftOver({ table }: TableView): number {
  const origin = table?.origin;
  return origin === undefined ? 0 : origin.linesTotal - origin.linesMatched;
}

/** A key as people write it. */
export function prettyLabel(label: string): string {
  const names: Readonly<Record<string, string>> = {
    enter: 'Enter',
    escape: 'Esc',
    space: 'Space',
    tab: 'Tab',
  };
  return names[label] ?? label;
}
