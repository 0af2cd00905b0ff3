import type { Size } from '../../core/size.ts';
import { contentOf, visiblePanes } from '../../state/select.ts';
import type { State } from '../../state/state.ts';

/** The room that the pane of a session has on the screen; undefined where none is to be seen. */
export function roomOf(state: State, session: string): Size | undefined {
  for (const [id, rect] of visiblePanes(state)) {
    if (state.panes[id]?.session !== session) continue;
    const { w, h } = contentOf(rect);
    return { cols: w, rows: h };
  }
  return undefined;
}
