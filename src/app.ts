import { join } from 'node:path';
import type { TuiMode } from './cli/args.ts';
import { type Backstage, openBackstage } from './cli/backstage.ts';
import type { Folders } from './cli/folders.ts';
import { startLabHosts } from './cli/lab-hosts.ts';
import { loadUserKeymap } from './cli/user-keymap.ts';
import type { Clock } from './core/clock.ts';
import { asShowrunError } from './core/errors.ts';
import type { Host } from './core/host.ts';
import type { Size } from './core/size.ts';
import type { Store } from './core/store.ts';
import { Router } from './input/router.ts';
import { ByteTokenizer } from './input/tokenizer.ts';
import { openHistory } from './repl/history.ts';
import { Kernel } from './repl/kernel-host.ts';
import { Repl } from './repl/repl.ts';
import { sessionBackend } from './repl/session-backend.ts';
import type { Compositor } from './screen/compositor.ts';
import type { Tty } from './screen/tty.ts';
import type { Action } from './state/action.ts';
import { keyTarget } from './state/select.ts';
import type { State } from './state/state.ts';
import { Feeder } from './term/feeder.ts';
import { runCommand } from './ui/commands.ts';
import { Controller } from './ui/controller.ts';
import { DialogDesk } from './ui/dialog-desk.ts';
import { helpGroups, prettyKey } from './ui/help-groups.ts';
import type { Live } from './ui/live.ts';
import { handleMouse } from './ui/mouse.ts';
import { PaneDesk } from './ui/pane-desk.ts';
import { ReplPainter } from './ui/repl-painter.ts';
import type { StageScene } from './ui/scene.ts';
import { screenAsker } from './ui/screen-asker.ts';
import type { Theme } from './ui/theme.ts';

export interface AppOptions {
  readonly tty: Tty;
  readonly clock: Clock;
  readonly store: Store<State, Action>;
  readonly scene: StageScene;
  readonly compositor: Compositor;
  readonly live: Live;
  readonly theme: Theme;
  readonly mode: TuiMode;
  readonly folders: Folders;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What was wrong with files read so far, one line each. */
  readonly problems: readonly string[];
  readonly mouse: 'on' | 'off';
  readonly quit: (code: number) => void;
}

export interface App {
  /** Bytes from the person's terminal. */
  receive(chunk: Uint8Array): void;
  close(): Promise<void>;
}

const WHICH_KEY_MS = 400;

/** Builds every long-lived object, wires them, and opens what the command line asked for. Closes in reverse order. */
export async function startApp(options: AppOptions): Promise<App> {
  const { tty, clock, store, scene, compositor, live, theme, folders, env, mode } = options;
  const closers: (() => Promise<void>)[] = [async () => compositor.close()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer().catch(() => undefined);
  };

  const desk = new DialogDesk({ dispatch: (action) => store.dispatch(action), clock });
  closers.push(() => desk.close());
  const feeder = new Feeder({ clock });
  closers.push(async () => feeder.close());
  const { keymap, problems: keyProblems } = loadUserKeymap(folders.config);
  const problems = [...options.problems, ...keyProblems];

  let lab: Awaited<ReturnType<typeof startLabHosts>> | undefined;
  if (mode.lab !== undefined) {
    lab = await startLabHosts({ topology: mode.lab, folders });
    closers.push(lab.close);
  }
  const backstage: Backstage = openBackstage({
    folders,
    env,
    clock,
    feeder,
    asker: screenAsker(desk),
    inventoryFile: mode.inventory,
    more: lab?.hosts ?? [],
  });
  closers.push(() => backstage.close());
  const { sessions, inventory } = backstage;

  let isStarted = false;
  const backend = sessionBackend({ sessions });
  const history = await openHistory({
    path: join(folders.data, 'history.jsonl'),
    onProblem: (line) => {
      if (isStarted) controller.say(line, 'warning');
      else problems.push(line);
    },
    nowMs: () => clock.wallMs(),
  });
  const kernel = new Kernel({ backend, clock });
  const repl = new Repl({ backend, kernel, history, clock, commands: () => SHOW_COMMANDS });
  closers.push(() => repl.close());
  const controller = new Controller({
    store,
    desk,
    sessions,
    repl,
    emulatorOf: (name) => live.emulatorOf(name),
  });
  const panes = new PaneDesk({
    controller,
    sessions,
    inventory,
    desk,
    repl,
    repaint: () => compositor.invalidateChrome('now'),
  });
  const painter = new ReplPainter(repl, theme);

  live.emulatorOf = (name) => panes.emulatorOf(name);
  live.factsOf = (name) => panes.factsOf(name);
  live.repl = () => painter.look();
  live.help = helpGroups(keymap);
  live.prefix = prettyKey(keymap.prefixName);
  live.summary = () => panes.summary();

  const quit = (): void => options.quit(0);
  const setMouse = (mouse: State['mouse']): void => {
    tty.setMouse(mouse);
    store.dispatch({ type: 'mouse/switched', mouse });
  };
  const program = {
    openHost: panes.askForHost.bind(panes),
    closePane: panes.close.bind(panes),
    reopenPane: panes.reopen.bind(panes),
    readOldLines: panes.readOldLines.bind(panes),
    showTable: panes.showTable.bind(panes),
    toggleMouse: () => {
      const mouse = store.value.mouse === 'on' ? 'off' : 'on';
      setMouse(mouse);
      const whose =
        mouse === 'on'
          ? 'showrun has the mouse'
          : 'the terminal has the mouse: select and copy as usual';
      controller.say(whose, 'info');
    },
    redraw: () => {
      compositor.reset();
      compositor.paint();
    },
    suspend: () => tty.suspend(),
    quit,
  };

  let forgetWhichKey = (): void => undefined;
  const router = new Router({
    keymap,
    target: () => keyTarget(store.value),
    onDeviceBytes: (bytes) => controller.toDevice(bytes),
    onKey: (key) => controller.key(key),
    onPaste: (bytes) => controller.paste(bytes),
    onMouse: (event) => handleMouse(event, { controller, sessions, repl }),
    onCommand: (command) => runCommand(command, { controller, desk, keymap, program }),
    onUnknown: (key) =>
      controller.say(
        `${live.prefix} ${prettyKey(key.name)} means nothing; ${live.prefix} ? lists the keys`,
        'info',
      ),
    onPrefix: (prefix) => {
      forgetWhichKey();
      if (prefix === 'waiting') controller.forgetNotice();
      store.dispatch({ type: 'prefix/changed', prefix });
      if (prefix === 'idle') return;
      forgetWhichKey = clock.after(WHICH_KEY_MS, () =>
        store.dispatch({ type: 'prefix/changed', prefix: 'shown' }),
      );
    },
    onReply: () => undefined,
  });
  const tokenizer = new ByteTokenizer({
    clock,
    onEvent: (event) => {
      if (event.type !== 'mouse') desk.keyPressed();
      router.event(event);
    },
  });

  const ink = { update: (): void => undefined };
  store.changed.on(({ before, after }) => {
    if (
      before.size !== after.size ||
      before.dialogs !== after.dialogs ||
      before.prefix !== after.prefix
    ) {
      ink.update();
    }
    panes.syncSizes();
    compositor.invalidateChrome('now');
  });
  sessions.onAdded.on((session) => {
    session.onDirty.on(() => {
      panes.followScroll(session);
      const pane = panes.visiblePaneOf(session);
      if (pane === undefined) return;
      compositor.invalidatePane(pane, panes.isFocused(session) ? 'now' : 'soon');
    });
  });
  sessions.onChanged.on((session) => {
    panes.sessionChanged(session);
    compositor.invalidateChrome('soon');
  });
  repl.changed.on(() => compositor.invalidateChrome('now'));
  const resized = (size: Size): void => {
    compositor.reset();
    store.dispatch({ type: 'screen/resized', size });
    compositor.paint();
  };
  tty.onResized(resized);
  // It may have been resized while all this was being loaded.
  const { size } = tty;
  if (size.cols !== store.value.size.cols || size.rows !== store.value.size.rows) resized(size);
  tty.onResumed(program.redraw);

  if (options.mouse === 'off') store.dispatch({ type: 'mouse/switched', mouse: 'off' });
  const wrong = openAtStart({ mode, lab: lab?.hosts ?? [], backstage, panes });
  isStarted = true;
  tellProblems({ desk, controller, problems, wrong });
  compositor.paint();
  repl.start();

  const { startInk } = await import('./ui/ink/start-ink.ts');
  const hosted = startInk({ scene, compositor, theme, state: () => store.value });
  ink.update = hosted.update;
  hosted.update();
  closers.push(() => Promise.resolve(hosted.close()));

  return {
    receive: (chunk) => tokenizer.push(chunk),
    close,
  };
}

interface Opening {
  readonly mode: TuiMode;
  readonly lab: readonly Host[];
  readonly backstage: Backstage;
  readonly panes: PaneDesk;
}

/** The lab's devices, then the hosts that were named. Gives back what was wrong with names; the others open. */
function openAtStart({ mode, lab, backstage, panes }: Opening): string[] {
  const wrong: string[] = [];
  for (const host of lab) panes.open(host, undefined);
  const targets =
    mode.targets.length === 0 && mode.inventory !== undefined ? ['all'] : mode.targets;
  for (const target of targets) {
    try {
      for (const host of backstage.hostsNamed(target)) panes.open(host, undefined);
    } catch (thrown) {
      wrong.push(asShowrunError(thrown).line);
    }
  }
  if (mode.targets.length > 0 || mode.inventory !== undefined) panes.focusFirst();
  return wrong;
}

/** One thing fits the status line; what must not be missed, or is more, stays until it has been read. */
function tellProblems(told: {
  readonly desk: DialogDesk;
  readonly controller: Controller;
  readonly problems: readonly string[];
  readonly wrong: readonly string[];
}): void {
  const lines = [...told.problems, ...told.wrong];
  const [only] = lines;
  if (only === undefined) return;
  if (lines.length === 1 && told.wrong.length === 0) told.controller.say(only, 'warning');
  else void told.desk.open({ kind: 'message', title: 'Before you start', lines });
}

/** What completion offers before a history has better to offer. */
const SHOW_COMMANDS = [
  'show version',
  'show ip interface brief',
  'show ip route',
  'show ip ospf neighbor',
  'show running-config',
  'show interfaces',
];
