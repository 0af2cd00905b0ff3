import type { Clock } from '../core/clock.ts';
import type { Session } from '../session/session.ts';
import type { State } from '../state/state.ts';
import { REPL_IMAGE } from '../ui/scene.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

/** Paints what has changed, and no more: the chrome for the state and the REPL, its own pane for a session. */
export function repaintOnChange(
  { store, compositor, clock }: AppOptions,
  parts: Parts,
  /** The dialogs or the screen under them are others now. */
  layOutDialogs: () => void,
): void {
  const { panes, replays, repl } = parts;
  const { sessions, bastions } = parts.backstage;
  store.changed.on(({ before, after }) => {
    if (isLaidOutAnew(before, after)) layOutDialogs();
    panes.syncSizes();
    replays.syncShown();
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
  bastions.onChanged.on(() => compositor.invalidateChrome('soon'));
  repl.changed.on(() => compositor.invalidatePane(REPL_IMAGE, 'now'));
  const cell = showSeconds(clock, {
    isCounting: () => repl.state.running !== undefined,
    repaint: () => compositor.invalidatePane(REPL_IMAGE, 'soon'),
  });
  repl.changed.on(cell);
  repl.hosts.changed.on(() => compositor.invalidatePane(REPL_IMAGE, 'soon'));
  const titles = showSeconds(clock, {
    isCounting: () => panes.isCounting,
    repaint: () => compositor.invalidateChrome('soon'),
  });
  sessions.onChanged.on(titles);
  store.changed.on(titles);
}

/** Shows seconds passing while something counts them; otherwise no timer runs. Call the result when that may have begun. */
function showSeconds(
  clock: Clock,
  shown: { readonly isCounting: () => boolean; readonly repaint: () => void },
): () => void {
  let isTicking = false;
  const tick = (): void => {
    isTicking = shown.isCounting();
    if (!isTicking) return;
    shown.repaint();
    clock.after(1_000, tick);
  };
  return () => {
    if (!isTicking) tick();
  };
}

function isLaidOutAnew(before: State, after: State): boolean {
  return (
    before.size !== after.size || before.dialogs !== after.dialogs || before.prefix !== after.prefix
  );
}
