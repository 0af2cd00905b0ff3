import { csiKey } from './key-sequences.ts';

/**
 * A sequence of the kitty keyboard protocol as the bytes an ordinary terminal would have sent; what is not one comes back as it
 * is. Key releases are nothing. Panes speak the ordinary language, whatever the person's terminal speaks.
 */
export function kittyToLegacy(sequence: string): string {
  const functionKey = /^\x1b\[([PQS])$/.exec(sequence);
  if (functionKey !== null) return `\x1bO${functionKey[1]}`;
  if (sequence === '\x1b[13~') return '\x1bOR';
  if (!/^\x1b\[[\d;:]*u$/.test(sequence)) return withoutEvent(sequence);
  const pressed = csiKey(sequence);
  if (pressed === 'released' || pressed === undefined) return '';
  const { name, ctrl, alt, shift } = pressed;
  const plain = named(name, { ctrl, shift });
  return alt ? `\x1b${plain}` : plain;
}

/** `CSI 1;5:1A` as `CSI 1;5A`; nothing for a release. */
function withoutEvent(sequence: string): string {
  const match = /^(\x1b\[[\d;]*):([123])([A-Za-z~])$/.exec(sequence);
  if (match === null) return sequence;
  return match[2] === '3' ? '' : `${match[1]}${match[3]}`;
}

function named(name: string, held: { ctrl: boolean; shift: boolean }): string {
  const cursor = CURSOR[name];
  if (cursor !== undefined) return cursor;
  switch (name) {
    case 'escape':
      return '\x1b';
    case 'enter':
      return '\r';
    case 'tab':
      return held.shift ? '\x1b[Z' : '\t';
    case 'backspace':
      return held.ctrl ? '\b' : '\x7f';
    case 'space':
      return held.ctrl ? '\0' : ' ';
    default:
      return held.ctrl ? control(name) : held.shift ? name.toUpperCase() : name;
  }
}

const CURSOR: Readonly<Record<string, string>> = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  insert: '\x1b[2~',
  delete: '\x1b[3~',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
};

/** The control character of a key as terminals have always sent it; the digits and signs are those of the VT220. */
function control(name: string): string {
  const code = name.charCodeAt(0);
  if (code >= 0x61 && code <= 0x7a) return String.fromCharCode(code - 0x60);
  const known = CONTROLS[name];
  return known === undefined ? name : String.fromCharCode(known);
}

const CONTROLS: Readonly<Record<string, number>> = {
  '@': 0x00,
  '2': 0x00,
  '[': 0x1b,
  '3': 0x1b,
  '\\': 0x1c,
  '4': 0x1c,
  ']': 0x1d,
  '5': 0x1d,
  '^': 0x1e,
  '6': 0x1e,
  _: 0x1f,
  '-': 0x1f,
  '/': 0x1f,
  '7': 0x1f,
  '?': 0x7f,
  '8': 0x7f,
};
