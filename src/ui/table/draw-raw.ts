import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';
import { fromColumn, widthOf } from '../../core/width.ts';
import type { TableView } from '../../state/table-view.ts';
import type { Theme } from '../theme.ts';
import { isMarked, rawLines } from './raw-lines.ts';

/** Most UTF-16 units that a column on screen takes. */
const MOST_UNITS = 8;

/** The device's own words; lines that are pointed out carry a mark, the one looked at stands out. */
export function drawRaw(
  grid: Grid,
  { view, rect, theme }: { readonly view: TableView; readonly rect: Rect; readonly theme: Theme },
): void {
  const lines = rawLines(view);
  const { marks } = view;
  const looked = marks?.lines[marks.at];
  for (let i = 0; i < rect.h; i++) {
    const line = view.rawTop + i;
    const text = lines[line];
    if (text === undefined) break;
    const marked = isMarked(marks, line);
    const isLooked = marks?.what === 'row' ? marked : line === looked;
    if (marked) grid.text(rect.x, rect.y + i, '▌', theme.accent);
    const style = isLooked ? theme.selected : marked ? theme.warning : undefined;
    // Of a line of a million characters only those near the screen are measured.
    const near = text.slice(0, MOST_UNITS * (view.rawLeft + rect.w));
    const seen = fromColumn(near, view.rawLeft);
    grid.text(rect.x + 1, rect.y + i, seen, style, rect.w - 1);
    const isCut = widthOf(seen) > rect.w - 1;
    if (isCut) grid.text(rect.x + rect.w - 1, rect.y + i, '›', theme.accent);
    if (view.rawLeft > 0 && !marked) grid.text(rect.x, rect.y + i, '‹', theme.accent);
  }
}
