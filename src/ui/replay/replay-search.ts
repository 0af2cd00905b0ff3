import { safe } from '../../core/safe.ts';
import { isSameLine } from '../draw/highlight.ts';
import type { PaneScreen } from '../pane-screen.ts';
import { firstHit } from './replay-commands.ts';
import type { ReplayContext } from './replay-context.ts';
import { searchRecording } from './search-recording.ts';

/** Looks for a text in a recording, marks where it is, and goes to the first place at or behind the moment shown. */
export async function searchReplay(
  context: ReplayContext,
  { text, signal }: { readonly text: string; readonly signal: AbortSignal },
): Promise<void> {
  const { replay, controller, parts } = context;
  const shown = safe(text, 60);
  controller.say(`looking for ${shown} …`, 'info');
  const hits = await searchRecording(replay.recording, text, { signal });
  if (signal.aborted) return;
  const search = { text, hits, at: undefined };
  controller.dispatch({ type: 'replay/changed', id: replay.id, change: { search } });
  const view = controller.state.replays[replay.id];
  if (hits.length === 0) controller.say(`${shown} is nowhere in this recording`, 'info');
  else if (view !== undefined) {
    parts.goToHit({ ...context, view }, firstHit(hits, replay.player.atS));
  }
}

/** Goes to a hit: its moment, its pane, and the row it stands in. */
export function goToHit(
  { replay, view, controller, parts }: ReplayContext,
  at: number,
  screenOf: (session: string) => PaneScreen | undefined,
): void {
  const { search } = view;
  const hit = search?.hits[at];
  if (search === undefined || hit === undefined) return;
  replay.player.pause();
  const shown = parts.shownSessions(replay);
  if (!shown.has(hit.session)) parts.showSessions(replay, new Set([...shown, hit.session]));
  controller.dispatch({
    type: 'replay/changed',
    id: replay.id,
    change: { search: { ...search, at } },
  });
  replay.player.seek(hit.atS);
  const session = replay.sessions.get(hit.session)?.name;
  const { panes } = controller.state;
  const pane = Object.values(panes).find(
    (one) => one.recording === replay.id && one.session === session,
  );
  if (pane === undefined || session === undefined) return;
  controller.dispatch({ type: 'pane/scroll-mode', pane: pane.id, scroll: undefined });
  controller.dispatch({ type: 'pane/focused', pane: pane.id });
  const screen = screenOf(session);
  if (screen === undefined) return;
  const scrollBack = rowsBack(screen, hit.line) ?? rowsBack(screen, search.text) ?? 0;
  if (scrollBack > 0) {
    controller.dispatch({ type: 'pane/scrolled', pane: pane.id, scrollBack });
  }
  controller.say(`${at + 1} of ${search.hits.length}: ${hit.line}`, 'info');
}

/** An event brings more lines than a screen has, sometimes; so many rows are looked through for the one that has the text. */
const MOST_ROWS = 1_000;

/** How far to scroll back to see the lowest row with the text; 0 where it is on the screen, undefined where it is not to be found. */
function rowsBack(screen: PaneScreen, text: string): number | undefined {
  const wanted = text.toLowerCase();
  const { scrollbackLength: above, size } = screen;
  for (let row = above + size.rows - 1; row >= Math.max(0, above - MOST_ROWS); row--) {
    const shown = screen.rowText(row).trim().toLowerCase();
    if (!isSameLine(shown, wanted) && !shown.includes(wanted)) continue;
    return row >= above ? 0 : Math.min(above, above - row + Math.floor(size.rows / 3));
  }
  return undefined;
}
