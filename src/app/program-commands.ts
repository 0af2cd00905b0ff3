import { safe } from '../core/safe.ts';
import { choosePlatform } from '../ui/choose-platform.ts';
import type { ProgramCommands } from '../ui/commands.ts';
import { connectionLines } from '../ui/connection-lines.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

/** What the keymap's commands do to the program as a whole. */
export function programCommands(options: AppOptions, parts: Parts): ProgramCommands {
  const { tty, store, compositor, quit } = options;
  const { panes, tables, replays, again, controller, desk, legacy, logDesk, hints, copies } = parts;
  return {
    openHost: (at) => panes.askForHost(at),
    closePane: (pane) => panes.close(pane),
    reopenPane: () => panes.reopen(),
    readOldLines: () => panes.readOldLines(),
    showTable: (shows) => void tables.show(shows),
    runInView: (command) => tables.run(command),
    choosePlatform: () => {
      const { desk, backstage } = parts;
      void choosePlatform({ controller, desk, platforms: backstage.platforms });
    },
    switchLegacy: (session) => legacy.switch(session),
    showConnection: (session) => {
      const lines = connectionLines(session);
      void desk.open({ kind: 'message', title: safe(session.name, 60), lines });
    },
    switchLog: (session) => logDesk.switchLog(session),
    writeNote: (session) => logDesk.writeNote(session),
    showHints: () => hints.open(),
    copyBlock: () => {
      if (parts.history.desk.shown === undefined) copies.open();
      else parts.history.desk.copyChosen();
    },
    searchRecordings: () => parts.history.desk.open(),
    openRecording: () => void replays.choose(),
    runInRecording: (command) => replays.run(command),
    endAgain: () => again.end(),
    toggleMouse: () => {
      const mouse = store.value.mouse === 'on' ? 'off' : 'on';
      tty.setMouse(mouse);
      store.dispatch({ type: 'mouse/switched', mouse });
      controller.say(WHOSE_MOUSE[mouse], 'info');
    },
    redraw: () => {
      compositor.reset();
      compositor.paint();
    },
    ring: () => tty.write('\x07'),
    suspend: () => tty.suspend(),
    quit: () => quit(0),
  };
}

const WHOSE_MOUSE = {
  on: 'showrun has the mouse',
  off: 'the terminal has the mouse: select and copy as usual',
} as const;
