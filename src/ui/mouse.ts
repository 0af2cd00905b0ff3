import { contains, type Rect } from '../core/size.ts';
import type { MouseEvent } from '../input/input-event.ts';
import { wheelArrows } from '../input/mouse-encoding.ts';
import type { Repl } from '../repl/repl.ts';
import type { Sessions } from '../session/sessions.ts';
import { regions } from '../state/regions.ts';
import { contentOf, topDialog, visiblePanes } from '../state/select.ts';
import type { Controller } from './controller.ts';
import type { TransportMouse } from './replay/transport-mouse.ts';
import { historyRect, viewRect } from './scene.ts';
import { clickIn } from './table/click.ts';
import { moveRow } from './table/move.ts';

const WHEEL_LINES = 3;

interface MouseOptions {
  readonly controller: Controller;
  readonly sessions: Sessions;
  readonly repl: Repl;
  readonly replClick: (x: number, y: number) => void;
  /** A button on the bar of a recording, or dragged from there. */
  readonly transport: TransportMouse;
  /** While the search over all recordings is on screen. */
  readonly search: (event: MouseEvent, rect: Rect) => void;
}

/** A click focuses what lies under it; the wheel scrolls it. Nothing of it is typed to a device. */
export function handleMouse(
  event: MouseEvent,
  { controller, sessions, repl, replClick, transport, search }: MouseOptions,
): void {
  const { state } = controller;
  if (topDialog(state) !== undefined) return;
  if (state.hints !== undefined) {
    if (event.action === 'press') controller.dispatch({ type: 'hints/changed', typed: undefined });
    return;
  }
  if (state.search === 'on') {
    search(event, historyRect(state));
    return;
  }
  if (transport.takes(event, regions(state).transport)) return;
  const lines = wheelOf(event);
  if (state.view?.shows === 'doctor') return;
  if (state.again !== undefined && contains(viewRect(state), event.x, event.y)) {
    const { top } = state.again;
    if (lines !== 0) {
      const change = { top: Math.max(0, top - lines) };
      controller.dispatch({ type: 'replay/again-changed', change });
    }
    return;
  }
  if (state.view !== undefined && contains(viewRect(state), event.x, event.y)) {
    const rect = viewRect(state);
    const isClick = event.action === 'press';
    if (lines === 0 && !isClick) return;
    const change = isClick
      ? clickIn(state.view, { rect, x: event.x, y: event.y })
      : moveRow(state.view, -lines, rect);
    if (change !== undefined) controller.dispatch({ type: 'view/changed', change });
    return;
  }
  if (contains(regions(state).repl, event.x, event.y)) {
    if (event.action === 'press') {
      controller.dispatch({ type: 'repl/focused' });
      if (event.button === 0) replClick(event.x, event.y);
    }
    if (lines !== 0) repl.scroll(lines);
    return;
  }
  for (const [id, rect] of visiblePanes(state)) {
    if (!contains(rect, event.x, event.y)) continue;
    const pane = state.panes[id];
    if (pane === undefined) return;
    if (event.action === 'press') controller.dispatch({ type: 'pane/focused', pane: id });
    const session = sessions.byName(pane.session);
    const modes = session?.emulator?.modes;
    if (lines === 0 || session === undefined || modes === undefined) return;
    // A full-screen program has no lines above it: the wheel becomes arrow keys, as in any terminal.
    if (modes.alternateScreen && contains(contentOf(rect), event.x, event.y)) {
      const arrows = wheelArrows(event.action, modes);
      if (arrows !== undefined) session.write(arrows);
    } else {
      controller.scrollPane(pane, lines);
    }
    return;
  }
}

/** Lines towards older text; 0 when the event is no turn of the wheel. */
function wheelOf({ action }: MouseEvent): number {
  if (action === 'wheel-up') return WHEEL_LINES;
  return action === 'wheel-down' ? -WHEEL_LINES : 0;
}
