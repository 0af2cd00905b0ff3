import type { Grid } from '../core/grid.ts';
import type { Rect } from '../core/size.ts';
import type { CursorImage, KeyModes, PaneImage, Scene } from '../screen/compositor.ts';
import { isTooSmall, regions } from '../state/regions.ts';
import { contentOf, currentTab, focusedPane, topDialog, visiblePanes } from '../state/select.ts';
import type { Dialog, Pane, State } from '../state/state.ts';
import { dialogCursor, type PlacedDialog, placeDialog } from './dialogs/place.ts';
import { highlight, markLine, markRow } from './draw/highlight.ts';
import { drawPaneFrames } from './draw/pane-frames.ts';
import { drawRepl } from './draw/repl-view.ts';
import { drawStatusLine } from './draw/status-line.ts';
import { drawTabLine } from './draw/tab-line.ts';
import { drawTooSmall } from './draw/too-small.ts';
import { drawHistory } from './history-search/draw-history.ts';
import type { Live } from './live.ts';
import { againCursor, drawAgain } from './replay/again/draw-again.ts';
import { drawTransport } from './replay/draw-transport.ts';
import { drawDoctor } from './table/doctor/draw-doctor.ts';
import { drawTableView, filterCursor } from './table/draw-view.ts';
import type { Theme } from './theme.ts';

/** What the scene shows. `live` is filled in as the parts behind it come to life. */
export interface Stage {
  readonly state: () => State;
  readonly theme: Theme;
  readonly live: Live;
}

/** The picture a person sees. The base is painted by plain code; dialogs lie over it through Ink, once it is loaded. */
export class StageScene implements Scene {
  readonly #stage: Stage;
  /** Paints base and dialogs by way of Ink's layout; undefined until Ink is there. */
  #paintLayout: ((grid: Grid) => void) | undefined;
  #replCursor: CursorImage | undefined;
  #historyCursor: { readonly x: number; readonly y: number } | undefined;
  #doctorCursor: { readonly x: number; readonly y: number } | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  paintBy(paint: (grid: Grid) => void): void {
    this.#paintLayout = paint;
  }

  paintChrome(grid: Grid): void {
    if (this.#paintLayout === undefined) this.drawBase(grid);
    else this.#paintLayout(grid);
  }

  /** Everything under the dialogs. */
  drawBase(grid: Grid): void {
    const { theme, live } = this.#stage;
    const state = this.#stage.state();
    if (isTooSmall(state)) {
      drawTooSmall(grid, theme);
      return;
    }
    const areas = regions(state);
    drawTabLine(grid, { state, theme, rect: areas.tabs });
    const history = live.history();
    const doctor = live.doctor();
    if (history !== undefined) {
      const part = { history, rect: historyRect(state), theme, nowMs: live.nowMs() };
      this.#historyCursor = drawHistory(grid, part);
    } else if (doctor !== undefined) {
      this.#doctorCursor = drawDoctor(grid, { doctor, rect: doctorRect(state), theme });
    } else if (state.view !== undefined) {
      drawTableView(grid, { view: state.view, rect: viewRect(state), theme });
    } else if (state.again !== undefined) {
      drawAgain(grid, { again: state.again, rect: viewRect(state), theme });
    } else {
      drawPaneFrames(grid, { state, theme, factsOf: live.factsOf });
    }
    const { prefix } = live;
    const summary = live.summary();
    drawStatusLine(grid, { state, theme, rect: areas.status, prefix, summary });
  }

  /** What changes by itself, each with its own rectangle: the devices' screens, and the REPL. */
  panes(): readonly PaneImage[] {
    const state = this.#stage.state();
    if (isTooSmall(state)) return [];
    if (this.#stage.live.history() !== undefined) return [];
    const isUnderDoctor = this.#stage.live.doctor() !== undefined && state.focus === 'pane';
    const images: PaneImage[] = isUnderDoctor ? [] : [this.#replImage(state)];
    if (regions(state).transport.h > 0) images.push(this.#transportImage(state));
    if (state.view !== undefined || state.again !== undefined) return images;
    const { live } = this.#stage;
    for (const [id, rect] of visiblePanes(state)) {
      const pane = state.panes[id];
      const emulator = pane && live.emulatorOf(pane.session);
      if (pane === undefined || emulator === undefined) continue;
      const search = searchIn(state, pane);
      images.push({
        id,
        rect: contentOf(rect),
        isHeld: emulator.modes.synchronizedOutput,
        blit: (grid, place) => {
          if (live.hints(grid, place)) return;
          emulator.blit(grid, place, pane.scrollBack);
          if (search !== '') highlight(grid, place, search);
          if (pane.scroll === undefined) markLine(grid, place, hitIn(state, pane));
          const row = pane.scroll?.blockRow;
          if (row === undefined) return;
          markRow(grid, place, row - (emulator.scrollbackLength - pane.scrollBack));
        },
      });
    }
    return images;
  }

  overlays(): readonly Rect[] {
    return this.#paintLayout === undefined
      ? []
      : this.placedDialogs().map(({ placed }) => placed.rect);
  }

  placedDialogs(): readonly { readonly id: string; readonly placed: PlacedDialog }[] {
    const state = this.#stage.state();
    const { theme, live } = this.#stage;
    const { help, prefix } = live;
    const dialogs: readonly Dialog[] =
      state.prefix === 'shown' ? [...state.dialogs, WHICH_KEY] : state.dialogs;
    return dialogs.map((dialog) => ({
      id: dialog.id,
      placed: placeDialog(dialog, state.size, { theme, help, prefix }),
    }));
  }

  cursor(): CursorImage | undefined {
    const state = this.#stage.state();
    if (isTooSmall(state)) return undefined;
    if (topDialog(state) !== undefined) {
      const top = this.placedDialogs().at(-1);
      const at = top && dialogCursor(top.placed);
      return at && { ...at, style: 0 };
    }
    if (this.#stage.live.history() !== undefined) {
      return this.#historyCursor && { ...this.#historyCursor, style: 0 };
    }
    if (this.#stage.live.doctor() !== undefined && state.focus === 'pane') {
      return this.#doctorCursor && { ...this.#doctorCursor, style: 0 };
    }
    if (state.view !== undefined && state.focus === 'pane') {
      const at = filterCursor(state.view, viewRect(state));
      return at && { ...at, style: 0 };
    }
    if (state.again !== undefined && state.focus === 'pane') {
      const at = againCursor(state.again, viewRect(state));
      return at && { ...at, style: 0 };
    }
    return state.focus === 'repl' ? this.#replCursor : this.#paneCursor(state);
  }

  keyModes(): KeyModes {
    const pane = focusedPane(this.#stage.state());
    const modes = pane && this.#stage.live.emulatorOf(pane.session)?.modes;
    return {
      applicationCursorKeys: modes?.applicationCursorKeys ?? false,
      applicationKeypad: modes?.applicationKeypad ?? false,
    };
  }

  #replImage(state: State): PaneImage {
    const { theme, live } = this.#stage;
    return {
      id: REPL_IMAGE,
      rect: regions(state).repl,
      isHeld: false,
      blit: (grid, rect) => {
        if (live.hints(grid, rect)) return;
        grid.fill(rect);
        const isFocused = state.focus === 'repl';
        this.#replCursor = drawRepl(grid, { look: live.repl(), rect, theme, isFocused });
      },
    };
  }

  #transportImage(state: State): PaneImage {
    const { theme, live } = this.#stage;
    return {
      id: TRANSPORT_IMAGE,
      rect: regions(state).transport,
      isHeld: false,
      blit: (grid, rect) => {
        const look = live.transport();
        if (look === undefined) grid.fill(rect);
        live.transportDrawn(look && drawTransport(grid, { look, rect, theme }));
      },
    };
  }

  #paneCursor(state: State): CursorImage | undefined {
    const pane = focusedPane(state);
    const rect = visiblePanes(state).get(currentTab(state).focused ?? '');
    const emulator = pane && this.#stage.live.emulatorOf(pane.session);
    if (pane === undefined || rect === undefined || emulator === undefined) return undefined;
    const { x, y, isVisible, style } = emulator.cursor;
    const place = contentOf(rect);
    if (!isVisible || pane.scrollBack > 0 || x >= place.w || y >= place.h) return undefined;
    return { x: place.x + x, y: place.y + y, style };
  }
}

/** The REPL's name among the pane images. */
export const REPL_IMAGE = 'repl';

/** The name of a recording's bar among the pane images. */
export const TRANSPORT_IMAGE = 'transport';

/** What is marked in a pane: what is looked for among its old lines, else in its recording. */
function searchIn({ replays }: State, { scroll, recording }: Pane): string {
  if (scroll !== undefined) return scroll.search;
  return recording === undefined ? '' : (replays[recording]?.search?.text ?? '');
}

/** The line of the hit that a search in a recording stands at, in the pane that was focused for it; '' elsewhere. */
function hitIn(state: State, { id, recording }: Pane): string {
  const search = recording === undefined ? undefined : state.replays[recording]?.search;
  if (search?.at === undefined || currentTab(state).focused !== id) return '';
  return search.hits[search.at]?.line ?? '';
}

/** The keys there are, shown when the prefix is held back for a while. */
const WHICH_KEY: Dialog = { kind: 'help', id: 'which-key', top: 0, form: 'popup' };

/** The parser doctor lies over the REPL, too, unless somebody types there. */
function doctorRect(state: State): Rect {
  const { panes, repl } = regions(state);
  return state.focus === 'repl' ? panes : { ...panes, h: panes.h + repl.h };
}

/** The search over all recordings lies over everything but tabs and status. */
export function historyRect(state: State): Rect {
  const { panes, transport, repl } = regions(state);
  return { ...panes, h: panes.h + transport.h + repl.h };
}

/** A table view lies over the panes. */
export function viewRect(state: State): Rect {
  return regions(state).panes;
}
