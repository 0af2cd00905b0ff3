import { describe, expect, it } from 'vitest';
import { decodeKeys, isSameKey } from '../../../src/input/key.ts';
import { keyName, parseKeyName } from '../../../src/input/key-name.ts';

describe('keys', () => {
  it.each([
    ['a', 'a'],
    ['A', 'A'],
    ['%', '%'],
    [' ', 'space'],
    ['é', 'é'],
    ['你', '你'],
    ['\r', 'enter'],
    ['\t', 'tab'],
    ['\x7f', 'backspace'],
    ['\b', 'backspace'],
    ['\x1b', 'escape'],
    ['\x01', 'ctrl-a'],
    ['\n', 'ctrl-j'],
    ['\0', 'ctrl-space'],
    ['\x1c', 'ctrl-\\'],
    ['\x1d', 'ctrl-]'],
    ['\x1e', 'ctrl-^'],
    ['\x1f', 'ctrl-_'],
    ['\x1bx', 'alt-x'],
    ['\x1bX', 'alt-X'],
    ['\x1b\r', 'alt-enter'],
    ['\x1b\x7f', 'alt-backspace'],
    ['\x1b[', 'alt-['],
    ['\x1b[A', 'up'],
    ['\x1bOB', 'down'],
    ['\x1b[1;5C', 'ctrl-right'],
    ['\x1b[1;2D', 'shift-left'],
    ['\x1b[1;8H', 'ctrl-alt-shift-home'],
    ['\x1b\x1b[A', 'alt-up'],
    ['\x1b[a', 'shift-up'],
    ['\x1bOd', 'ctrl-left'],
    ['\x1b[Z', 'shift-tab'],
    ['\x1b[1;6Z', 'ctrl-shift-tab'],
    ['\x1b[1~', 'home'],
    ['\x1b[2~', 'insert'],
    ['\x1b[3~', 'delete'],
    ['\x1b[4~', 'end'],
    ['\x1b[5~', 'pageup'],
    ['\x1b[6~', 'pagedown'],
    ['\x1b[3;5~', 'ctrl-delete'],
    ['\x1b[3^', 'ctrl-delete'],
    ['\x1b[3$', 'shift-delete'],
    ['\x1bOP', 'f1'],
    ['\x1bOS', 'f4'],
    ['\x1b[15~', 'f5'],
    ['\x1b[17~', 'f6'],
    ['\x1b[24~', 'f12'],
    ['\x1b[34~', 'f20'],
    ['\x1b[1;2P', 'shift-f1'],
    ['\x1b[[A', 'f1'],
    ['\x1b[[E', 'f5'],
    ['\x1b[13~', 'f3'],
    ['\x1bOM', 'enter'],
    ['\x1bOk', '+'],
    ['\x1bOy', '9'],
    ['\x1b[97;5u', 'ctrl-a'],
    ['\x1b[27u', 'escape'],
    ['\x1b[13;2u', 'shift-enter'],
    ['\x1b[93;5u', 'ctrl-]'],
    ['\x1b[120;3u', 'alt-x'],
    ['\x1b[97:65;2u', 'A'],
    ['\x1b[32;5u', 'ctrl-space'],
    ['\x1b[57419u', 'up'],
    ['\x1b[57400u', '1'],
    ['\x1b[233u', 'é'],
    ['\x1b[27;5;9~', 'ctrl-tab'],
    ['\x1b[27;6;97~', 'ctrl-shift-a'],
  ])('%j is %s', (bytes, name) => {
    expect(decodeKeys({ bytes: Buffer.from(bytes) }).map(keyName)).toEqual([name]);
  });

  it.each([
    '\x1b[99;5:3u',
    '\x1b[1;1:3A',
    '\x1b[57358u',
    '\x1b[999~',
    '\x1b[?1x',
    '\x1b[999999999999u',
    '\x1b[55296u',
  ])('nothing was pressed in %j', (bytes) => {
    expect(decodeKeys({ bytes: Buffer.from(bytes) })).toEqual([]);
  });

  it('insert what was typed', () => {
    const texts = (typed: string) =>
      decodeKeys({ bytes: Buffer.from(typed) }).map(({ text }) => text);

    expect(texts('Hé %\r\x01')).toEqual(['H', 'é', ' ', '%', '', '']);
    expect(texts('e\u0301')).toEqual(['e\u0301']);
    expect(texts('\x1b[65;2u')).toEqual(['A']);
    expect(texts('\x1bx')).toEqual(['']);
  });

  it('hold a long run of text as one', () => {
    const run = 'description to core '.repeat(500);

    expect(decodeKeys({ bytes: Buffer.from(run) })).toMatchObject([{ name: 'text', text: run }]);
  });

  it('ESC twice is two keys', () => {
    expect(decodeKeys({ bytes: Buffer.from('\x1b\x1b') }).map(keyName)).toEqual([
      'escape',
      'escape',
    ]);
  });

  it.each([
    'ctrl-]',
    'alt-x',
    'left',
    'R',
    '%',
    'shift-tab',
    'ctrl-alt-f5',
    'space',
    '-',
    'ctrl--',
    '"',
  ])('keep their name %s', (name) => {
    const parsed = parseKeyName(name);
    expect(parsed && keyName(parsed)).toBe(name);
  });

  it.each([
    ['Ctrl-L', 'ctrl-l'],
    ['C-b', 'ctrl-b'],
    ['M-x', 'alt-x'],
    ['meta-x', 'alt-x'],
    [' Enter ', 'enter'],
    ['shift-r', 'R'],
  ])('may be written %j', (written, name) => {
    const parsed = parseKeyName(written);
    expect(parsed && keyName(parsed)).toBe(name);
  });

  it.each(['', 'ctrl-', 'hyper-x', 'enterr', 'ab', '\x1b', ' '])('are not %j', (written) => {
    expect(parseKeyName(written)).toBeUndefined();
  });

  it('are the same whether or not a sign needed Shift', () => {
    const [plain] = decodeKeys({ bytes: Buffer.from('%') });
    const [shifted] = decodeKeys({ bytes: Buffer.from('\x1b[37;2u') });

    expect(plain && shifted && isSameKey(plain, shifted)).toBe(true);
  });
});
