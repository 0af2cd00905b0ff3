import type { Key } from '../core/key.ts';
import { type Axis, type Direction, panesOf } from '../core/layout.ts';
import type { Store } from '../core/store.ts';
import type { Repl } from '../repl/repl.ts';
import type { SeenCommand } from '../session/record/last-command.ts';
import type { Session } from '../session/session.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Action } from '../state/action.ts';
import { currentTab, focusedPane, topDialog } from '../state/select.ts';
import type { Notice, Pane, State } from '../state/state.ts';
import type { TableView } from '../state/table-view.ts';
import type { DialogDesk } from './dialog-desk.ts';
import { dialogKey, dialogPaste } from './keys/dialog-keys.ts';
import { keyLabel } from './keys/key-label.ts';
import { chosenBlock, scrollKey } from './keys/scroll-keys.ts';
import type { PaneScreen } from './pane-screen.ts';
import { pasteIntoSession } from './paste.ts';

export interface ControllerOptions {
  readonly store: Store<State, Action>;
  readonly desk: DialogDesk;
  readonly sessions: Sessions;
  readonly repl: Repl;
  /** What a pane shows of a session. */
  readonly emulatorOf: (session: string) => PaneScreen | undefined;
  /** Keys that allow old algorithms; true when it was one. */
  readonly takesLegacyKey: (session: Session, bytes: Uint8Array) => boolean;
  /** A key for the table over the panes. */
  readonly viewKey: (view: TableView, key: Key) => void;
  /** Keys and pastes for the search over all recordings. */
  readonly search: { readonly key: (key: Key) => void; readonly paste: (text: string) => void };
  /** A key while labels lie over the screen. */
  readonly hintKey: (key: Key) => void;
  /** Keys and pastes for recordings: in one of their panes, or while their commands are run again. */
  readonly replays: {
    readonly key: (key: Key) => void;
    readonly againKey: (key: Key) => void;
    readonly againPaste: (text: string) => void;
  };
  /** Shows a command and its answer, found among old lines, as a table. */
  readonly tableOf: (session: Session, seen: SeenCommand) => void;
  /** Asks in which form the command chosen is to be copied. */
  readonly copyBlock: () => void;
  /** A paste while a table is over the panes. */
  readonly viewPaste: (text: string) => void;
}

/** What keys and pastes do once the router has decided whose they are. */
export class Controller {
  readonly #store: Store<State, Action>;
  readonly #desk: DialogDesk;
  readonly #sessions: Sessions;
  readonly #repl: Repl;
  readonly #emulatorOf: (session: string) => PaneScreen | undefined;
  readonly #takesLegacyKey: ControllerOptions['takesLegacyKey'];
  readonly #viewKey: ControllerOptions['viewKey'];
  readonly #search: ControllerOptions['search'];
  readonly #hintKey: ControllerOptions['hintKey'];
  readonly #viewPaste: ControllerOptions['viewPaste'];
  readonly #tableOf: ControllerOptions['tableOf'];
  readonly #copyBlock: () => void;
  readonly #replays: ControllerOptions['replays'];

  constructor(options: ControllerOptions) {
    const { store, desk, sessions, repl, emulatorOf } = options;
    this.#takesLegacyKey = options.takesLegacyKey;
    this.#viewKey = options.viewKey;
    this.#search = options.search;
    this.#hintKey = options.hintKey;
    this.#viewPaste = options.viewPaste;
    this.#tableOf = options.tableOf;
    this.#copyBlock = options.copyBlock;
    this.#replays = options.replays;
    this.#emulatorOf = emulatorOf;
    this.#store = store;
    this.#desk = desk;
    this.#sessions = sessions;
    this.#repl = repl;
  }

  get state(): State {
    return this.#store.value;
  }

  dispatch(action: Action): void {
    this.#store.dispatch(action);
  }

  say(text: string, level: Notice['level']): void {
    this.dispatch({ type: 'notice/shown', notice: { text, level } });
  }

  /** The session of the focused pane. */
  focusedSession(): Session | undefined {
    const pane = this.focusedPane();
    return pane && this.#sessions.byName(pane.session);
  }

  /** The pane that has the focus, or had it before the REPL. */
  focusedPane(): Pane | undefined {
    const { focused } = currentTab(this.state);
    return focused === undefined ? undefined : this.state.panes[focused];
  }

  /** Bytes for the device of the focused pane, as they were typed. */
  toDevice(bytes: Uint8Array): void {
    this.forgetNotice();
    const pane = focusedPane(this.state);
    if (pane === undefined) return;
    if (pane.scrollBack > 0) {
      this.dispatch({ type: 'pane/scrolled', pane: pane.id, scrollBack: 0 });
    }
    const session = this.#sessions.byName(pane.session);
    if (session !== undefined && !this.#takesLegacyKey(session, bytes)) session.write(bytes);
  }

  /** A key for something of ours: a dialog, the table, old lines, the REPL. */
  key(key: Key): void {
    this.forgetNotice();
    const { state } = this;
    const dialog = topDialog(state);
    if (dialog !== undefined) {
      this.#dialogStep(dialog.id, dialogKey(dialog, key));
    } else if (state.hints !== undefined) {
      this.#hintKey(key);
    } else if (state.search === 'on') {
      this.#search.key(key);
    } else if (state.focus === 'repl') {
      this.#repl.key(key);
    } else if (state.view !== undefined) {
      this.#viewKey(state.view, key);
    } else if (state.again !== undefined) {
      this.#replays.againKey(key);
    } else if (focusedPane(state)?.scroll !== undefined) {
      this.#scrollKey(key);
    } else if (focusedPane(state)?.recording !== undefined) {
      this.#replays.key(key);
    }
  }

  /** A whole paste, after its end has come. */
  paste(bytes: Uint8Array): void {
    this.forgetNotice();
    const { state } = this;
    const dialog = topDialog(state);
    if (dialog !== undefined) {
      this.#dialogStep(dialog.id, dialogPaste(dialog, new TextDecoder().decode(bytes)));
      return;
    }
    if (state.search === 'on') {
      this.#search.paste(new TextDecoder().decode(bytes));
      return;
    }
    if (state.focus === 'repl') {
      this.#repl.paste(new TextDecoder().decode(bytes));
      return;
    }
    if (state.view !== undefined) {
      this.#viewPaste(new TextDecoder().decode(bytes));
      return;
    }
    if (state.again !== undefined) {
      this.#replays.againPaste(new TextDecoder().decode(bytes));
      return;
    }
    const pane = focusedPane(state);
    if (pane?.recording !== undefined) {
      this.say('this is a recording: nothing can be typed into it', 'info');
      return;
    }
    const session = pane && this.focusedSession();
    if (session === undefined) return;
    pasteIntoSession({
      session,
      bytes,
      desk: this.#desk,
      say: (text, level) => this.say(text, level),
    });
  }

  /** Types a text without Enter where the keys go: to the focused device, or into the REPL. */
  insert(text: string): void {
    if (this.state.focus === 'repl') this.#repl.paste(text);
    else this.toDevice(Buffer.from(text, 'utf8'));
  }

  /** The pane shown with a number in its title. */
  paneNumber(number: number): string | undefined {
    return panesOf(currentTab(this.state).layout)[number - 1];
  }

  focusInDirection(direction: Direction): void {
    this.dispatch({ type: 'pane/moved', direction });
  }

  /** The pane a new one is to be put beside. */
  splitAt(axis: Axis): { readonly target: string; readonly axis: Axis } | undefined {
    const pane = this.focusedPane();
    return pane && { target: pane.id, axis };
  }

  scrollPane(pane: Pane, lines: number): void {
    const most = this.#emulatorOf(pane.session)?.scrollbackLength ?? 0;
    const scrollBack = Math.max(0, Math.min(most, pane.scrollBack + lines));
    if (scrollBack !== pane.scrollBack) {
      this.dispatch({ type: 'pane/scrolled', pane: pane.id, scrollBack });
    }
  }

  enterScrollMode(pane: Pane): void {
    const found = { foundRow: undefined, blockRow: undefined };
    const scroll = { search: '', searched: '', ...found, isTyping: false, message: '' };
    this.dispatch({ type: 'pane/scroll-mode', pane: pane.id, scroll });
    this.dispatch({ type: 'pane/focused', pane: pane.id });
  }

  /** While old lines are read: the command chosen or found there, or the one on the lowest row. */
  chosenBlock(): SeenCommand | undefined {
    const pane = this.focusedPane();
    const emulator = pane && this.#emulatorOf(pane.session);
    if (pane?.scroll === undefined || emulator === undefined) return undefined;
    const { scroll, scrollBack } = pane;
    const platform = this.#sessions.byName(pane.session)?.platform ?? {
      prompts: [],
      promptHead: [],
    };
    return chosenBlock({ scroll, scrollBack, emulator, platform });
  }

  #scrollKey(key: Key): void {
    const pane = focusedPane(this.state);
    const emulator = pane && this.#emulatorOf(pane.session);
    if (pane?.scroll === undefined || emulator === undefined) return;
    const { scroll, scrollBack } = pane;
    const session = this.#sessions.byName(pane.session);
    const platform = session?.platform ?? { prompts: [], promptHead: [] };
    const input = { scroll, scrollBack, emulator, platform };
    const label = scroll.isTyping ? '' : keyLabel(key);
    if (session !== undefined && label === 'T') {
      const block = chosenBlock(input);
      if (block === undefined) this.say('there is no command here: { and } choose one', 'info');
      else this.#tableOf(session, block);
      return;
    }
    if (label === 'e') {
      this.#copyBlock();
      return;
    }
    const step = scrollKey(input, key);
    this.dispatch({ type: 'pane/scroll-mode', pane: pane.id, scroll: step.scroll });
    if (step.scroll === undefined) return;
    this.dispatch({ type: 'pane/scrolled', pane: pane.id, scrollBack: step.scrollBack });
    const { isTyping, search, message } = step.scroll;
    const text = isTyping ? `search › ${search}` : message;
    if (text !== '') this.say(text, 'info');
  }

  #dialogStep(id: string, step: ReturnType<typeof dialogKey>): void {
    switch (step.kind) {
      case 'changed':
        this.dispatch({ type: 'dialog/changed', dialog: step.dialog });
        return;
      case 'cancelled':
        this.#desk.answer(id, undefined);
        return;
      case 'answered':
        this.#desk.answer(id, step.answer);
        return;
      case 'ignored':
    }
  }

  /** A notice stays until the next key. */
  forgetNotice(): void {
    if (this.state.notice !== undefined) this.dispatch({ type: 'notice/shown', notice: undefined });
  }
}
