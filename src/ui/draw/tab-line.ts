import type { Grid } from '../../core/grid.ts';
import { panesOf } from '../../core/layout.ts';
import type { Rect } from '../../core/size.ts';
import { truncate } from '../../core/width.ts';
import type { State, Tab } from '../../state/state.ts';
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
    const label = ` ${i + 1} ${truncate(nameOf(tab, state), 24)} `;
    x = grid.text(x, rect.y, label, i === state.tab ? theme.selected : theme.status) + 1;
  });
}

/** A recording's name where the tab shows nothing else, else the sessions. */
function nameOf({ layout }: Tab, { panes, replays }: State): string {
  const shown = panesOf(layout).flatMap((id) => panes[id] ?? []);
  const recordings = new Set(shown.map(({ recording }) => recording));
  const [only] = recordings;
  const replay = recordings.size === 1 && only !== undefined ? replays[only] : undefined;
  if (replay !== undefined) return `◷ ${replay.name}`;
  return shown.map(({ session }) => session).join(' ') || 'empty';
}
