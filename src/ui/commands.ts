import type { CommandName } from '../input/bindings.ts';
import type { Keymap } from '../input/keymap.ts';
import type { Controller } from './controller.ts';
import type { DialogDesk } from './dialog-desk.ts';
import { prettyKey } from './help-groups.ts';

/** What only the program as a whole can do. */
export interface ProgramCommands {
  /** Asks for a host and opens it; beside the given pane when splitting. */
  openHost(at: { readonly target: string; readonly axis: 'row' | 'column' } | undefined): void;
  closePane(pane: string): void;
  reopenPane(): void;
  readOldLines(): void;
  showTable(shows: 'table' | 'raw'): void;
  toggleMouse(): void;
  redraw(): void;
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
  const { controller, desk, program } = options;
  const pane = name.match(/^focus-pane-(\d)$/)?.[1];
  if (pane !== undefined) {
    focusNumber(Number(pane), controller);
    return;
  }
  switch (name) {
    case 'focus-left':
    case 'focus-right':
    case 'focus-up':
    case 'focus-down':
      controller.focusInDirection(directionOf(name));
      return;
    case 'focus-next':
    case 'focus-previous':
      controller.dispatch({ type: 'pane/stepped', step: name === 'focus-next' ? 1 : -1 });
      return;
    case 'focus-repl':
      controller.dispatch({ type: 'repl/focused' });
      return;
    case 'zoom':
      controller.dispatch({ type: 'pane/zoomed' });
      return;
    case 'resize-left':
    case 'resize-right':
    case 'resize-up':
    case 'resize-down':
      controller.dispatch({ type: 'pane/resized', direction: directionOf(name) });
      return;
    case 'split-right':
      program.openHost(controller.splitAt('row'));
      return;
    case 'split-down':
      program.openHost(controller.splitAt('column'));
      return;
    case 'new-tab':
      controller.dispatch({ type: 'tab/added' });
      controller.say('an empty tab: open a host in it', 'info');
      return;
    case 'next-tab':
    case 'previous-tab':
      controller.dispatch({ type: 'tab/stepped', step: name === 'next-tab' ? 1 : -1 });
      return;
    case 'open-host':
      program.openHost(undefined);
      return;
    case 'close-pane':
      closePane(options);
      return;
    case 'reconnect':
      reconnect(controller);
      return;
    case 'reopen':
      program.reopenPane();
      return;
    case 'scroll':
      program.readOldLines();
      return;
    case 'table':
      program.showTable('table');
      return;
    case 'raw':
      program.showTable('raw');
      return;
    case 'palette':
      void openPalette(options);
      return;
    case 'help':
      void desk.open({ kind: 'help', top: 0, form: 'dialog' });
      return;
    case 'mouse-toggle':
      program.toggleMouse();
      return;
    case 'redraw':
      program.redraw();
      return;
    case 'suspend':
      program.suspend();
      return;
    case 'quit':
      program.quit();
      return;
    default:
      // The prefix typed twice outside a device has nowhere to go.
      return;
  }
}

function directionOf(name: string): 'left' | 'right' | 'up' | 'down' {
  if (name.endsWith('left')) return 'left';
  if (name.endsWith('right')) return 'right';
  return name.endsWith('up') ? 'up' : 'down';
}

function focusNumber(number: number, controller: Controller): void {
  const pane = controller.paneNumber(number);
  if (pane === undefined) controller.say(`there is no pane ${number}`, 'info');
  else controller.dispatch({ type: 'pane/focused', pane });
}

function closePane({ controller, program }: CommandOptions): void {
  if (controller.state.view !== undefined) {
    controller.dispatch({ type: 'view/closed' });
    return;
  }
  const pane = controller.focusedPane();
  if (pane === undefined) controller.dispatch({ type: 'tab/closed' });
  else program.closePane(pane.id);
}

function reconnect(controller: Controller): void {
  const session = controller.focusedSession();
  if (session === undefined) return;
  if (session.status.status === 'open') {
    controller.say(`${session.name} is connected`, 'info');
    return;
  }
  void session.reconnect();
}

async function openPalette(options: CommandOptions): Promise<void> {
  const choices = options.keymap.bindings
    .filter(({ command }) => !/^(send-prefix|palette|focus-pane-\d)$/.test(command))
    .map(({ command, title, keys }) => ({
      value: command,
      label: title,
      detail: keys
        .map((key) => `${prettyKey(options.keymap.prefixName)} ${prettyKey(key)}`)
        .join(', '),
    }));
  const chosen = await options.desk.open({
    kind: 'pick',
    title: 'Commands',
    verb: 'runs',
    placeholder: 'no command is called that',
    choices,
    text: '',
    selected: 0,
  });
  const binding = options.keymap.bindings.find(({ command }) => command === chosen);
  if (binding !== undefined) runCommand(binding.command, options);
  else if (chosen !== undefined) options.controller.say(`there is no command '${chosen}'`, 'info');
}
