import type { Grid } from '../../core/grid.ts';
import { panesOf } from '../../core/layout.ts';
import type { Rect } from '../../core/size.ts';
import { truncate } from '../../core/width.ts';
import type { State } from '../../state/state.ts';
import type { Theme } from '../theme.ts';

/** One row naming the tabs, only when there is more than one. */
export function drawTabLine(
  grid: Grid,
  { state, theme, rect }: { readonly state: State; readonly theme: Theme; readonly rect: Rect },
): void {
  if (rect.h === 0) return;
  grid.fill(rect, theme.status);
  let x = rect.x + 1;
  state.tabs.forEach((tab, i) => {
    const names = panesOf(tab.layout).map((id) => state.panes[id]?.session ?? '');
    const label = ` ${i + 1} ${truncate(names.join(' ') || 'empty', 24)} `;
    x = grid.text(x, rect.y, label, i === state.tab ? theme.selected : theme.status) + 1;
  });
}
