import type { Rect } from '../../core/size.ts';
import type { SortOrder } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import type { RawMarks, TableView } from '../../state/table-view.ts';
import { groupFilter } from './group-rows.ts';
import { moveRow, type ViewChange } from './move.ts';
import { rawLines, topFor } from './raw-lines.ts';
import { leftOverMarks, rowMarks } from './row-marks.ts';
import { shownOf } from './shown.ts';
import type { ViewCommand } from './view-commands.ts';
import { formOf, viewParts } from './view-layout.ts';

/** How a command changes a view; undefined for one that needs more than the view, or that has nothing to do here. */
export function viewChange(
  view: TableView,
  command: ViewCommand,
  rect: Rect,
): ViewChange | undefined {
  const form = formOf(view, rect);
  switch (command) {
    case 'filter':
      return { isTypingFilter: true, marks: undefined };
    case 'back':
      return undone(view);
    case 'raw':
      return flipRaw(view);
    case 'left-over':
      return marked(view, leftOverMarks(view), rect);
    case 'next-mark':
      return form === 'raw' ? stepMark(view, 1, rect) : undefined;
    case 'previous-mark':
      return form === 'raw' ? stepMark(view, -1, rect) : undefined;
    default:
      return form === 'raw' ? undefined : tableChange(view, command, rect);
  }
}

function tableChange(view: TableView, command: ViewCommand, rect: Rect): ViewChange | undefined {
  switch (command) {
    case 'sort':
      return sortByColumn(view);
    case 'hide':
      return hideColumn(view);
    case 'show-all':
      return view.group === undefined
        ? { places: undefined, column: placeOf(view), ...afterFold(view) }
        : undefined;
    case 'move-left':
      return moveChosenColumn(view, -1);
    case 'move-right':
      return moveChosenColumn(view, 1);
    case 'vertical':
      return { shows: view.shows === 'row' ? 'table' : 'row' };
    case 'group':
      return view.group === undefined ? grouped(view) : ungrouped(view);
    case 'pick':
      return pickRow(view, rect);
    case 'raw-of-row':
      return marked(view, rowMarks(view), rect);
    case 'fold':
      return foldHosts(view);
    case 'show-ignored':
      return flipIgnored(view);
    case 'drill':
      return view.group === undefined ? undefined : intoGroup(view);
    default:
      return undefined;
  }
}

/** Escape takes back one thing at a time. */
function undone(view: TableView): ViewChange | undefined {
  if (view.shows === 'raw' && view.marks !== undefined) return { shows: 'table', marks: undefined };
  if (view.shows === 'row') return { shows: 'table' };
  if (view.group !== undefined) return ungrouped(view);
  if (view.filter !== '') return { filter: '', row: 0, top: 0, rawTop: 0 };
  return undefined;
}

function flipRaw(view: TableView): ViewChange | undefined {
  if (view.table === undefined) return undefined;
  return { shows: view.shows === 'raw' ? 'table' : 'raw', marks: undefined, rawTop: 0, rawLeft: 0 };
}

function marked(view: TableView, marks: RawMarks | undefined, rect: Rect): ViewChange | undefined {
  return marks && { shows: 'raw', ...atMark(view, marks, rect) };
}

function stepMark(view: TableView, step: number, rect: Rect): ViewChange | undefined {
  const { marks } = view;
  if (marks === undefined) return undefined;
  const count = marks.lines.length;
  return atMark(view, { ...marks, at: (marks.at + step + count) % count }, rect);
}

function atMark(view: TableView, marks: RawMarks, rect: Rect): ViewChange {
  const rows = viewParts(rect).body.h;
  return { marks, rawTop: topFor(marks, { rows, count: rawLines({ ...view, marks }).length }) };
}

/** First up, then down, then as the device gave it. */
function sortByColumn(view: TableView): ViewChange | undefined {
  const column = columnName(view);
  if (column === undefined) return undefined;
  const is = view.sort?.column === column ? view.sort.direction : undefined;
  const sort: SortOrder | undefined =
    is === 'down' ? undefined : { column, direction: is === 'up' ? 'down' : 'up' };
  return { sort, row: 0, top: 0 };
}

function hideColumn(view: TableView): ViewChange | undefined {
  const places = shownOf(view)?.places;
  if (places === undefined || places.length < 2 || view.group !== undefined) return undefined;
  const left = places.toSpliced(view.column, 1);
  return { places: left, column: Math.min(view.column, left.length - 1), ...afterFold(view) };
}

/** Rows are folded by the columns shown: with others they are other rows. */
function afterFold({ fold }: TableView): ViewChange {
  return fold === 'folded' ? { picked: new Set(), row: 0, top: 0 } : {};
}

function moveChosenColumn(view: TableView, step: -1 | 1): ViewChange | undefined {
  const places = shownOf(view)?.places;
  const to = view.column + step;
  const place = places?.[view.column];
  if (places === undefined || place === undefined || view.group !== undefined) return undefined;
  if (to < 0 || to >= places.length) return undefined;
  return { places: places.toSpliced(view.column, 1).toSpliced(to, 0, place), column: to };
}

function grouped(view: TableView): ViewChange | undefined {
  const group = columnName(view);
  if (group === undefined) return undefined;
  return { group, shows: 'table', sort: undefined, row: 0, column: 0, top: 0 };
}

function ungrouped(view: TableView): ViewChange {
  const place = view.table?.columns.indexOf(view.group ?? '') ?? 0;
  const column = view.places === undefined ? place : view.places.indexOf(place);
  return { group: undefined, sort: undefined, row: 0, column: Math.max(0, column), top: 0 };
}

/** The rows of the chosen group, by a filter on top of the one there is. */
function intoGroup(view: TableView): ViewChange | undefined {
  const value = cellString(shownOf(view)?.rows[view.row]?.[0]);
  const word = view.group === undefined ? undefined : groupFilter(view.group, value);
  if (word === undefined) return undefined;
  const filter = view.filter.trim() === '' ? word : `${view.filter.trim()} ${word}`;
  return { ...ungrouped(view), filter };
}

/** Picks the row, or lets it go again, and goes down to the next one. */
function pickRow(view: TableView, rect: Rect): ViewChange | undefined {
  const row = shownOf(view)?.rows[view.row];
  if (row === undefined || view.group !== undefined) return undefined;
  const picked = new Set(view.picked);
  if (!picked.delete(row)) picked.add(row);
  return { picked, ...moveRow(view, 1, rect) };
}

function foldHosts(view: TableView): ViewChange | undefined {
  if (view.sources.length < 2 || view.table?.columns[0] !== 'host') return undefined;
  const fold = view.fold === 'folded' ? 'apart' : 'folded';
  return { fold, picked: new Set(), row: 0, top: 0 };
}

/** What is left out of a diff comes and goes; where one is stays as far as it can. */
function flipIgnored(view: TableView): ViewChange | undefined {
  const { changes } = view;
  if (changes === undefined) return undefined;
  const shows = changes.shows === 'all' ? 'compared' : 'all';
  return { changes: { ...changes, shows }, row: 0, top: 0 };
}

function columnName(view: TableView): string | undefined {
  const shown = shownOf(view);
  return shown?.table.columns[shown.places[view.column] ?? -1];
}

function placeOf(view: TableView): number {
  return shownOf(view)?.places[view.column] ?? 0;
}
