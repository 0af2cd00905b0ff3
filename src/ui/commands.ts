import { asShowrunError } from '../core/errors.ts';
import type { Direction } from '../core/layout.ts';
import { safe } from '../core/safe.ts';
import type { CommandName } from '../input/bindings.ts';
import type { Keymap } from '../input/keymap.ts';
import type { Session } from '../session/session.ts';
import { replayOnScreen } from '../state/select.ts';
import type { Controller } from './controller.ts';
import type { DialogDesk } from './dialog-desk.ts';
import { prettyKey } from './help-groups.ts';
import { prettyReplayKey, REPLAY_KEYS, type ReplayCommand } from './replay/replay-keys.ts';
import { prettyLabel, VIEW_KEYS, type ViewCommand } from './table/view-commands.ts';
import { waitForReload } from './wait-for-reload.ts';

/** What only the program as a whole can do. */
export interface ProgramCommands {
  /** Asks for a host and opens it; beside the given pane when splitting. */
  openHost(at: { readonly target: string; readonly axis: 'row' | 'column' } | undefined): void;
  closePane(pane: string): void;
  reopenPane(): void;
  readOldLines(): void;
  /** Allows old algorithms for the session's host, or no more. */
  switchLegacy(session: Session): void;
  showConnection(session: Session): void;
  showTable(shows: 'table' | 'raw'): void;
  /** Does in the table over the panes what one of its keys does. */
  runInView(command: ViewCommand): void;
  choosePlatform(): void;
  /** Begins or ends the log of a session. */
  switchLog(session: Session): void;
  /** Asks for words and puts them into the log and the recording. */
  writeNote(session: Session | undefined): void;
  /** Labels what is on the screen, to be copied. */
  showHints(): void;
  /** Asks in which form a command with its answer is to be copied. */
  copyBlock(): void;
  /** Searches commands and answers of all recordings. */
  searchRecordings(): void;
  /** Asks which recording, and plays it in a tab of its own. */
  openRecording(): void;
  /** Does in the recording on screen what one of its keys does. */
  runInRecording(command: ReplayCommand): void;
  /** Leaves the commands of a recording that are being run again. */
  endAgain(): void;
  toggleMouse(): void;
  redraw(): void;
  /** The terminal's bell. */
  ring(): void;
  suspend(): void;
  quit(): void;
}

interface CommandOptions {
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly keymap: Keymap;
  readonly program: ProgramCommands;
}

/** Carries out a command of the keymap. */
export function runCommand(name: CommandName, options: CommandOptions): void {
  const { controller } = options;
  if (LIVE_ONLY.has(name) && controller.focusedPane()?.recording !== undefined) {
    controller.say('this is a recording: nothing goes to a device from here', 'info');
    return;
  }
  COMMANDS[name](options);
}

/** They are about a connection, which a recording has none of. */
const LIVE_ONLY: ReadonlySet<CommandName> = new Set<CommandName>([
  ...(['reconnect', 'stop-retrying', 'wait-for-reload', 'connection', 'legacy'] as const),
  ...(['take-prompt', 'log-switch', 'send-break'] as const),
]);

type Command = (options: CommandOptions) => void;

const COMMANDS: Readonly<Record<CommandName, Command>> = {
  'focus-left': focusTowards('left'),
  'focus-down': focusTowards('down'),
  'focus-up': focusTowards('up'),
  'focus-right': focusTowards('right'),
  'focus-next': ({ controller }) => controller.dispatch({ type: 'pane/stepped', step: 1 }),
  'focus-previous': ({ controller }) => controller.dispatch({ type: 'pane/stepped', step: -1 }),
  'focus-pane-1': focusNumber(1),
  'focus-pane-2': focusNumber(2),
  'focus-pane-3': focusNumber(3),
  'focus-pane-4': focusNumber(4),
  'focus-pane-5': focusNumber(5),
  'focus-pane-6': focusNumber(6),
  'focus-pane-7': focusNumber(7),
  'focus-pane-8': focusNumber(8),
  'focus-pane-9': focusNumber(9),
  'focus-repl': ({ controller }) => controller.dispatch({ type: 'repl/focused' }),
  zoom: ({ controller }) => controller.dispatch({ type: 'pane/zoomed' }),
  'resize-left': resizeTowards('left'),
  'resize-down': resizeTowards('down'),
  'resize-up': resizeTowards('up'),
  'resize-right': resizeTowards('right'),
  'split-right': ({ controller, program }) => program.openHost(controller.splitAt('row')),
  'split-down': ({ controller, program }) => program.openHost(controller.splitAt('column')),
  'new-tab': addTab,
  'next-tab': ({ controller }) => controller.dispatch({ type: 'tab/stepped', step: 1 }),
  'previous-tab': ({ controller }) => controller.dispatch({ type: 'tab/stepped', step: -1 }),
  'open-host': ({ program }) => program.openHost(undefined),
  'close-pane': closePane,
  reconnect,
  'choose-platform': ({ program }) => program.choosePlatform(),
  'log-switch': forSession(({ program }, session) => program.switchLog(session)),
  'write-note': writeNote,
  hints: ({ program }) => program.showHints(),
  'copy-block': ({ program }) => program.copyBlock(),
  'search-recordings': ({ program }) => program.searchRecordings(),
  'open-recording': ({ program }) => program.openRecording(),
  'take-prompt': (options) => void takePrompt(options),
  'send-break': forSession(askForBreak),
  'stop-retrying': stopRetrying,
  'wait-for-reload': ({ controller, program }) => void waitForReload(controller, program.ring),
  connection: forSession(({ program }, session) => program.showConnection(session)),
  legacy: forSession(({ program }, session) => program.switchLegacy(session)),
  reopen: ({ program }) => program.reopenPane(),
  scroll: ({ program }) => program.readOldLines(),
  table: ({ program }) => program.showTable('table'),
  raw: ({ program }) => program.showTable('raw'),
  palette: (options) => void openPalette(options),
  help: ({ desk }) => void desk.open({ kind: 'help', top: 0, form: 'dialog' }),
  'mouse-toggle': ({ program }) => program.toggleMouse(),
  redraw: ({ program }) => program.redraw(),
  suspend: ({ program }) => program.suspend(),
  quit: ({ program }) => program.quit(),
  // The prefix typed twice outside a device has nowhere to go.
  'send-prefix': () => undefined,
};

function focusTowards(direction: Direction): Command {
  return ({ controller }) => controller.focusInDirection(direction);
}

function resizeTowards(direction: Direction): Command {
  return ({ controller }) => controller.dispatch({ type: 'pane/resized', direction });
}

function focusNumber(number: number): Command {
  return ({ controller }) => {
    const pane = controller.paneNumber(number);
    if (pane === undefined) controller.say(`there is no pane ${number}`, 'info');
    else controller.dispatch({ type: 'pane/focused', pane });
  };
}

/** What was recorded is over: a note is about what happens now. */
function writeNote({ controller, program }: CommandOptions): void {
  const isRecorded = controller.focusedPane()?.recording !== undefined;
  if (isRecorded && controller.state.focus !== 'repl') {
    controller.say('this is a recording: notes are written where something is live', 'info');
  } else program.writeNote(controller.focusedSession());
}

function addTab({ controller }: CommandOptions): void {
  controller.dispatch({ type: 'tab/added' });
  controller.say('an empty tab: open a host in it', 'info');
}

function closePane({ controller, program }: CommandOptions): void {
  if (controller.state.view !== undefined) {
    program.runInView('close');
    return;
  }
  if (controller.state.again !== undefined) {
    program.endAgain();
    return;
  }
  const pane = controller.focusedPane();
  if (pane === undefined) controller.dispatch({ type: 'tab/closed' });
  else program.closePane(pane.id);
}

function forSession(run: (options: CommandOptions, session: Session) => void): Command {
  return (options) => {
    const session = options.controller.focusedSession();
    if (session === undefined) options.controller.say('there is no session here', 'info');
    else run(options, session);
  };
}

function reconnect({ controller }: CommandOptions): void {
  const session = controller.focusedSession();
  if (session === undefined) return;
  if (session.status.status === 'open') {
    controller.say(`${session.name} is connected`, 'info');
    return;
  }
  void session.reconnect();
}

/** One wrong key must not stop a device: a break brings some to their boot monitor. */
function askForBreak({ controller, desk }: CommandOptions, session: Session): void {
  const question = {
    kind: 'confirm',
    title: `Send a break to ${safe(session.name, 60)}?`,
    lines: [
      'Over SSH and telnet it mostly does nothing; on a console it may stop the device:',
      'a router that boots goes to its boot monitor, some servers halt at once.',
    ],
    yes: 'sends it',
  } as const;
  desk.ask(question, (answer) => {
    if (answer !== undefined) void sendBreak(controller, session);
  });
}

async function sendBreak(controller: Controller, session: Session): Promise<void> {
  try {
    await session.sendBreak();
    controller.say(`a break was sent to ${session.name}`, 'info');
  } catch (thrown) {
    controller.say(asShowrunError(thrown).line, 'warning');
  }
}

function stopRetrying({ controller }: CommandOptions): void {
  const session = controller.focusedSession();
  if (session === undefined) return;
  if (session.status.status === 'waiting' || session.status.status === 'connecting') {
    session.connections.stop();
  } else controller.say(`${session.name} is not being tried again`, 'info');
}

async function takePrompt({ controller }: CommandOptions): Promise<void> {
  const session = controller.focusedSession();
  if (session === undefined)
    return controller.say('the prompt of a device: go to its pane', 'info');
  try {
    const text = await session.takePrompt();
    controller.say(`${session.name}: prompts like ${safe(text, 80)} are known from now on`, 'info');
  } catch (thrown) {
    controller.say(asShowrunError(thrown).line, 'warning');
  }
}

async function openPalette(options: CommandOptions): Promise<void> {
  const { state } = options.controller;
  const isRecording = state.view === undefined && replayOnScreen(state) !== undefined;
  const inView = state.view === undefined ? [] : viewChoices();
  const inRecording = isRecording ? replayChoices() : [];
  const bound = options.keymap.bindings
    .filter(({ command }) => !/^(send-prefix|palette|focus-pane-\d)$/.test(command))
    .map(({ command, title, keys }) => ({
      value: command,
      label: title,
      detail: keys
        .map((key) => `${prettyKey(options.keymap.prefixName)} ${prettyKey(key)}`)
        .join(', '),
    }));
  const choices = [...inView, ...inRecording, ...bound];
  const chosen = await options.desk.open({
    kind: 'pick',
    title: 'Commands',
    verb: 'runs',
    placeholder: 'no command is called that',
    choices,
    text: '',
    selected: 0,
  });
  const own = VIEW_KEYS.find(({ command }) => `${IN_VIEW}${command}` === chosen);
  if (own !== undefined) return options.program.runInView(own.command);
  const replayed = REPLAY_KEYS.find(({ command }) => `${IN_RECORDING}${command}` === chosen);
  if (replayed !== undefined) return options.program.runInRecording(replayed.command);
  const binding = options.keymap.bindings.find(({ command }) => command === chosen);
  if (binding !== undefined) runCommand(binding.command, options);
  else if (chosen !== undefined) options.controller.say(`there is no command '${chosen}'`, 'info');
}

const IN_VIEW = 'in view: ';

/** What the keys of the table do that lies over the panes. */
function viewChoices() {
  return VIEW_KEYS.map(({ command, keys, title }) => ({
    value: `${IN_VIEW}${command}`,
    label: `Table: ${title}`,
    detail: keys.map(prettyLabel).join(', '),
  }));
}

const IN_RECORDING = 'in recording: ';

/** What the keys of a recording do. */
function replayChoices() {
  return REPLAY_KEYS.map(({ command, keys, title }) => ({
    value: `${IN_RECORDING}${command}`,
    label: `Recording: ${title}`,
    detail: keys.map(prettyReplayKey).join(', '),
  }));
}
