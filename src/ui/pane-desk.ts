import type { Clock } from '../core/clock.ts';
import { asShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { type Layout, replacePane } from '../core/layout.ts';
import { safe } from '../core/safe.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Repl } from '../repl/repl.ts';
import type { Session } from '../session/session.ts';
import type { Sessions } from '../session/sessions.ts';
import { contentOf, currentTab, focusedPane, visiblePanes } from '../state/select.ts';
import type { Pane } from '../state/state.ts';
import type { Emulator } from '../term/emulator.ts';
import { Archives } from './archives.ts';
import type { Controller } from './controller.ts';
import type { DialogDesk } from './dialog-desk.ts';
import type { PaneFacts } from './pane-facts.ts';
import { paneFactsOf } from './pane-facts-of.ts';

export interface PaneDeskOptions {
  readonly controller: Controller;
  readonly sessions: Sessions;
  readonly inventory: Inventory;
  readonly desk: DialogDesk;
  readonly repl: Repl;
  readonly clock: Clock;
  /** Whether a session is a recording's. */
  readonly isRecorded: (session: string) => boolean;
  /** A pane of a recording is closed: what becomes of its session is the recording's. */
  readonly closeRecorded: (pane: Pane) => void;
  /** How a session's log stands, where that is not as usual. */
  readonly logMark: (session: string) => string;
  /** Panes look different without the state having changed. */
  readonly repaint: () => void;
}

type Place = { readonly target: string; readonly axis: 'row' | 'column' } | undefined;

interface ClosedPane {
  readonly id: string;
  readonly host: Host;
  /** The layouts around its closing: while nothing has moved since, it gets its old place back. */
  readonly before: Layout | undefined;
  readonly after: Layout | undefined;
}

const FIRST_SIZE = { cols: 80, rows: 24 };

/** Panes and their sessions: opens and closes both together, keeps their sizes and the focus in step. */
export class PaneDesk {
  readonly #controller: Controller;
  readonly #sessions: Sessions;
  readonly #inventory: Inventory;
  readonly #desk: DialogDesk;
  readonly #repl: Repl;
  readonly #clock: Clock;
  readonly #isRecorded: (session: string) => boolean;
  readonly #closeRecorded: (pane: Pane) => void;
  readonly #repaint: () => void;
  readonly #logMark: (session: string) => string;
  readonly #archives = new Archives();
  readonly #closed: ClosedPane[] = [];
  readonly #saidErrors = new WeakSet<Error>();
  #count = 0;

  constructor(options: PaneDeskOptions) {
    const { controller, sessions, inventory, desk, repl, clock, repaint } = options;
    this.#isRecorded = options.isRecorded;
    this.#closeRecorded = options.closeRecorded;
    this.#logMark = options.logMark;
    this.#repaint = repaint;
    this.#clock = clock;
    this.#controller = controller;
    this.#sessions = sessions;
    this.#inventory = inventory;
    this.#desk = desk;
    this.#repl = repl;
  }

  /** A new pane with a new session to the host. How connecting goes is seen in the pane. */
  open(host: Host, at: Place): string {
    return this.#open(host, at).pane;
  }

  #open(host: Host, at: Place): { readonly pane: string; readonly session: Session } {
    const session = this.#sessions.open(host, FIRST_SIZE);
    const pane = `p${++this.#count}`;
    this.#controller.dispatch({ type: 'pane/added', pane, session: session.name, at });
    this.#repl.setHosts();
    return { pane, session };
  }

  focusFirst(): void {
    const { focused } = currentTab(this.#controller.state);
    if (focused !== undefined) this.#controller.dispatch({ type: 'pane/focused', pane: focused });
  }

  close(id: string): void {
    const pane = this.#controller.state.panes[id];
    if (pane?.recording !== undefined) {
      this.#closeRecorded(pane);
      return;
    }
    const session = pane && this.#sessions.byName(pane.session);
    const before = currentTab(this.#controller.state).layout;
    this.#controller.dispatch({ type: 'pane/closed', pane: id });
    if (session === undefined) return;
    const after = currentTab(this.#controller.state).layout;
    this.#closed.push({ id, host: session.host, before, after });
    void this.#sessions.remove(session).then(() => this.#repl.setHosts());
  }

  /** Closes a session with the pane that shows it. */
  closeSession(session: Session): void {
    const panes = Object.values(this.#controller.state.panes);
    const pane = panes.find(({ session: shown }) => shown === session.name);
    if (pane !== undefined) this.close(pane.id);
    else void this.#sessions.remove(session).then(() => this.#repl.setHosts());
  }

  /** A new session in a pane of its own; the keys stay where they are. */
  openSession(host: Host): Session {
    const { session } = this.#open(host, undefined);
    return session;
  }

  /** Opens the host of the pane closed last. */
  reopen(): void {
    const closed = this.#closed.pop();
    if (closed === undefined) {
      this.#controller.say('no pane was closed', 'info');
      return;
    }
    const { id, host, before, after } = closed;
    const isUntouched = currentTab(this.#controller.state).layout === after;
    const pane = this.open(host, undefined);
    if (before !== undefined && isUntouched) {
      const layout = replacePane(before, id, pane);
      this.#controller.dispatch({ type: 'tab/arranged', layout });
    }
    this.#controller.dispatch({ type: 'pane/focused', pane });
  }

  askForHost(at: Place): void {
    void this.#askForHost(at);
  }

  factsOf(name: string): PaneFacts | undefined {
    const session = this.#sessions.byName(name);
    return session && { ...paneFactsOf(session, this.#clock.wallMs()), log: this.#logMark(name) };
  }

  summary(): string {
    const all = this.#sessions.list.filter(({ name }) => !this.#isRecorded(name));
    const open = all.filter(({ status }) => status.status === 'open').length;
    if (all.length === 0) return 'no sessions';
    return open === all.length ? `${open} open` : `${open} of ${all.length} open`;
  }

  /** The pane on screen that shows a session. */
  visiblePaneOf(session: Session): string | undefined {
    const { state } = this.#controller;
    for (const id of visiblePanes(state).keys()) {
      if (state.panes[id]?.session === session.name) return id;
    }
    return undefined;
  }

  isFocused(session: Session): boolean {
    return focusedPane(this.#controller.state)?.session === session.name;
  }

  /** The emulators and the far ends get the sizes and places their panes have; the focused one is drawn first. */
  syncSizes(): void {
    const { state } = this.#controller;
    this.#archives.sweep(state);
    for (const [id, rect] of visiblePanes(state)) {
      const pane = state.panes[id];
      const { w, h } = contentOf(rect);
      if (pane === undefined || w < 2 || h < 1) continue;
      const session = this.#sessions.byName(pane.session);
      if (session === undefined) continue;
      const isLive = this.#archives.of(session.name) === undefined;
      const { emulator } = session;
      if (pane.recording !== undefined && emulator !== undefined && emulator.size.rows > h) {
        // Lines above the part that is shown count as scrolled back to, too: the emulator counts others.
        session.setFocused(this.isFocused(session) ? 'focused' : 'background');
        continue;
      }
      if (isLive && emulator !== undefined && emulator.scrollBack !== pane.scrollBack) {
        emulator.scrollBack = pane.scrollBack;
      }
      const isOther = session.size.cols !== w || session.size.rows !== h;
      // A recording stays as wide and high as it was.
      if (isOther && pane.recording === undefined) session.resize({ cols: w, rows: h });
      session.setFocused(this.isFocused(session) ? 'focused' : 'background');
    }
  }

  /** What a pane shows of a session: its screen, or all its lines while they are read. */
  emulatorOf(name: string): Emulator | undefined {
    return this.#archives.of(name) ?? this.#sessions.byName(name)?.emulator;
  }

  /** Begins reading old lines in the focused pane. */
  readOldLines(): void {
    const pane = this.#controller.focusedPane();
    const session = pane && this.#sessions.byName(pane.session);
    if (pane === undefined || session === undefined) return;
    // At once, with what the screen has: the very next key is meant for reading, not for the device.
    this.#controller.enterScrollMode(pane);
    void this.#archives.open(session).then(() => {
      this.#archives.sweep(this.#controller.state);
      if (this.#archives.of(session.name) !== undefined) this.#forgetRows(pane.id);
      this.#repaint();
    });
  }

  /** An archive counts its rows from the beginning of the log, not from where the screen begins. */
  #forgetRows(pane: string): void {
    const scroll = this.#controller.state.panes[pane]?.scroll;
    if (scroll === undefined) return;
    const rows = { foundRow: undefined, blockRow: undefined };
    this.#controller.dispatch({ type: 'pane/scroll-mode', pane, scroll: { ...scroll, ...rows } });
  }

  /** The lines a person looks at stay where they are while new ones come in below. */
  followScroll({ name, emulator }: Session): void {
    if (emulator === undefined || emulator.scrollBack === 0) return;
    if (this.#archives.of(name) !== undefined) return;
    for (const pane of Object.values(this.#controller.state.panes)) {
      if (pane.session !== name || pane.scrollBack === 0) continue;
      const { scrollBack } = emulator;
      if (scrollBack === pane.scrollBack) continue;
      this.#controller.dispatch({ type: 'pane/scrolled', pane: pane.id, scrollBack });
    }
  }

  /** A session that fails says so once in the status line, wherever its pane is; one that is tried again not each time. */
  sessionChanged({ status }: Session): void {
    if (status.status !== 'failed' && status.status !== 'lost' && status.status !== 'waiting')
      return;
    const error = status.status === 'waiting' ? status.reason : status.error;
    if (this.#saidErrors.has(error) || error.code === 'interrupted') return;
    this.#saidErrors.add(error);
    const isRetried = status.status === 'waiting';
    this.#controller.say(isRetried ? `${error.message}: it is tried again` : error.line, 'error');
  }

  /** Whether a title on the screen counts seconds. */
  get isCounting(): boolean {
    const { state } = this.#controller;
    return [...visiblePanes(state).keys()].some((id) => {
      const session = this.#sessions.byName(state.panes[id]?.session ?? '');
      return session?.status.status === 'waiting' || session?.reloads.waiting !== undefined;
    });
  }

  async #askForHost(at: Place): Promise<void> {
    const choices = this.#inventory.names.map((name) => {
      return { value: name, label: safe(name, 80), detail: safe(this.#whereFrom(name), 120) };
    });
    const chosen = await this.#desk.open({
      kind: 'pick',
      title: at === undefined ? 'Open a host' : 'Open a host beside this pane',
      verb: 'opens',
      placeholder: 'Enter opens what you typed: [user@]host[:port] or local:command',
      choices,
      text: '',
      selected: 0,
    });
    if (chosen === undefined) return;
    try {
      const pane = this.open(this.#inventory.resolve(chosen), at);
      this.#controller.dispatch({ type: 'pane/focused', pane });
    } catch (thrown) {
      this.#controller.say(asShowrunError(thrown).line, 'error');
    }
  }

  /** A host that leads nowhere is in the list like the others: what is wrong with it is said when it is chosen. */
  #whereFrom(name: string): string {
    try {
      const host = this.#inventory.find(name);
      return host === undefined ? 'ssh config' : `${host.address} · ${host.source}`;
    } catch (thrown) {
      return asShowrunError(thrown).message;
    }
  }
}
