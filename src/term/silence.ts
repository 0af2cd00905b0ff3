import type { Terminal } from './terminal.ts';

/**
 * Control strings a device may not use: colours of the palette (4, 10-12, 104, 110-112), links (8), and all that would
 * act on the person's own desktop. xterm.js knows only some of them; the others are listed so that a later version stays silent too.
 */
const SILENT_OSC = [4, 7, 8, 9, 10, 11, 12, 50, 52, 99, 104, 110, 111, 112, 133, 633, 777, 1337];

/** Makes the listed control strings do nothing. */
export function silenceStrings(terminal: Terminal): void {
  for (const ident of SILENT_OSC) terminal.parser.registerOscHandler(ident, () => true);
}
