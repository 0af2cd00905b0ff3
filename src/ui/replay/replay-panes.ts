import { panesOf } from '../../core/layout.ts';
import { renamePanes } from '../../core/layout-data.ts';
import { currentTab } from '../../state/select.ts';
import type { Pane } from '../../state/state.ts';
import type { Controller } from '../controller.ts';
import type { OpenReplay } from './open-replay.ts';

/** More could not be read; `f` shows the others. */
const MOST_AT_FIRST = 16;

/** The panes of recordings: which of their sessions are shown. */
export class ReplayPanes {
  readonly #controller: Controller;
  #count = 0;

  constructor(controller: Controller) {
    this.#controller = controller;
  }

  /** Panes in a tab of their own, the first of them focused. An empty tab is taken. */
  open(replay: OpenReplay, names: ReadonlySet<string>): void {
    const tab = currentTab(this.#controller.state);
    if (tab.layout !== undefined) this.#controller.dispatch({ type: 'tab/added' });
    const first = [...names].slice(0, MOST_AT_FIRST);
    this.show(replay, new Set(first));
    this.#arrange(replay);
    this.focus(replay);
    const more = names.size - first.length;
    if (more > 0) this.#controller.say(`${more} more hosts are not shown: f chooses`, 'info');
  }

  /** Shows exactly these, by their names in the recording; those that are shown stay where they are. */
  show(replay: OpenReplay, names: ReadonlySet<string>): void {
    const { sessions, id } = replay;
    const before = this.shown(replay);
    this.#goTo(replay);
    for (const [recorded, { name: session }] of sessions) {
      if (!names.has(recorded) || before.has(recorded)) continue;
      const pane = `q${++this.#count}`;
      this.#controller.dispatch({
        type: 'pane/added',
        pane,
        session,
        recording: id,
        at: undefined,
      });
    }
    for (const pane of this.#panesOf(replay)) {
      const recorded = replay.recordedNameOf(pane.session);
      if (recorded !== undefined && names.has(recorded)) continue;
      this.#controller.dispatch({ type: 'pane/closed', pane: pane.id });
    }
  }

  /** The recording's names for the sessions that have panes. */
  shown(replay: OpenReplay): ReadonlySet<string> {
    return new Set(
      this.#panesOf(replay).flatMap(({ session }) => replay.recordedNameOf(session) ?? []),
    );
  }

  /** Goes to the pane of a session, which is shown where it was not; to the first pane unless one is named. */
  focus(replay: OpenReplay, recorded?: string): void {
    if (recorded !== undefined && replay.sessions.has(recorded)) {
      const shown = this.shown(replay);
      if (!shown.has(recorded)) this.show(replay, new Set([...shown, recorded]));
    }
    const panes = this.#panesOf(replay);
    const own = panes.find(({ session }) => replay.recordedNameOf(session) === recorded);
    const pane = own ?? panes[0];
    if (pane !== undefined) this.#controller.dispatch({ type: 'pane/focused', pane: pane.id });
  }

  /** Another moment: what was scrolled back to is not there any more. */
  leaveScroll(replay: OpenReplay): void {
    for (const { id, scroll, scrollBack } of this.#panesOf(replay)) {
      if (scroll === undefined && scrollBack === 0) continue;
      this.#controller.dispatch({ type: 'pane/scroll-mode', pane: id, scroll: undefined });
    }
  }

  /** The places they had, where all of them were in one tab. */
  #arrange(replay: OpenReplay): void {
    const panes = this.#panesOf(replay);
    const paneOf = new Map(
      panes.map(({ id, session }) => [replay.recordedNameOf(session), id] as const),
    );
    for (const recorded of replay.recording.layouts ?? []) {
      const layout = renamePanes(recorded, (name) => paneOf.get(name));
      if (layout === undefined || panesOf(layout).length !== panes.length) continue;
      this.#controller.dispatch({ type: 'tab/arranged', layout });
      return;
    }
  }

  /** The recording's tab comes on the screen. */
  #goTo(replay: OpenReplay): void {
    const { tabs } = this.#controller.state;
    const [any] = this.#panesOf(replay);
    const isThere =
      any !== undefined && panesOf(currentTab(this.#controller.state).layout).includes(any.id);
    if (any === undefined || isThere || tabs.length < 2) return;
    this.#controller.dispatch({ type: 'pane/focused', pane: any.id });
  }

  #panesOf({ id }: OpenReplay): readonly Pane[] {
    const { panes, tabs } = this.#controller.state;
    const order = tabs.flatMap(({ layout }) => panesOf(layout));
    return order.flatMap((pane) => panes[pane] ?? []).filter(({ recording }) => recording === id);
  }
}
