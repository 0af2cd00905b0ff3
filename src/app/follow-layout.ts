import { renamePanes } from '../core/layout-data.ts';
import type { Store } from '../core/store.ts';
import type { Journal } from '../journal/write/journal.ts';
import type { Action } from '../state/action.ts';
import type { State } from '../state/state.ts';

/** Tells the journal how sessions are arranged, so that their recording can be played in the same places. */
export function followLayout(store: Store<State, Action>, journal: Journal | undefined): void {
  if (journal === undefined) return;
  store.changed.on(({ before, after }) => {
    if (before.tabs === after.tabs) return;
    const { panes, tabs } = after;
    journal.laidOut(
      tabs.flatMap(({ layout }) =>
        layout === undefined ? [] : (renamePanes(layout, (pane) => panes[pane]?.session) ?? []),
      ),
    );
  });
}
