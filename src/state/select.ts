import { arrange, paneLayout } from '../core/layout.ts';
import type { Rect } from '../core/size.ts';
import { isReplZoomed, isTooSmall, recordingInTab, regions } from './regions.ts';
import type { ReplayView } from './replay-view.ts';
import type { Dialog, Pane, State, Tab } from './state.ts';

const NO_TAB: Tab = { id: 't1', layout: undefined, focused: undefined, zoomed: undefined };

export function currentTab(state: State): Tab {
  return state.tabs[state.tab] ?? NO_TAB;
}

/** The panes on screen with their rectangles, title row included. */
export function visiblePanes(state: State): Map<string, Rect> {
  const tab = currentTab(state);
  if (tab.layout === undefined || isTooSmall(state) || isReplZoomed(state)) return new Map();
  const layout = tab.zoomed === undefined ? tab.layout : paneLayout(tab.zoomed);
  return arrange(layout, regions(state).panes);
}

/** The part of a pane's rectangle that shows the device: all but its title row. */
export function contentOf(rect: Rect): Rect {
  return { x: rect.x, y: rect.y + 1, w: rect.w, h: Math.max(0, rect.h - 1) };
}

/** The pane the person types into; undefined while the REPL has the focus. */
export function focusedPane(state: State): Pane | undefined {
  const { focused } = currentTab(state);
  return state.focus === 'pane' && focused !== undefined ? state.panes[focused] : undefined;
}

/** The dialog that gets the keys; undefined without one. */
export function topDialog(state: State): Dialog | undefined {
  return state.dialogs.at(-1);
}

/** Who gets the keys: the device of the focused pane, or something of ours. */
export function keyTarget(state: State): 'device' | 'chrome' {
  const pane = focusedPane(state);
  const isOurs =
    topDialog(state) !== undefined ||
    state.view !== undefined ||
    state.hints !== undefined ||
    state.search === 'on' ||
    state.again !== undefined ||
    pane?.scroll !== undefined ||
    pane?.recording !== undefined;
  return pane !== undefined && !isOurs ? 'device' : 'chrome';
}

/** The recording the tab on screen is about: the focused pane's, else that of the first pane that shows one. */
export function replayOnScreen(state: State): ReplayView | undefined {
  const id = recordingInTab(state);
  return id === undefined ? undefined : state.replays[id];
}
