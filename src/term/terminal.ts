import xterm from '@xterm/headless';
import type { Size } from '../core/size.ts';
import { unicodeProvider } from './unicode.ts';

/** xterm.js without a screen. Only this folder knows it. */
export type Terminal = InstanceType<typeof xterm.Terminal>;

/**
 * A fresh terminal: current Unicode widths, no log (xterm.js would print its parsing errors onto our screen), no window reports.
 * It has at least 2 columns and 1 row.
 */
export function createTerminal(size: Size, scrollbackLines: number): Terminal {
  const options = {
    cols: Math.max(2, size.cols),
    rows: Math.max(1, size.rows),
    scrollback: scrollbackLines,
    logLevel: 'off',
    // `unicode` counts as proposed API.
    allowProposedApi: true,
    // `writeNow` pretends user input, which would jump back from old lines. Missing in the typings of the headless build.
    scrollOnUserInput: false,
  } as const;
  const terminal = new xterm.Terminal(options);
  terminal.unicode.register(unicodeProvider);
  terminal.unicode.activeVersion = unicodeProvider.version;
  return terminal;
}

/**
 * Parses now instead of in a timer: after user input xterm.js parses the next write at once, if nothing is waiting.
 * `data` must not be empty.
 */
export function writeNow(terminal: Terminal, data: Uint8Array | string): void {
  terminal.input('', true);
  terminal.write(data);
}
