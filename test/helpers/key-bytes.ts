/** Names of keys as a person says them: `enter`, `up`, `f5`, `ctrl-]`, `alt-x`, `shift-tab`, or one character. */
export function keyBytes(name: string, isApplicationCursor: boolean): string {
  const fixed = FIXED[name];
  if (fixed !== undefined) return fixed;
  const cursor = CURSOR[name];
  if (cursor !== undefined) return `\x1b${isApplicationCursor ? 'O' : '['}${cursor}`;
  const [modifier, rest] = split(name);
  if (modifier === 'alt') return `\x1b${keyBytes(rest, isApplicationCursor)}`;
  if (modifier === 'ctrl' && rest.length === 1) return controlByte(rest);
  const letter = CURSOR[rest];
  if (letter !== undefined && modifier !== undefined) {
    return `\x1b[1;${MODIFIERS[modifier] ?? 1}${letter}`;
  }
  if ([...name].length === 1) return name;
  throw new Error(`no such key: ${name}`);
}

const MODIFIERS: Readonly<Record<string, number>> = { shift: 2, alt: 3, ctrl: 5 };

const CURSOR: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  home: 'H',
  end: 'F',
};

const FIXED: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  escape: '\x1b',
  space: ' ',
  backspace: '\x7f',
  insert: '\x1b[2~',
  delete: '\x1b[3~',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f6: '\x1b[17~',
  f7: '\x1b[18~',
  f8: '\x1b[19~',
  f9: '\x1b[20~',
  f10: '\x1b[21~',
  f11: '\x1b[23~',
  f12: '\x1b[24~',
  'ctrl-space': '\0',
};

function split(name: string): [string | undefined, string] {
  const match = /^(shift|alt|ctrl)-(.+)$/s.exec(name);
  return match ? [match[1], match[2] ?? ''] : [undefined, name];
}

// The control characters sit 64 below their letters (ECMA-48 table 1); Ctrl-? is DEL.
function controlByte(character: string): string {
  if (character === '?') return '\x7f';
  const code = character.toUpperCase().charCodeAt(0);
  if (code < 0x40 || code > 0x5f) throw new Error(`no such key: ctrl-${character}`);
  return String.fromCharCode(code - 0x40);
}
