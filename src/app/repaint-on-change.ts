import type { Session } from '../session/session.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

/** Paints what has changed, and no more: the chrome for the state and the REPL, its own pane for a session. */
export function repaintOnChange({ store, compositor }: AppOptions, parts: Parts): void {
  const { panes, repl } = parts;
  const { sessions } = parts.backstage;
  store.changed.on(() => {
    panes.syncSizes();
    compositor.invalidateChrome('now');
  });
  const repaintPane = (session: Session): void => {
    panes.followScroll(session);
    const pane = panes.visiblePaneOf(session);
    if (pane === undefined) return;
    compositor.invalidatePane(pane, panes.isFocused(session) ? 'now' : 'soon');
  };
  sessions.onAdded.on((session) => session.onDirty.on(() => repaintPane(session)));
  sessions.onChanged.on((session) => {
    panes.sessionChanged(session);
    compositor.invalidateChrome('soon');
  });
  repl.changed.on(() => compositor.invalidateChrome('now'));
}
