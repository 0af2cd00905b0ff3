import type { Key } from '../core/key.ts';

/** What a CSI sequence says was pressed: xterm, rxvt, Linux console, CSI-u (kitty) and modifyOtherKeys forms. */
export function csiKey(text: string): Key | 'released' | undefined {
  const console = /^\x1b\[\[([A-E])$/.exec(text);
  if (console !== null) return named(`f${(console[1] ?? 'A').charCodeAt(0) - 0x40}`, 1);
  const match = /^\x1b\[([\d;:]*)([A-Za-z~^$@])$/.exec(text);
  if (match === null) return undefined;
  const [, parameters = '', final = ''] = match;
  const fields = parameters.split(';').map((field) => field.split(':').map(Number));
  const [modifiers = 1, event = 1] = fields[1] ?? [];
  if (event === RELEASED) return 'released';
  if (final === 'u') return codeKey(fields[0]?.[0] ?? 0, modifiers || 1);
  if (final === '~' && fields[0]?.[0] === OTHER_KEYS) {
    return codeKey(fields[2]?.[0] ?? 0, modifiers || 1);
  }
  if ('~^$@'.includes(final)) {
    const name = TILDE.get(fields[0]?.[0] ?? 0);
    return name === undefined ? undefined : named(name, RXVT_MODIFIERS[final] ?? (modifiers || 1));
  }
  if (final === 'Z') return { ...named('tab', modifiers || 1), shift: true };
  const name = LETTER.get(final);
  if (name !== undefined) return named(name, modifiers || 1);
  const arrow = parameters === '' ? LETTER.get(final.toUpperCase()) : undefined;
  return arrow !== undefined && 'abcd'.includes(final) ? named(arrow, SHIFTED) : undefined;
}

/** What an SS3 sequence says: cursor and function keys, the keypad in application mode. */
export function ss3Key(text: string): Key | undefined {
  const match = /^\x1bO([A-Za-y ])$/.exec(text);
  if (match === null) return undefined;
  const final = match[1] ?? '';
  if (final === 'M') return named('enter', 1);
  if (final === 'I') return named('tab', 1);
  const name = LETTER.get(final);
  if (name !== undefined) return named(name, 1);
  if ('abcd'.includes(final)) return named(LETTER.get(final.toUpperCase()) ?? 'up', CONTROLLED);
  // Keypad: the letters j to y stand for * to 9, 64 below them in ASCII.
  const sign =
    final >= 'j' && final <= 'y' ? String.fromCharCode(final.charCodeAt(0) - 0x40) : undefined;
  return sign === undefined ? undefined : { ...named(sign, 1), text: sign };
}

const RELEASED = 3;
const OTHER_KEYS = 27;
const SHIFTED = 2;
const CONTROLLED = 5;

/** rxvt says what was held by the final character. */
const RXVT_MODIFIERS: Readonly<Record<string, number>> = { '^': 5, $: 2, '@': 6 };

const LETTER: ReadonlyMap<string, string> = new Map([
  ['A', 'up'],
  ['B', 'down'],
  ['C', 'right'],
  ['D', 'left'],
  ['E', 'begin'],
  ['F', 'end'],
  ['H', 'home'],
  ['P', 'f1'],
  ['Q', 'f2'],
  ['R', 'f3'],
  ['S', 'f4'],
]);

const TILDE: ReadonlyMap<number, string> = new Map([
  [1, 'home'],
  [2, 'insert'],
  [3, 'delete'],
  [4, 'end'],
  [5, 'pageup'],
  [6, 'pagedown'],
  [7, 'home'],
  [8, 'end'],
  ...[11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34].map(
    (code, index): [number, string] => [code, `f${index + 1}`],
  ),
]);

/** Keys without a character of their own in the CSI-u form (kitty keyboard protocol, functional key definitions). */
const CODES: ReadonlyMap<number, string> = new Map([
  [8, 'backspace'],
  [9, 'tab'],
  [13, 'enter'],
  [27, 'escape'],
  [32, 'space'],
  [127, 'backspace'],
  [57_414, 'enter'],
  [57_417, 'left'],
  [57_418, 'right'],
  [57_419, 'up'],
  [57_420, 'down'],
  [57_421, 'pageup'],
  [57_422, 'pagedown'],
  [57_423, 'home'],
  [57_424, 'end'],
  [57_425, 'insert'],
  [57_426, 'delete'],
]);

/** The keypad's signs in the same table, from 57399. */
const KEYPAD = '0123456789./*-+';

function codeKey(code: number, modifiers: number): Key | undefined {
  const sign = KEYPAD[code - 57_399];
  const name = CODES.get(code);
  if (name !== undefined && name !== 'space') return named(name, modifiers);
  if (code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  // The private use area holds keys with no meaning for us: media keys, lone modifiers.
  if (sign === undefined && code >= 57_344 && code <= 63_743) return undefined;
  const character = sign ?? String.fromCodePoint(code);
  const pressed = named(name ?? character.toLowerCase(), modifiers);
  if (pressed.ctrl || pressed.alt) return pressed;
  return { ...pressed, text: pressed.shift ? character.toUpperCase() : character };
}

/** `modifiers` is one more than the sum of Shift 1, Alt 2, Ctrl 4 (xterm, modified keys). */
function named(name: string, modifiers: number): Key {
  const held = modifiers - 1;
  return {
    name,
    shift: (held & 1) !== 0,
    alt: (held & 2) !== 0,
    ctrl: (held & 4) !== 0,
    text: '',
  };
}
