import type { Clock } from '../core/clock.ts';
import { Emitter } from '../core/emitter.ts';
import type { Key } from '../core/key.ts';
import { Completer } from './completion/completer.ts';
import type { DeviceKnowledge } from './completion/completion.ts';
import { offer, refilter } from './completion/popup.ts';
import { popupKey } from './completion/popup-key.ts';
import type { ColumnRules } from './diff/ignored-columns.ts';
import { editKey } from './editor/edit-key.ts';
import {
  clearText,
  emptyEditor,
  insertNewline,
  insertText,
  moved,
  nextEditor,
  replaceRange,
} from './editor/editor.ts';
import { pastedText } from './editor/pasted-text.ts';
import { Suggester } from './editor/suggestion.ts';
import { inMode } from './editor/vi/vi-commands.ts';
import { VI_START } from './editor/vi/vi-state.ts';
import { type KnownNames, knownNames } from './highlight/known-names.ts';
import { CellLog } from './history/cell-log.ts';
import type { History } from './history/history.ts';
import {
  type HistoryList,
  type HistoryLook,
  historyListKey,
  openHistoryList,
  renewedList,
} from './history/history-list.ts';
import { hiddenAt } from './history/secrets/hide-secrets.ts';
import type { HostProgress, KernelBackend } from './link/backend.ts';
import type { KernelEvent } from './link/kernel-event.ts';
import type { Kernel } from './link/kernel-host.ts';
import type { EditedText } from './link/program-requests.ts';
import type { ReplState, RunningCell } from './repl-state.ts';
import { isComplete } from './syntax/completeness.ts';
import {
  boundScroll,
  heldScroll,
  NOT_LAID_OUT,
  type TranscriptLayout,
} from './transcript/layout.ts';
import { stoppedText } from './transcript/progress-text.ts';
import { RunningHosts } from './transcript/running-hosts.ts';
import {
  appendPrinted,
  boundEntries,
  boundLive,
  type CellEntry,
  type Entry,
} from './transcript/transcript.ts';

export interface ReplOptions {
  readonly backend: KernelBackend;
  readonly kernel: CellRunner;
  readonly history: History;
  readonly clock: Clock;
  /** What is known of devices beyond the history, for completion. */
  readonly knowledge: DeviceKnowledge;
  /** Has a text edited by the person's own editor; without it there is none. */
  readonly editOutside?: (text: string, extension: string) => Promise<EditedText>;
  /** How the editor behaves at first; `setEditor` changes it. */
  readonly editor?: EditorSettings;
}

/** What a person can choose of the editor. */
export interface EditorSettings {
  readonly keys: 'emacs' | 'vi';
  /** Whether the text is continued in grey as an earlier input was. */
  readonly suggestions: 'on' | 'off';
}

const DEFAULT_EDITOR: EditorSettings = { keys: 'emacs', suggestions: 'on' };

/** What the model needs of a kernel. */
export type CellRunner = Pick<
  Kernel,
  | 'events'
  | 'nextNumber'
  | 'start'
  | 'evaluate'
  | 'complete'
  | 'setHosts'
  | 'setColumnRules'
  | 'interrupt'
  | 'stopLive'
  | 'pressLive'
  | 'setRoom'
  | 'vocabulary'
  | 'close'
>;

/** The REPL as a model: keys and kernel events go in, a state to be drawn comes out. */
export class Repl {
  /** Tells that `state` is another one. */
  readonly changed = new Emitter<ReplState>();
  /** How the hosts fare that the running cell has told something. */
  readonly hosts: RunningHosts;
  readonly #options: ReplOptions;
  readonly #stop: () => void;
  readonly #log: CellLog;
  readonly #completer: Completer;
  readonly #suggester = new Suggester();
  /** The names in the history of the inputs that wait. */
  #queuedIds: readonly string[] = [];
  #state: ReplState;
  #layout = NOT_LAID_OUT;
  #isRoomTold = false;
  #lastId = 0;
  #editorSettings: EditorSettings;

  constructor(options: ReplOptions) {
    this.#options = options;
    this.#completer = new Completer(options);
    this.#log = new CellLog(options.history, () => options.clock.nowMs());
    this.#editorSettings = options.editor ?? DEFAULT_EDITOR;
    const vi = this.#editorSettings.keys === 'vi' ? VI_START : undefined;
    this.hosts = new RunningHosts(options.clock);
    this.#state = {
      entries: [],
      editor: { ...emptyEditor(options.history.inputs), vi },
      number: options.kernel.nextNumber,
      running: undefined,
      queued: [],
      targets: '',
      popup: undefined,
      search: undefined,
      scrollBack: 0,
    };
    this.#stop = options.kernel.events.on((event) => this.#kernelSaid(event));
  }

  get state(): ReplState {
    return this.#state;
  }

  get history(): History {
    return this.#options.history;
  }

  /** The hosts, magics and stages there are. */
  get names(): KnownNames {
    const { backend, kernel } = this.#options;
    return knownNames({ hosts: () => backend.hosts(), vocabulary: kernel.vocabulary });
  }

  /** Starts the kernel, once the first picture is painted. */
  start(): void {
    this.#options.kernel.start();
    void this.#options.history.readOlder().then(() => this.#renewInputs());
  }

  /** The hosts have changed. */
  setHosts(): void {
    this.#options.kernel.setHosts();
  }

  /** The person has said something of columns that diffs ignore. */
  setColumnRules(rules: ColumnRules): void {
    this.#options.kernel.setColumnRules(rules);
  }

  /** Other keys, or suggestions switched on or off; what is being typed stays. */
  setEditor(settings: EditorSettings): void {
    this.#editorSettings = settings;
    const { editor } = this.#state;
    const vi = settings.keys === 'vi' ? (editor.vi ?? VI_START) : undefined;
    this.#change({ editor: { ...editor, vi, undoSteps: 'each' } });
  }

  /** Milliseconds the running cell has taken so far; 0 when none runs. */
  elapsedMs(): number {
    const { running } = this.#state;
    return running ? this.#options.clock.nowMs() - running.startedAtMs : 0;
  }

  /** What time it is, for what the history says of its entries. */
  wallMs(): number {
    return this.#options.clock.wallMs();
  }

  /** A key typed into the REPL; `unhandled` when it means nothing here. */
  key(key: Key): 'handled' | 'unhandled' {
    if (key.ctrl && !key.alt && key.name === 'c') return this.#interruptKey();
    if (this.#state.search !== undefined) return this.#searchKey(this.#state.search, key);
    if (this.#popupKey(key)) return 'handled';
    if (this.#liveKey(key)) return 'handled';
    if (key.name === 'pageup' || key.name === 'pagedown') {
      const page = Math.max(1, this.#layout.pageRows - 1);
      this.scroll(key.name === 'pageup' ? page : -page);
      return 'handled';
    }
    const { state: editor, request } = editKey(this.#state.editor, key);
    const popup = this.#state.popup && refilter(this.#state.popup, editor);
    if (editor !== this.#state.editor) this.#change({ editor, popup, scrollBack: 0 });
    if (request === 'submit') this.#enter();
    else if (request === 'submit-and-next') this.#enterAndNext();
    else if (request === 'complete') this.#complete();
    else if (request === 'search-history') this.#openSearch();
    else if (request === 'clear-screen') this.clearScreen();
    else if (request === 'edit-outside') void this.#editOutside();
    return request === 'unhandled' ? 'unhandled' : 'handled';
  }

  /** Text from the clipboard: never run by itself. */
  paste(text: string): void {
    const clean = pastedText(text);
    if (clean === '') return;
    const { editor, search } = this.#state;
    if (search) {
      const words = clean.split('\n')[0] ?? '';
      this.#searchKey(search, { name: words, text: words, ctrl: false, alt: false, shift: false });
      return;
    }
    // A step of its own for undo, whatever was typed before.
    const ready = { ...editor, pending: undefined, lastEdit: 'other' } as const;
    const pasted = { ...insertText(ready, clean), lastEdit: 'other' } as const;
    this.#change({ editor: pasted, popup: undefined, scrollBack: 0 });
  }

  /** Puts a text in the place of what is being typed; undo brings that back. */
  load(text: string): void {
    const { editor } = this.#state;
    const next = replaceRange(editor, { from: 0, to: editor.text.length, by: text });
    this.#change({ editor: next, popup: undefined, search: undefined });
  }

  /** The cursor is to stand at an offset of the text: a click. */
  moveCursor(offset: number): void {
    const { editor } = this.#state;
    if (this.#state.search !== undefined) return;
    const cursor = Math.max(0, Math.min(editor.text.length, offset));
    const next = moved(editor, cursor);
    const isNormal = next.vi !== undefined && next.vi.mode === 'normal';
    this.#change({ editor: isNormal ? inMode(next, 'normal') : next, popup: undefined });
  }

  /** Stops what runs and forgets what waits. */
  async interrupt(): Promise<void> {
    this.#log.dropped(this.#queuedIds, 'interrupted');
    this.#queuedIds = [];
    this.#change({ queued: [] });
    await this.#options.kernel.interrupt();
  }

  /** Scrolls the transcript back by rows; negative goes forward. */
  scroll(rows: number): void {
    const scrollBack = boundScroll(this.#state.scrollBack + rows, this.#layout);
    if (scrollBack !== this.#state.scrollBack) this.#change({ scrollBack });
  }

  /**
   * How the transcript lies on the screen, told by who draws it: values are laid out for it, scrolling ends where it ends. Gives how
   * many rows it is scrolled back: who reads what is past keeps reading it while more comes below.
   */
  laidOut(layout: TranscriptLayout): number {
    const scrollBack = heldScroll(this.#state.scrollBack, this.#layout, layout);
    const { cols, pageRows } = this.#layout;
    if (cols !== layout.cols || pageRows !== layout.pageRows || !this.#isRoomTold) {
      const room = { cols: Math.max(20, layout.cols), rows: Math.max(1, layout.pageRows) };
      this.#options.kernel.setRoom(room);
      this.#isRoomTold = true;
    }
    this.#layout = layout;
    if (scrollBack !== this.#state.scrollBack) this.#state = { ...this.#state, scrollBack };
    return scrollBack;
  }

  /** Runs a cell as if it had been typed. */
  submit(source: string): void {
    const { running, queued } = this.#state;
    const number = running ? running.number + queued.length + 1 : this.#options.kernel.nextNumber;
    const id = this.#log.submitted(source, number);
    if (running) {
      this.#queuedIds = [...this.#queuedIds, id];
      this.#change({ queued: [...queued, source] });
    } else void this.#run(source, id);
  }

  /** Says something of the program's own in the transcript. */
  note(text: string): void {
    this.#addEntry({ kind: 'note', id: ++this.#lastId, text });
  }

  /** Whom `@ command` asks is another; '' for nobody in particular. */
  showTargets(targets: string): void {
    if (targets !== this.#state.targets) this.#change({ targets });
  }

  /** Empties the transcript, but for what runs. */
  clearScreen(): void {
    const { entries, running } = this.#state;
    this.#change({ entries: entries.filter(({ id }) => id === running?.id), scrollBack: 0 });
  }

  async close(): Promise<void> {
    this.#stop();
    this.hosts.end();
    this.changed.clear();
    await this.#options.kernel.close();
    await this.#options.history.close();
  }

  /** What comes back replaces what was being typed, in one step for undo. */
  async #editOutside(): Promise<void> {
    const { editor: before } = this.#state;
    const edited = await this.#options.editOutside?.(before.text, 'ts');
    if (edited?.status === 'unchanged') this.note(edited.reason);
    if (edited?.status !== 'edited') return;
    const { editor } = this.#state;
    const text = pastedText(edited.text);
    if (text === editor.text) return;
    const next = replaceRange(editor, { from: 0, to: editor.text.length, by: text });
    this.#change({ editor: next, popup: undefined, scrollBack: 0 });
  }

  #interruptKey(): 'handled' | 'unhandled' {
    const { running, popup, editor, search } = this.#state;
    if (search) {
      this.#change({ search: undefined });
    } else if (running) {
      void this.interrupt();
    } else if (popup) {
      this.#change({ popup: undefined });
    } else if (editor.text !== '') {
      this.#change({ editor: clearText(editor) });
    } else {
      // A timer of an earlier cell may keep the kernel busy.
      void this.#options.kernel.interrupt();
    }
    return 'handled';
  }

  /** What ends a display that is replaced in place, while nothing is being typed. */
  #liveKey({ name, ctrl, alt, text }: Key): boolean {
    const { running, editor } = this.#state;
    if (!running?.live || editor.text !== '' || ctrl || alt) return false;
    const { kernel } = this.#options;
    if (name === 'q' || name === 'escape' || name === 'enter') kernel.stopLive();
    else if (running.live.keys.includes(text)) kernel.pressLive(text);
    else return false;
    return true;
  }

  /** Looks through the history, with what other windows have added meanwhile. */
  #openSearch(): void {
    const { history } = this.#options;
    const search = openHistoryList(this.#state.editor.text, this.#historyLook());
    this.#change({ search, popup: undefined });
    void history.refresh().then(() => {
      const open = this.#state.search;
      if (open) this.#change({ search: renewedList(open, this.#historyLook()) });
    });
  }

  /** What other windows have added is there to go back to, but for who is just going back. */
  #renewInputs(): void {
    const { editor } = this.#state;
    const { inputs } = this.#options.history;
    if (editor.browse !== undefined || editor.history === inputs) return;
    this.#state = { ...this.#state, editor: { ...editor, history: inputs } };
  }

  #searchKey(search: HistoryList, key: Key): 'handled' | 'unhandled' {
    const step = historyListKey(search, key, this.#historyLook());
    if (step.status === 'stays') {
      this.#change({ search: step.list });
    } else if (step.status === 'given-up') {
      this.#change({ search: undefined });
      if (step.key) return this.key(step.key);
    } else {
      this.#change({ search: undefined, scrollBack: 0 });
      this.load(step.text);
      if (step.passesOn === 'key') return this.key(key);
    }
    return 'handled';
  }

  #historyLook(): HistoryLook {
    const { history, clock } = this.#options;
    return { entries: history.entries, run: history.run, nowMs: clock.wallMs() };
  }

  /** Keys the open list of completions takes for itself. */
  #popupKey(key: Key): boolean {
    const { popup, editor } = this.#state;
    const taken = popup && popupKey({ popup, editor }, key);
    if (taken === undefined) return false;
    this.#change(taken.editor === editor ? { popup: taken.popup } : taken);
    return true;
  }

  #enter(): void {
    const { editor } = this.#state;
    const source = editor.text.trimEnd();
    if (source === '') return;
    if (!isComplete(editor.text)) {
      this.#change({ editor: insertNewline(editor) });
      return;
    }
    // A device would take the mark for the secret.
    if (hiddenAt(source) !== undefined) {
      this.note('‹secret› stands for what was hidden in the history: put the secret in its place');
      return;
    }
    this.submit(source);
    this.#change({ editor: nextEditor(editor, this.#options.history.inputs), popup: undefined });
  }

  /** Runs the input and shows the one that came after it in the history. */
  #enterAndNext(): void {
    const { browse, history } = this.#state.editor;
    const next = browse && history[browse.index + 1];
    this.#enter();
    const { editor } = this.#state;
    if (next === undefined || editor.text !== '') return;
    const index = editor.history.indexOf(next, browse?.index);
    const draft = { text: '', cursor: 0 };
    const shown = { text: next, cursor: next.length, browse: { prefix: '', index, draft } };
    this.#change({ editor: { ...editor, ...shown } });
  }

  async #run(source: string, entryId: string): Promise<void> {
    const { kernel, clock } = this.#options;
    const id = ++this.#lastId;
    const number = kernel.nextNumber;
    this.#change({
      running: { id, number, startedAtMs: clock.nowMs(), live: undefined },
    });
    this.#addEntry({
      ...{ kind: 'cell', id, number, source, printed: '', live: '', stopped: '' },
      outcome: undefined,
    });
    this.#log.started();
    const widthCols = Math.max(20, this.#layout.cols);
    const outcome = await kernel.evaluate(source, { widthCols });
    this.#log.ended(entryId, outcome);
    void this.#options.history.refresh().then(() => this.#renewInputs());
    const hosts = this.hosts.end();
    const stopped = outcome.status === 'interrupted' ? stoppedText(hosts) : '';
    this.#change({ running: undefined, number: kernel.nextNumber });
    if (outcome.status === 'incomplete') this.#takeBack(id, source);
    else this.#replaceEntry(id, (cell) => ({ ...cell, outcome, stopped }));
    const [next, ...queued] = this.#state.queued;
    const [nextId, ...queuedIds] = this.#queuedIds;
    if (next === undefined || nextId === undefined) return;
    this.#queuedIds = queuedIds;
    this.#change({ queued });
    void this.#run(next, nextId);
  }

  /** Only the kernel could tell that the input goes on; it is given back to be continued. */
  #takeBack(id: number, source: string): void {
    const { editor, entries, queued } = this.#state;
    const text = [source, ...queued, editor.text].join('\n');
    this.#log.dropped(this.#queuedIds, 'withdrawn');
    this.#queuedIds = [];
    this.#change({
      entries: entries.filter((entry) => entry.id !== id),
      editor: { ...editor, text, cursor: text.length - editor.text.length + editor.cursor },
      queued: [],
    });
  }

  #complete(): void {
    const { editor, targets } = this.#state;
    const found = this.#completer.complete(editor, targets);
    if (!(found instanceof Promise)) {
      this.#change(offer(editor, found));
      return;
    }
    void found.then((completions) => {
      // The answer is to a question that typing on has made old.
      if (this.#state.editor === editor) this.#change(offer(editor, completions));
    });
  }

  #kernelSaid(event: KernelEvent): void {
    // A new kernel begins anew.
    if (event.type === 'died') this.showTargets('');
    if (event.type === 'printed') this.#printed(event.text);
    else if (event.type === 'progress') this.#moved(event.progress);
    else if (event.type === 'live') this.#showLive(event);
    else if (event.type === 'live-ended') this.#setLive(undefined);
    // The running cell's outcome says it too.
    else if (event.type === 'died' && !this.#state.running) this.note(event.text);
  }

  #moved(progress: HostProgress): void {
    if (!this.#state.running) return;
    this.hosts.moved(progress);
    this.#log.moved(progress);
  }

  #printed(text: string): void {
    const { running, entries } = this.#state;
    const last = entries.at(-1);
    if (running) {
      this.#replaceEntry(running.id, (cell) => ({
        ...cell,
        printed: appendPrinted(cell.printed, text),
      }));
    } else if (last?.kind === 'printed') {
      const more = { ...last, text: appendPrinted(last.text, text) };
      this.#change({ entries: [...entries.slice(0, -1), more] });
    } else {
      this.#addEntry({ kind: 'printed', id: ++this.#lastId, text: appendPrinted('', text) });
    }
  }

  #showLive({ text, keys }: { readonly text: string; readonly keys: readonly string[] }): void {
    const { running } = this.#state;
    if (!running) return;
    if (running.live?.keys.join() !== keys.join()) this.#setLive({ keys });
    this.#replaceEntry(running.id, (cell) => ({ ...cell, live: boundLive(text) }));
  }

  #setLive(live: RunningCell['live']): void {
    const { running } = this.#state;
    if (running) this.#change({ running: { ...running, live } });
  }

  #addEntry(entry: Entry): void {
    this.#change({ entries: boundEntries([...this.#state.entries, entry]) });
  }

  #replaceEntry(id: number, replace: (cell: CellEntry) => CellEntry): void {
    const entries = this.#state.entries.map((entry) =>
      entry.id === id && entry.kind === 'cell' ? replace(entry) : entry,
    );
    this.#change({ entries: boundEntries(entries) });
  }

  #change(change: Partial<ReplState>): void {
    this.#state = { ...this.#state, ...change };
    if (change.editor !== undefined) {
      const isOn = this.#editorSettings.suggestions === 'on';
      const suggestion = isOn ? this.#suggester.suggest(change.editor) : '';
      this.#state = { ...this.#state, editor: { ...change.editor, suggestion } };
    }
    this.changed.emit(this.#state);
  }
}
