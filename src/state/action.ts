import type { Axis, Direction, Layout } from '../core/layout.ts';
import type { Size } from '../core/size.ts';
import type { AgainView } from './again-view.ts';
import type { ReplayView } from './replay-view.ts';
import type { Dialog, Notice, ScrollMode, State } from './state.ts';
import type { TableView } from './table-view.ts';

/** Everything that can change what a person sees. */
export type Action =
  | PaneAction
  | TabAction
  | ViewAction
  | ReplayAction
  | DialogAction
  | ScreenAction;

export type PaneAction =
  | {
      readonly type: 'pane/added';
      readonly pane: string;
      readonly session: string;
      /** The id of the open recording it belongs to; absent for a live session. */
      readonly recording?: string;
      readonly at: { readonly target: string; readonly axis: Axis } | undefined;
    }
  | { readonly type: 'pane/closed'; readonly pane: string }
  | { readonly type: 'pane/focused'; readonly pane: string }
  | { readonly type: 'pane/moved'; readonly direction: Direction }
  | { readonly type: 'pane/stepped'; readonly step: 1 | -1 }
  | { readonly type: 'pane/zoomed' }
  | { readonly type: 'pane/resized'; readonly direction: Direction }
  | { readonly type: 'pane/scrolled'; readonly pane: string; readonly scrollBack: number }
  | {
      readonly type: 'pane/scroll-mode';
      readonly pane: string;
      readonly scroll: ScrollMode | undefined;
    };

export type TabAction =
  | { readonly type: 'tab/added' }
  | { readonly type: 'tab/stepped'; readonly step: 1 | -1 }
  /** Takes an empty tab away; one with panes goes with its last pane. */
  | { readonly type: 'tab/closed' }
  | { readonly type: 'tab/arranged'; readonly layout: Layout };

export type ViewAction =
  | { readonly type: 'view/opened'; readonly view: TableView }
  | { readonly type: 'view/changed'; readonly change: Partial<TableView> }
  /** One over the one there is, which comes back when this one is closed. */
  | { readonly type: 'view/pushed'; readonly view: TableView }
  | { readonly type: 'view/closed' };

export type ReplayAction =
  | { readonly type: 'replay/opened'; readonly replay: ReplayView }
  | {
      readonly type: 'replay/changed';
      readonly id: string;
      readonly change: Partial<Omit<ReplayView, 'id'>>;
    }
  /** The recording, its panes and the tab that held nothing else. */
  | { readonly type: 'replay/closed'; readonly id: string }
  | { readonly type: 'replay/again'; readonly again: AgainView | undefined }
  | { readonly type: 'replay/again-changed'; readonly change: Partial<AgainView> };

export type DialogAction =
  | { readonly type: 'dialog/opened'; readonly dialog: Dialog }
  | { readonly type: 'dialog/changed'; readonly dialog: Dialog }
  | { readonly type: 'dialog/closed'; readonly id: string };

export type ScreenAction =
  | { readonly type: 'screen/resized'; readonly size: Size }
  | { readonly type: 'repl/focused' }
  | { readonly type: 'repl/resized'; readonly rows: number }
  | { readonly type: 'prefix/changed'; readonly prefix: State['prefix'] }
  | { readonly type: 'notice/shown'; readonly notice: Notice | undefined }
  | { readonly type: 'hints/changed'; readonly typed: string | undefined }
  | { readonly type: 'search/switched'; readonly search: State['search'] }
  | { readonly type: 'mouse/switched'; readonly mouse: State['mouse'] };
