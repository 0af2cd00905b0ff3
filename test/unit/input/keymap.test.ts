import { describe, expect, it } from 'vitest';
import { BINDINGS, COMMANDS } from '../../../src/input/bindings.ts';
import { decodeKeys } from '../../../src/input/key.ts';
import { keyName, parseKeyName } from '../../../src/input/key-name.ts';
import { commandOf, loadKeymap } from '../../../src/input/keymap.ts';

describe('the built-in keymap', () => {
  it('binds every command once, with keys that exist', () => {
    expect(BINDINGS.map(({ command }) => command).toSorted()).toEqual([...COMMANDS].toSorted());
    for (const { keys, title } of BINDINGS) {
      expect(keys.length).toBeGreaterThan(0);
      expect(title).toMatch(/^[A-Z]/);
      for (const name of keys) expect(parseKeyName(name), name).toBeDefined();
    }
  });

  it('gives no key to two commands', () => {
    const names = BINDINGS.flatMap(({ keys }) => keys);

    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['h', 'focus-left'],
    ['\x1b[A', 'focus-up'],
    ['7', 'focus-pane-7'],
    ['H', 'resize-left'],
    ['%', 'split-right'],
    ['"', 'split-down'],
    ['R', 'reconnect'],
    ['r', 'focus-repl'],
    ['\x0c', 'redraw'],
    ['\x1a', 'suspend'],
    ['?', 'help'],
  ])('%j means %s', (typed, command) => {
    const [pressed] = decodeKeys({ bytes: Buffer.from(typed) });
    expect(pressed && commandOf(loadKeymap(undefined).keymap, pressed)).toBe(command);
  });
});

describe("a person's own keymap", () => {
  it('rebinds commands and the prefix', () => {
    const { keymap, problems } = loadKeymap({
      prefix: 'C-b',
      bindings: { zoom: ['f', 'z'], quit: 'Q', suspend: [] },
    });

    expect(problems).toEqual([]);
    expect(keyName(keymap.prefix)).toBe('ctrl-b');
    expect(keysOf(keymap, 'zoom')).toEqual(['f', 'z']);
    expect(keysOf(keymap, 'quit')).toEqual(['Q']);
    expect(keysOf(keymap, 'suspend')).toEqual([]);
    expect(keysOf(keymap, 'send-prefix')).toEqual(['ctrl-b']);
  });

  it('takes a key away from the command that had it', () => {
    const { keymap } = loadKeymap({ bindings: { zoom: 'h' } });

    expect(keysOf(keymap, 'zoom')).toEqual(['h']);
    expect(keysOf(keymap, 'focus-left')).toEqual(['left']);
  });

  it.each([
    [
      { prefix: 'ctrl-enterr' },
      'prefix: "ctrl-enterr" is not a key; write it like "ctrl-]" or "f12"',
    ],
    [{ prefix: 'x' }, 'prefix: "x" is needed for typing; hold ctrl or alt with it'],
    [{ prefix: 7 }, 'prefix: 7 is not a key; write it like "ctrl-]" or "f12"'],
    [{ bindings: { zooom: 'z' } }, 'bindings: there is no command "zooom"'],
    [{ bindings: { zoom: 'nokey' } }, 'bindings: zoom: "nokey" is not a key'],
    [{ bindings: { zoom: 'y', quit: 'y' } }, 'bindings: quit: y already belongs to zoom'],
    [{ bindings: [] }, 'bindings: must be an object of command to keys'],
    [{ keys: {} }, '"keys" is not known here'],
    [[], 'the keymap must be an object with "prefix" and "bindings"'],
    [
      { bindings: { '\x1b]0;evil\x07': 'z' } },
      'bindings: there is no command "\\u001b]0;evil\\u0007"',
    ],
  ])('names what is wrong in %j and keeps the default', (json, problem) => {
    const { keymap, problems } = loadKeymap(json);

    expect(problems).toEqual([problem]);
    expect(keysOf(keymap, 'zoom').length).toBeGreaterThan(0);
    expect(keymap.prefixName).toBe('ctrl-]');
  });
});

function keysOf(keymap: ReturnType<typeof loadKeymap>['keymap'], command: string) {
  return keymap.bindings.find((binding) => binding.command === command)?.keys ?? [];
}
