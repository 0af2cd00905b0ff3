import type { Clock } from '../core/clock.ts';
import { Emitter } from '../core/emitter.ts';
import type { Key } from '../core/key.ts';
import type { ColumnRules } from './diff/ignored-columns.ts';
import type { EditorSettings } from './editor/editor-settings.ts';
import { type KnownNames, knownNames } from './highlight/known-names.ts';
import { CellLog } from './history/cell-log.ts';
import type { History } from './history/history.ts';
import type { HostProgress, KernelBackend } from './link/backend.ts';
import type { KernelEvent } from './link/kernel-event.ts';
import type { Kernel } from './link/kernel-host.ts';
import type { ReplState, RunningCell } from './repl-state.ts';
import {
  boundScroll,
  heldScroll,
  NOT_LAID_OUT,
  type TranscriptLayout,
} from './transcript/layout.ts';
import { Past } from './transcript/past.ts';
import { stoppedText } from './transcript/progress-text.ts';
import { RunningHosts } from './transcript/running-hosts.ts';
import { Typing, type TypingOptions } from './typing.ts';

export interface ReplOptions extends TypingOptions {
  readonly backend: KernelBackend;
  readonly kernel: CellRunner;
  readonly clock: Clock;
}

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
  readonly #typing: Typing;
  readonly #past: Past;
  /** The names in the history of the inputs that wait. */
  #queuedIds: readonly string[] = [];
  #state: ReplState;
  #layout = NOT_LAID_OUT;
  #isRoomTold = false;

  constructor(options: ReplOptions) {
    this.#options = options;
    this.#log = new CellLog(options.history, () => options.clock.nowMs());
    this.hosts = new RunningHosts(options.clock);
    this.#past = new Past((entries) => this.#change({ entries }));
    this.#typing = new Typing(options, {
      changed: (state) => {
        // Who types looks at what is typed.
        const { text, cursor } = this.#state.editor;
        const isTyped = state.editor.text !== text || state.editor.cursor !== cursor;
        this.#change({ ...state, ...(isTyped ? { scrollBack: 0 } : {}) });
      },
      submit: (source) => this.submit(source),
      clearScreen: () => this.clearScreen(),
      note: (text) => this.note(text),
      targets: () => this.#state.targets,
    });
    this.#state = {
      ...this.#typing.state,
      entries: [],
      number: options.kernel.nextNumber,
      running: undefined,
      queued: [],
      targets: '',
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
    void this.#options.history.readOlder().then(() => this.#typing.renewInputs());
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
    this.#typing.setEditor(settings);
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
    if (this.#typing.keyOver(key) === 'handled') return 'handled';
    if (this.#liveKey(key)) return 'handled';
    if (key.name === 'pageup' || key.name === 'pagedown') {
      const page = Math.max(1, this.#layout.pageRows - 1);
      this.scroll(key.name === 'pageup' ? page : -page);
      return 'handled';
    }
    return this.#typing.key(key);
  }

  /** Text from the clipboard: never run by itself. */
  paste(text: string): void {
    this.#typing.paste(text);
  }

  /** Puts a text in the place of what is being typed; undo brings that back. */
  load(text: string): void {
    this.#typing.load(text);
  }

  /** The cursor is to stand at an offset of the text: a click. */
  moveCursor(offset: number): void {
    this.#typing.moveCursor(offset);
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
    this.#past.note(text);
  }

  /** Whom `@ command` asks is another; '' for nobody in particular. */
  showTargets(targets: string): void {
    if (targets !== this.#state.targets) this.#change({ targets });
  }

  /** Empties the transcript, but for what runs. */
  clearScreen(): void {
    this.#past.clear(this.#state.running?.id);
    this.#change({ scrollBack: 0 });
  }

  async close(): Promise<void> {
    this.#stop();
    this.hosts.end();
    this.changed.clear();
    await this.#options.kernel.close();
    await this.#options.history.close();
  }

  #interruptKey(): 'handled' | 'unhandled' {
    if (this.#typing.giveUp('search') === 'handled') return 'handled';
    if (this.#state.running) void this.interrupt();
    // A timer of an earlier cell may keep the kernel busy.
    else if (this.#typing.giveUp('anything') === 'unhandled') void this.#options.kernel.interrupt();
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

  async #run(source: string, entryId: string): Promise<void> {
    const { kernel, clock } = this.#options;
    const number = kernel.nextNumber;
    const id = this.#past.begin({ number, source });
    this.#change({ running: { id, number, startedAtMs: clock.nowMs(), live: undefined } });
    this.#log.started();
    const widthCols = Math.max(20, this.#layout.cols);
    const outcome = await kernel.evaluate(source, { widthCols });
    this.#log.ended(entryId, outcome);
    void this.#options.history.refresh().then(() => this.#typing.renewInputs());
    const hosts = this.hosts.end();
    const stopped = outcome.status === 'interrupted' ? stoppedText(hosts) : '';
    this.#change({ running: undefined, number: kernel.nextNumber });
    if (outcome.status === 'incomplete') this.#takeBack(id, source);
    else this.#past.end(id, { outcome, stopped });
    const [next, ...queued] = this.#state.queued;
    const [nextId, ...queuedIds] = this.#queuedIds;
    if (next === undefined || nextId === undefined) return;
    this.#queuedIds = queuedIds;
    this.#change({ queued });
    void this.#run(next, nextId);
  }

  /** Only the kernel could tell that the input goes on; it is given back to be continued. */
  #takeBack(id: number, source: string): void {
    const { queued } = this.#state;
    this.#log.dropped(this.#queuedIds, 'withdrawn');
    this.#queuedIds = [];
    this.#past.remove(id);
    this.#change({ queued: [] });
    this.#typing.putBefore([source, ...queued].join('\n'));
  }

  #kernelSaid(event: KernelEvent): void {
    // A new kernel begins anew.
    if (event.type === 'died') this.showTargets('');
    if (event.type === 'printed') this.#past.print(event.text, this.#state.running?.id);
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

  #showLive({ text, keys }: { readonly text: string; readonly keys: readonly string[] }): void {
    const { running } = this.#state;
    if (!running) return;
    if (running.live?.keys.join() !== keys.join()) this.#setLive({ keys });
    this.#past.showLive(running.id, text);
  }

  #setLive(live: RunningCell['live']): void {
    const { running } = this.#state;
    if (running) this.#change({ running: { ...running, live } });
  }

  #change(change: Partial<ReplState>): void {
    this.#state = { ...this.#state, ...change };
    this.changed.emit(this.#state);
  }
}
