import type { Clock } from '../../core/clock.ts';
import { asShowrunError } from '../../core/errors.ts';
import type { Key } from '../../core/key.ts';
import { safe } from '../../core/safe.ts';
import type { Size } from '../../core/size.ts';
import type { Repl } from '../../repl/repl.ts';
import type { Moment } from '../../replay/moment.ts';
import type { Replay } from '../../replay/replay.ts';
import type { Session } from '../../session/session.ts';
import { focusedPane, replayOnScreen, visiblePanes } from '../../state/select.ts';
import type { Pane } from '../../state/state.ts';
import type { Emulator } from '../../term/emulator.ts';
import type { Controller } from '../controller.ts';
import type { DialogDesk } from '../dialog-desk.ts';
import type { PaneFacts } from '../pane-facts.ts';
import { croppedTo, type PaneScreen } from '../pane-screen.ts';
import { chooseRecording } from './choose-recording.ts';
import type { Scrubber } from './draw-transport.ts';
import { momentOf } from './moment-text.ts';
import { OpenReplay } from './open-replay.ts';
import { PositionTicker } from './position-ticker.ts';
import { runReplayCommand } from './replay-commands.ts';
import type { ReplayContext, ReplayParts } from './replay-context.ts';
import { replayFactsOf } from './replay-facts.ts';
import { type ReplayCommand, replayCommandOf } from './replay-keys.ts';
import { ReplayPanes } from './replay-panes.ts';
import { chosenSessions, type ReplayRequest } from './replay-request.ts';
import { goToHit, searchReplay } from './replay-search.ts';
import { roomOf } from './room-of.ts';
import { sayProblems } from './say-problems.ts';
import { scrubTo } from './scrub.ts';
import type { TransportLook } from './transport-look.ts';
import type { TransportAction } from './transport-mouse.ts';
import { transportOf } from './transport-of.ts';

export interface ReplayDeskOptions {
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly repl: Repl;
  readonly clock: Clock;
  /** Finds a recording by what a person calls it, and tells which there are, the latest first. */
  readonly recordings: {
    readonly find: (wanted: string) => string;
    readonly names: () => readonly string[];
  };
  /** Opens a recording with a session for each of its own. Rejects with what is wrong with it. */
  readonly openRecorded: (path: string) => Promise<Replay>;
  /** What a pane would show of a session if it had all the room. */
  readonly emulatorOf: (session: string) => Emulator | undefined;
  readonly program: ReplayParts['program'];
  readonly runAgain: (context: ReplayContext) => void;
  readonly charset: TransportLook['charset'];
  readonly repaintBar: () => void;
  readonly repaintTitles: () => void;
}

/** The recordings on the screen: opens each in a tab of its own, with its player, and takes the keys of their panes. */
export class ReplayDesk {
  readonly #options: ReplayDeskOptions;
  readonly #open = new Map<string, OpenReplay>();
  readonly #panes: ReplayPanes;
  readonly #ticker: PositionTicker;
  readonly #parts: ReplayParts;
  readonly #searches = new Map<string, AbortController>();
  #scrubber: Scrubber | undefined;
  #count = 0;

  constructor(options: ReplayDeskOptions) {
    this.#options = options;
    this.#panes = new ReplayPanes(options.controller);
    this.#ticker = new PositionTicker({
      ...options,
      look: () => this.look(),
      cols: () => this.#scrubber?.cols ?? 1,
    });
    this.#parts = {
      program: options.program,
      runAgain: options.runAgain,
      showSessions: (replay, names) => {
        this.#panes.show(replay, names);
        options.repl.setHosts();
      },
      shownSessions: (replay) => this.#panes.shown(replay),
      search: (context, text) => void this.#search(context, text),
      goToHit: (context, at) => goToHit(context, at, (name) => this.screenOf(name)),
      close: (replay) => this.close(replay.id),
    };
  }

  /** Opens a recording at a moment and stays there, or goes there in the one that is open. What is wrong is said in the status line. */
  async open(moment: Moment): Promise<void> {
    await this.#tell(async () => {
      const replay = this.#byPath(moment.path) ?? (await this.#show({ path: moment.path }));
      replay.player.pause();
      if (moment.session !== undefined) this.#panes.focus(replay, moment.session);
      else this.#panes.focus(replay);
      this.#seek(replay, moment.atS ?? 0);
    });
  }

  /** Opens a recording as it was asked for and plays it; at a moment that was named it stays. Rejects with what is wrong. */
  async play(request: ReplayRequest): Promise<OpenReplay> {
    const replay = await this.#show(request);
    const { player, recording } = replay;
    if (request.speed !== undefined) player.speed = request.speed;
    player.idleLimitS = request.idleMostS;
    if (request.at === undefined) player.play();
    else this.#seek(replay, momentOf(request.at, recording, 0));
    return replay;
  }

  /** Other panes are on the screen now: a seek draws those first. */
  syncShown(): void {
    const { state } = this.#options.controller;
    const panes = [...visiblePanes(state).keys()].flatMap((id) => state.panes[id] ?? []);
    for (const replay of this.#open.values()) {
      const shown = panes.flatMap(({ recording, session }) =>
        recording === replay.id ? (replay.recordedNameOf(session) ?? []) : [],
      );
      replay.show(shown);
    }
    // A recording that plays may have come on the screen with its tab.
    if (this.#open.size > 0) this.#ticker.passed();
  }

  /** Asks which recording, and plays it. */
  async choose(): Promise<void> {
    const { desk, recordings } = this.#options;
    const chosen = await chooseRecording(desk, recordings.names());
    if (chosen === undefined) return;
    await this.#tell(async () => void (await this.playNamed(chosen)));
  }

  /** Plays the recording a person names, and gives the names of its hosts here. Rejects with what is wrong. */
  async playNamed(wanted: string, at?: string): Promise<readonly string[]> {
    const replay = await this.play({ path: this.#options.recordings.find(wanted), at });
    return [...replay.sessions.values()].map(({ name }) => name);
  }

  /** The names of the recordings there are, the latest first. */
  get names(): readonly string[] {
    return this.#options.recordings.names();
  }

  get list(): readonly OpenReplay[] {
    return [...this.#open.values()];
  }

  /** Those of some sessions that are no recordings. */
  liveSessions(sessions: readonly Session[]): readonly Session[] {
    return sessions.filter(({ name }) => this.ofSession(name) === undefined);
  }

  /** The replay that a session belongs to. */
  ofSession(session: string): OpenReplay | undefined {
    return this.list.find((replay) => replay.recordedNameOf(session) !== undefined);
  }

  /** A key in a pane of a recording. */
  key(key: Key): void {
    const context = this.#context();
    if (context === undefined) return;
    const during = context.view.search === undefined ? undefined : 'search';
    const command = replayCommandOf(key, during);
    if (command !== undefined) this.run(command);
    else if (key.text !== '' || key.name === 'enter') {
      this.#options.controller.say('this is a recording: ? lists its keys', 'info');
    }
  }

  run(command: ReplayCommand): void {
    const context = this.#context();
    if (context === undefined) {
      this.#options.controller.say('there is no recording in this tab', 'info');
      return;
    }
    const { player } = context.replay;
    const beforeS = player.atS;
    runReplayCommand(command, context);
    if (player.atS < beforeS || player.atS > beforeS + 0.5) this.#panes.leaveScroll(context.replay);
    this.#ticker.moved();
  }

  /** What the bar on the screen shows. */
  look(): TransportLook | undefined {
    const context = this.#context();
    if (context === undefined) return undefined;
    const { charset } = this.#options;
    return transportOf(context.replay, { ...context, charset });
  }

  /** The bar was drawn, with its scrubber there. */
  drawn(scrubber: Scrubber | undefined): void {
    this.#scrubber = scrubber;
  }

  /** A button of the mouse on the bar. */
  mouse(at: { readonly x: number; readonly y: number }, action: TransportAction): void {
    const context = this.#context();
    if (context === undefined || this.#scrubber === undefined) return;
    if (action === 'wheel-up' || action === 'wheel-down') {
      this.run(action === 'wheel-up' ? 'back' : 'forward');
      return;
    }
    const atS = scrubTo(this.#scrubber, at, {
      action,
      lengthS: context.replay.recording.durationS,
    });
    if (atS === undefined) return;
    if (atS === 'play') this.run('play');
    else this.#seek(context.replay, atS);
  }

  factsOf(name: string): PaneFacts | undefined {
    const replay = this.ofSession(name);
    const recorded = replay?.recordedNameOf(name);
    if (replay === undefined || recorded === undefined) return undefined;
    const session = replay.sessions.get(recorded);
    const room = this.#roomOf(name);
    return session && replayFactsOf(replay, { session, recorded, room });
  }

  /** What the pane of a recorded session shows of its screen; undefined for a session of somebody else. */
  screenOf(name: string): PaneScreen | undefined {
    if (this.ofSession(name) === undefined) return undefined;
    const emulator = this.#options.emulatorOf(name);
    const rows = this.#roomOf(name)?.rows;
    return emulator && (rows === undefined ? emulator : croppedTo(emulator, rows));
  }

  /** A pane of a recording is closed: the session stays for the REPL while another pane shows the recording. */
  closePane(pane: Pane): void {
    const { controller } = this.#options;
    controller.dispatch({ type: 'pane/closed', pane: pane.id });
    const replay = this.#open.get(pane.recording ?? '');
    if (replay !== undefined && this.#panes.shown(replay).size === 0) this.close(replay.id);
  }

  close(id: string): void {
    const replay = this.#open.get(id);
    if (replay === undefined) return;
    this.#open.delete(id);
    this.#searches.get(id)?.abort();
    this.#options.controller.dispatch({ type: 'replay/closed', id });
    void replay.close().then(() => this.#options.repl.setHosts());
    this.#ticker.moved();
  }

  async closeAll(): Promise<void> {
    this.#ticker.close();
    for (const search of this.#searches.values()) search.abort();
    const open = this.list;
    this.#open.clear();
    await Promise.all(open.map((replay) => replay.close()));
  }

  async #show(request: ReplayRequest): Promise<OpenReplay> {
    const opened = await this.#options.openRecorded(request.path);
    const { player } = opened;
    const { recording } = player;
    try {
      const chosen = chosenSessions(recording, request.selector);
      const id = `v${++this.#count}`;
      const replay = new OpenReplay({ id, replay: opened, idleS: request.idleMostS });
      this.#open.set(id, replay);
      this.#options.controller.dispatch({
        type: 'replay/opened',
        replay: { id, name: safe(recording.name, 80), search: undefined },
      });
      this.#panes.open(replay, chosen);
      this.#options.repl.setHosts();
      player.onMoved.on(() => this.#ticker.passed());
      player.onChanged.on(() => this.#ticker.moved());
      sayProblems(recording, this.#options);
      return replay;
    } catch (thrown) {
      await opened.close();
      throw thrown;
    }
  }

  #seek(replay: OpenReplay, atS: number): void {
    replay.player.seek(atS);
    this.#panes.leaveScroll(replay);
    this.#ticker.moved();
  }

  async #search(context: ReplayContext, text: string): Promise<void> {
    const { id } = context.replay;
    this.#searches.get(id)?.abort();
    const stop = new AbortController();
    this.#searches.set(id, stop);
    await this.#tell(() => searchReplay(context, { text, signal: stop.signal }));
    this.#ticker.moved();
  }

  /** The recording of the tab on screen, and the pane in it. */
  #context(): ReplayContext | undefined {
    const { controller, desk } = this.#options;
    const { state } = controller;
    const view = replayOnScreen(state);
    const replay = view && this.#open.get(view.id);
    if (view === undefined || replay === undefined) return undefined;
    const pane = focusedPane(state) ?? controller.focusedPane();
    const own = pane && replay.recordedNameOf(pane.session);
    return { replay, view, own, controller, desk, parts: this.#parts };
  }

  #byPath(path: string): OpenReplay | undefined {
    return this.list.find(({ recording }) => recording.path === path);
  }

  #roomOf(name: string): Size | undefined {
    return roomOf(this.#options.controller.state, name);
  }

  async #tell(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.#options.controller.say(asShowrunError(thrown).line, 'error');
    }
  }
}
