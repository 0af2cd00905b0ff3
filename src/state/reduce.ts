import {
  arrange,
  isSameLayout,
  type Layout,
  neighbour,
  panesOf,
  removePane,
  resizePane,
  splitPane,
  tile,
} from '../core/layout.ts';
import type {
  Action,
  DialogAction,
  PaneAction,
  ReplayAction,
  ScreenAction,
  TabAction,
  ViewAction,
} from './action.ts';
import { regions } from './regions.ts';
import { currentTab, visiblePanes } from './select.ts';
import type { Pane, State, Tab } from './state.ts';

/** The next state. Pure; an action that does not apply gives the state back as it was. */
export function reduce(state: State, action: Action): State {
  const next = reduceAny(state, action);
  return next.search === 'on' && LEAVES_SEARCH.has(action.type) ? { ...next, search: 'off' } : next;
}

/** Who goes elsewhere has done with searching. */
const LEAVES_SEARCH: ReadonlySet<Action['type']> = new Set([
  ...(['pane/added', 'pane/focused', 'pane/moved', 'pane/stepped', 'pane/zoomed'] as const),
  ...(['tab/added', 'tab/stepped', 'view/opened', 'view/pushed', 'repl/focused'] as const),
]);

function reduceAny(state: State, action: Action): State {
  if (isOf(action, 'pane')) return reducePane(state, action);
  if (isOf(action, 'tab')) return reduceTab(state, action);
  if (isOf(action, 'view')) return reduceView(state, action);
  if (isOf(action, 'replay')) return reduceReplay(state, action);
  if (isOf(action, 'dialog')) return reduceDialog(state, action);
  return reduceScreen(state, action);
}

function isOf<Area extends string>(
  action: Action,
  area: Area,
): action is Extract<Action, { type: `${Area}/${string}` }> {
  return action.type.startsWith(`${area}/`);
}

function reducePane(state: State, action: PaneAction): State {
  switch (action.type) {
    case 'pane/added':
      return addPane(state, action);
    case 'pane/closed':
      return closePane(state, action.pane);
    case 'pane/focused':
      return focusPane(state, action.pane);
    case 'pane/moved':
      return movePaneFocus(state, action.direction);
    case 'pane/stepped':
      return stepPaneFocus(state, action.step);
    case 'pane/zoomed':
      if (state.focus === 'repl') {
        return { ...state, replZoom: state.replZoom === 'on' ? 'off' : 'on' };
      }
      return inTab(state, (tab) => ({
        ...tab,
        zoomed: tab.zoomed === undefined ? tab.focused : undefined,
      }));
    case 'pane/resized':
      return resizeFocused(state, action.direction);
    case 'pane/scrolled':
      return inPane(state, action.pane, { scrollBack: Math.max(0, action.scrollBack) });
    case 'pane/scroll-mode':
      return inPane(state, action.pane, {
        scroll: action.scroll,
        ...(action.scroll === undefined ? { scrollBack: 0 } : {}),
      });
  }
}

function reduceTab(state: State, action: TabAction): State {
  switch (action.type) {
    case 'tab/added': {
      const id = `t${1 + Math.max(...state.tabs.map((tab) => Number(tab.id.slice(1))))}`;
      const tab: Tab = { id, layout: undefined, focused: undefined, zoomed: undefined };
      return { ...state, tabs: [...state.tabs, tab], tab: state.tabs.length, focus: 'repl' };
    }
    case 'tab/stepped': {
      const count = state.tabs.length;
      const stepped = { ...state, tab: (state.tab + action.step + count) % count };
      return currentTab(stepped).focused === undefined ? { ...stepped, focus: 'repl' } : stepped;
    }
    case 'tab/closed': {
      if (state.tabs.length === 1 || currentTab(state).layout !== undefined) return state;
      const tabs = state.tabs.toSpliced(state.tab, 1);
      return { ...state, tabs, tab: Math.min(state.tab, tabs.length - 1) };
    }
    case 'tab/arranged':
      return inTab(state, (tab) => ({ ...tab, layout: action.layout }));
  }
}

function reduceView(state: State, action: ViewAction): State {
  switch (action.type) {
    case 'view/opened':
      return { ...state, view: action.view, focus: 'pane' };
    case 'view/changed':
      return state.view === undefined
        ? state
        : { ...state, view: { ...state.view, ...action.change } };
    case 'view/pushed':
      return { ...state, view: { ...action.view, below: state.view }, focus: 'pane' };
    case 'view/closed':
      if (state.view === undefined) return state;
      return state.view.below === undefined
        ? { ...state, view: undefined, focus: state.view.from }
        : { ...state, view: state.view.below };
  }
}

function reduceReplay(state: State, action: ReplayAction): State {
  switch (action.type) {
    case 'replay/opened':
      return { ...state, replays: { ...state.replays, [action.replay.id]: action.replay } };
    case 'replay/changed': {
      const replay = state.replays[action.id];
      if (replay === undefined) return state;
      const changed = { ...replay, ...action.change };
      return { ...state, replays: { ...state.replays, [action.id]: changed } };
    }
    case 'replay/closed':
      return closeReplay(state, action.id);
    case 'replay/again':
      return { ...state, again: action.again, focus: 'pane' };
    case 'replay/again-changed':
      return state.again === undefined
        ? state
        : { ...state, again: { ...state.again, ...action.change } };
  }
}

function closeReplay(state: State, id: string): State {
  const { [id]: _closed, ...replays } = state.replays;
  const own = Object.values(state.panes).filter(({ recording }) => recording === id);
  return own.reduce((left, { id: pane }) => closePane(left, pane), { ...state, replays });
}

function reduceDialog(state: State, action: DialogAction): State {
  switch (action.type) {
    case 'dialog/opened':
      return { ...state, dialogs: [...state.dialogs, action.dialog] };
    case 'dialog/changed':
      return {
        ...state,
        dialogs: state.dialogs.map((dialog) =>
          dialog.id === action.dialog.id ? action.dialog : dialog,
        ),
      };
    case 'dialog/closed':
      return { ...state, dialogs: state.dialogs.filter((dialog) => dialog.id !== action.id) };
  }
}

function reduceScreen(state: State, action: ScreenAction): State {
  switch (action.type) {
    case 'screen/resized':
      return { ...state, size: action.size, hints: undefined };
    case 'search/switched':
      return { ...state, search: action.search };
    case 'hints/changed':
      return { ...state, hints: action.typed };
    case 'repl/focused':
      return { ...state, focus: 'repl' };
    case 'repl/resized':
      return { ...state, replRows: Math.max(3, Math.min(state.size.rows - 5, action.rows)) };
    case 'prefix/changed':
      return { ...state, prefix: action.prefix, hints: undefined };
    case 'notice/shown':
      return { ...state, notice: action.notice };
    case 'mouse/switched':
      return { ...state, mouse: action.mouse };
  }
}

function addPane(state: State, action: Extract<PaneAction, { type: 'pane/added' }>): State {
  const { pane: id, session, recording } = action;
  const pane: Pane = { id, session, recording, scrollBack: 0, scroll: undefined };
  const added = { ...state, panes: { ...state.panes, [pane.id]: pane } };
  return inTab(added, (tab) => {
    const { at } = action;
    const layout =
      tab.layout !== undefined && at !== undefined && panesOf(tab.layout).includes(at.target)
        ? splitPane(tab.layout, { target: at.target, added: pane.id, axis: at.axis })
        : withPane(state, tab, pane.id);
    return { ...tab, layout, focused: tab.focused ?? pane.id, zoomed: undefined };
  });
}

/** Panes that nobody has arranged stay tiled; an arrangement is kept, and the focused pane makes room. */
function withPane(state: State, tab: Tab, pane: string): Layout | undefined {
  const panes = panesOf(tab.layout);
  const { focused, layout } = tab;
  if (layout === undefined || focused === undefined || isSameLayout(layout, tile(panes))) {
    return tile([...panes, pane]);
  }
  const rect = arrange(layout, regions(state).panes).get(focused);
  const axis = rect !== undefined && rect.w > 2 * rect.h ? 'row' : 'column';
  return splitPane(layout, { target: focused, added: pane, axis });
}

function closePane(state: State, pane: string): State {
  const { [pane]: _closed, ...panes } = state.panes;
  const tabs = state.tabs.map((tab): Tab => {
    if (tab.layout === undefined || !panesOf(tab.layout).includes(pane)) return tab;
    const before = panesOf(tab.layout);
    const layout = removePane(tab.layout, pane);
    const rest = panesOf(layout);
    const next = rest[Math.min(before.indexOf(pane), rest.length - 1)];
    return {
      ...tab,
      layout,
      focused: tab.focused === pane ? next : tab.focused,
      zoomed: tab.zoomed === pane ? undefined : tab.zoomed,
    };
  });
  const kept = tabs.filter((tab, i) => tab.layout !== undefined || (i === 0 && tabs.length === 1));
  const left = kept.length === 0 ? tabs.slice(0, 1) : kept;
  const closed = { ...state, panes, tabs: left, tab: Math.min(state.tab, left.length - 1) };
  return currentTab(closed).focused === undefined ? { ...closed, focus: 'repl' } : closed;
}

function focusPane(state: State, pane: string): State {
  const at = state.tabs.findIndex((tab) => panesOf(tab.layout).includes(pane));
  const tab = state.tabs[at];
  if (tab === undefined) return state;
  const zoomed = tab.zoomed === undefined ? undefined : pane;
  return {
    ...state,
    tabs: state.tabs.with(at, { ...tab, focused: pane, zoomed }),
    tab: at,
    focus: 'pane',
  };
}

/** From the REPL, up leads back to the panes; from the lowest panes, down leads to the REPL. */
function movePaneFocus(
  state: State,
  direction: Extract<PaneAction, { type: 'pane/moved' }>['direction'],
): State {
  const { focused } = currentTab(state);
  if (focused === undefined) return state;
  if (state.focus === 'repl') return direction === 'up' ? { ...state, focus: 'pane' } : state;
  const next = neighbour(visiblePanes(state), focused, direction);
  if (next !== undefined) return focusPane(state, next);
  return direction === 'down' ? { ...state, focus: 'repl' } : state;
}

function stepPaneFocus(state: State, step: 1 | -1): State {
  const tab = currentTab(state);
  const panes = panesOf(tab.layout);
  if (tab.focused === undefined || panes.length === 0) return state;
  const next = (panes.indexOf(tab.focused) + step + panes.length) % panes.length;
  return focusPane(state, panes[next] ?? tab.focused);
}

const RESIZE_CELLS = 3;

function resizeFocused(
  state: State,
  direction: Extract<PaneAction, { type: 'pane/resized' }>['direction'],
): State {
  if (state.focus === 'repl') {
    const step = direction === 'up' ? 2 : direction === 'down' ? -2 : 0;
    return reduceScreen(state, { type: 'repl/resized', rows: regions(state).repl.h + step });
  }
  const rect = regions(state).panes;
  return inTab(state, (tab) =>
    tab.layout === undefined || tab.focused === undefined
      ? tab
      : {
          ...tab,
          layout: resizePane(tab.layout, {
            pane: tab.focused,
            direction,
            cells: RESIZE_CELLS,
            rect,
          }),
        },
  );
}

function inTab(state: State, change: (tab: Tab) => Tab): State {
  return { ...state, tabs: state.tabs.with(state.tab, change(currentTab(state))) };
}

function inPane(state: State, id: string, change: Partial<Pane>): State {
  const pane = state.panes[id];
  return pane === undefined
    ? state
    : { ...state, panes: { ...state.panes, [id]: { ...pane, ...change } } };
}
