import type { Command, RunContext } from '../command.ts';
import { EXEC } from '../mode.ts';

/** Settings of this login only. */
export const terminalCommands: readonly Command[] = [
  setting(
    'length <rows:0-512>',
    ['Set number of lines on a screen', 'Number of lines on screen (0 for no pausing)'],
    ({ settings }, value) => {
      settings.lengthRows = value;
    },
  ),
  setting(
    'width <columns:0-512>',
    ['Set width of the display terminal', 'Number of characters on a screen line'],
    ({ settings }, value) => {
      settings.widthCols = value;
    },
  ),
  setting(
    'history size <lines:0-256>',
    [
      'Enable and control the command history function',
      'Set history buffer size',
      'Size of history buffer',
    ],
    ({ settings }, value) => {
      settings.historySize = value;
    },
  ),
  setting('monitor', ['Copy debug output to the current terminal line'], ({ settings }) => {
    settings.isMonitoring = true;
  }),
  setting('no monitor', ['Copy debug output to the current terminal line'], ({ settings }) => {
    settings.isMonitoring = false;
  }),
  setting('no length', ['Set number of lines on a screen'], ({ settings }) => {
    settings.lengthRows = 24;
  }),
  setting('no width', ['Set width of the display terminal'], ({ settings }) => {
    settings.widthCols = 80;
  }),
];

function setting(
  path: string,
  help: readonly string[],
  set: (terminal: RunContext['terminal'], value: number) => void,
): Command {
  return {
    modes: EXEC,
    path: `terminal ${path}`,
    help,
    run: ({ terminal }, args) => {
      set(terminal, Number(Object.values(args)[0] ?? 0));
      return undefined;
    },
  };
}
