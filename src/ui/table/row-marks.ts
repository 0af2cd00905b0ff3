import type { RawMarks, TableView, ViewRow } from '../../state/table-view.ts';
import { rowBehind } from './fold-hosts.ts';
import { lastValue } from './last-value.ts';
import { shownOf } from './shown.ts';

/** The lines that the chosen row was made of; undefined where nothing tells. */
export function rowMarks(view: TableView): RawMarks | undefined {
  const row = shownOf(view)?.rows[view.row];
  const source = row && view.table && sourceOf(view, row);
  const place =
    row === undefined ? undefined : placesOf(view.table?.rows ?? []).get(rowBehind(row));
  const told = view.table?.origin?.rowLines;
  if (source === undefined || place === undefined) return undefined;
  // A table that has been through somebody's code in the REPL may hold anything there.
  if (!(told?.starts instanceof Int32Array && told.lines instanceof Int32Array)) return undefined;
  const { starts, lines } = told;
  const own = lines.slice(starts[place] ?? 0, starts[place + 1] ?? lines.length);
  if (own.length === 0) return undefined;
  return { what: 'row', lines: [...own].map((line) => source.firstLine + line - 1), at: 0 };
}

/** The lines that no rule knew; undefined where there are none. */
export function leftOverMarks(view: TableView): RawMarks | undefined {
  const lines = view.table?.origin?.unmatched.map(({ line, source = 0 }) => {
    return (view.sources[source]?.firstLine ?? 0) + line - 1;
  });
  if (lines === undefined || lines.length === 0) return undefined;
  return { what: 'left over', lines, at: 0 };
}

/** The answer that a row shown comes from; of a folded one, the first. */
export function sourceOf(view: TableView, row: ViewRow): TableView['sources'][number] | undefined {
  const place = placesOf(view.table?.rows ?? []).get(rowBehind(row));
  if (place === undefined) return undefined;
  return view.sources.find(
    ({ firstRow, rowCount }) => place >= firstRow && place < firstRow + rowCount,
  );
}

const placesOf = lastValue(
  (rows: readonly ViewRow[]): ReadonlyMap<ViewRow, number> =>
    new Map(rows.map((row, place) => [row, place])),
);
