import type { Grid } from '../../core/grid.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import type { Cell } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { truncate, widthOf } from '../../core/width.ts';
import { wrapWords } from '../../core/wrap-words.ts';
import type { TableView } from '../../state/table-view.ts';
import type { Theme } from '../theme.ts';
import type { Shown } from './shown.ts';

const MOST_NAME_COLS = 30;
const MOST_CHARS = 5_000;

/** The chosen row from top to bottom: a column's name and its whole value on each line. The chosen column is kept on screen. */
export function drawRow(
  grid: Grid,
  part: {
    readonly view: TableView;
    readonly shown: Shown;
    readonly rect: Rect;
    readonly theme: Theme;
  },
): void {
  const { view, rect, theme } = part;
  const lines = rowLines(part.shown, { row: view.row, cols: rect.w - 2 });
  const chosen = lines.findIndex(({ at }) => at === view.column);
  const end = lines.findLastIndex(({ at }) => at === view.column) + 1;
  const top = Math.max(0, Math.min(chosen, Math.max(end - rect.h, 0)));
  for (const [i, { at, name, value }] of lines.slice(top, top + rect.h).entries()) {
    const y = rect.y + i;
    const isChosen = at === view.column;
    const x = grid.text(rect.x + 1, y, name, isChosen ? theme.selected : theme.tableHeader);
    grid.text(x + 1, y, value, isChosen ? theme.selected : theme.text, rect.x + rect.w - x - 1);
  }
}

interface RowLine {
  readonly at: number;
  readonly name: string;
  readonly value: string;
}

function rowLines(
  { table, rows, places }: Shown,
  { row, cols }: { readonly row: number; readonly cols: number },
): RowLine[] {
  const names = places.map((place) => safe(table.columns[place] ?? ''));
  const widest = names.reduce((most, name) => Math.max(most, widthOf(name)), 0);
  const nameCols = Math.max(4, Math.min(widest, MOST_NAME_COLS, Math.floor(cols * 0.4)));
  const valueCols = Math.max(1, cols - nameCols - 1);
  return places.flatMap((place, at) =>
    valueLines(rows[row]?.[place], valueCols).map((value, i): RowLine => {
      const name = i === 0 ? truncate(names[at] ?? '', nameCols) : '';
      return { at, name: name + ' '.repeat(nameCols - widthOf(name)), value };
    }),
  );
}

/** A list has a line for each of its items. */
function valueLines(cell: Cell | undefined, cols: number): string[] {
  const texts = Array.isArray(cell) && cell.length > 0 ? cell : [cellString(cell)];
  return texts.flatMap((text: string) => {
    const lines = wrapWords(safe(text, MOST_CHARS), cols);
    return lines.length === 0 ? [''] : lines;
  });
}
