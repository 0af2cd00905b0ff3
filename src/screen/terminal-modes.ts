/** Everything we switch on, and the way back. One list, so that no way out can forget a mode. */
export interface TerminalModes {
  readonly mouse: 'on' | 'off';
}

/** The sequences that take over the screen. */
export function enterSequence({ mouse }: TerminalModes): string {
  return [
    '\x1b[?1049h', // alternate screen
    '\x1b[2J\x1b[H',
    '\x1b[?2004h', // bracketed paste
    '\x1b[?1004h', // focus reports
    mouse === 'on' ? MOUSE_ON : '',
  ].join('');
}

export const MOUSE_ON = '\x1b[?1002h\x1b[?1006h';
export const MOUSE_OFF = '\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l';

/** The sequences that give it back, whatever was on: ours, and those mirrored from a pane. */
export function leaveSequence(): string {
  return [
    '\x1b[?2026l', // synchronised output
    MOUSE_OFF,
    '\x1b[?1004l',
    '\x1b[?2004l',
    '\x1b[<u', // kitty keyboard flags
    '\x1b[?1l\x1b>', // application cursor keys, keypad
    '\x1b[0 q', // cursor style
    '\x1b[0m',
    '\x1b[?25h', // cursor
    '\x1b[?1049l',
  ].join('');
}
