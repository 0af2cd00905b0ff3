import { describe, expect, it } from 'vitest';
import type { InputEvent } from '../../../src/input/input-event.ts';
import { keyName } from '../../../src/input/key-name.ts';
import { loadKeymap } from '../../../src/input/keymap.ts';
import { type InputTarget, Router } from '../../../src/input/router.ts';
import { ByteTokenizer } from '../../../src/input/tokenizer.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

describe('the router', () => {
  it.each([
    '?',
    '\t',
    '\x03',
    '\x1a',
    '\x1e',
    '\x1b[A',
    '\x1bOB',
    '\x1b[1;5C',
    '\x7f',
    '\b',
    '\0',
    'é',
    '\x1bx',
    '\x1b[15~',
    '\x1b[97;5u',
  ])('sends %j to the device untouched', (typed) => {
    const { type, log } = open();

    type(typed);

    expect(log).toEqual([`device ${JSON.stringify(typed)}`]);
  });

  it('takes one key after the prefix for a command', () => {
    const { type, log } = open();

    type('\x1dz');

    expect(log).toEqual(['prefix waiting', 'prefix idle', 'command zoom']);
  });

  it('takes an arrow after the prefix for a command', () => {
    const { type, log } = open();

    type('\x1d');
    type('\x1b[D');

    expect(log).toEqual(['prefix waiting', 'prefix idle', 'command focus-left']);
  });

  it('sends the prefix itself when it is pressed twice', () => {
    const { type, log } = open();

    type('\x1d\x1d');

    expect(log).toEqual(['prefix waiting', 'prefix idle', 'device "\\u001d"']);
  });

  it('finds the prefix in the middle of what was typed, and asks again where the rest goes', () => {
    const { type, log, to } = open();
    to.next = ['device', ...Array<'chrome'>(4).fill('chrome')];

    type('sh\x1drrun');

    expect(log).toEqual([
      'device "sh"',
      'prefix waiting',
      'prefix idle',
      'command focus-repl',
      'key r',
      'key u',
      'key n',
    ]);
  });

  it('gives the device what was typed behind the key that closed a layer of ours', () => {
    const { type, log, to } = open();
    to.next = ['chrome', 'chrome', 'device'];

    type('qshow\r');

    expect(log).toEqual(['key q', 'device "show\\r"']);
  });

  it('leaves a prefix inside a paste alone', () => {
    const { type, log } = open();

    type('\x1b[200~a\x1dz\x1b[31mb\x1b[201~');

    expect(log).toEqual(['paste device "a\\u001dz\\u001b[31mb"']);
  });

  it('calls the prefix off with Escape', () => {
    const { type, log } = open();

    type('\x1d');
    type('\x1b');

    expect(log).toEqual(['prefix waiting', 'prefix idle']);
  });

  it('calls the prefix off when a paste comes', () => {
    const { type, log } = open();

    type('\x1d\x1b[200~x\x1b[201~');

    expect(log).toEqual(['prefix waiting', 'prefix idle', 'paste device "x"']);
  });

  it('says which key meant nothing', () => {
    const { type, log } = open();

    type('\x1dQ');

    expect(log).toEqual(['prefix waiting', 'prefix idle', 'unknown Q']);
  });

  it('gives keys to our own layers', () => {
    const { type, log } = open({ target: 'chrome' });

    type('a\x1b[A\x03');

    expect(log).toEqual(['key a', 'key up', 'key ctrl-c']);
  });

  it('sees the prefix behind an ESC that came with it', () => {
    const { type, log } = open();

    type('\x1b\x1dz');

    expect(log).toEqual(['device "\\u001b"', 'prefix waiting', 'prefix idle', 'command zoom']);
  });

  it('knows the prefix in the form of the kitty protocol', () => {
    const { type, log, router } = open();
    router.setKeyboard('kitty');

    type('\x1b[93;5uz');

    expect(log).toEqual(['prefix waiting', 'prefix idle', 'command zoom']);
  });

  it('translates kitty keys for a device only when the terminal speaks that protocol', () => {
    const { type, log, router } = open();
    router.setKeyboard('kitty');

    type('\x1b[97;5u\x1b[27u\x1b[120;3u\x1b[99;5:3u\x1b[A');

    expect(log).toEqual([
      'device "\\u0001"',
      'device "\\u001b"',
      'device "\\u001bx"',
      'device "\\u001b[A"',
    ]);
  });

  it('takes another prefix from the keymap, even one of several bytes', () => {
    const { type, log } = open({ keymap: { prefix: 'f12' } });

    type('\x1d\x1b[24~q');

    expect(log).toEqual(['device "\\u001d"', 'prefix waiting', 'prefix idle', 'command quit']);
  });

  it('passes mouse, focus and replies on and never to the device', () => {
    const { type, log } = open();

    type('\x1b[<0;3;4M\x1b[I\x1b[?1;2c');

    expect(log).toEqual(['mouse press 2,3', 'focus true', 'reply "\\u001b[?1;2c"']);
  });

  it('forgets a waiting prefix on reset', () => {
    const { type, log, router } = open();
    type('\x1d');

    router.reset();
    type('z');

    expect(log).toEqual(['prefix waiting', 'prefix idle', 'device "z"']);
  });
});

function open(options: { target?: InputTarget; keymap?: unknown } = {}) {
  const log: string[] = [];
  const to: { next: InputTarget[] } = { next: [] };
  const text = (bytes: Uint8Array) => JSON.stringify(Buffer.from(bytes).toString());
  const router = new Router({
    keymap: loadKeymap(options.keymap).keymap,
    target: () => to.next.shift() ?? options.target ?? 'device',
    onDeviceBytes: (bytes) => log.push(`device ${text(bytes)}`),
    onKey: (key) => log.push(`key ${keyName(key)}`),
    onPaste: (bytes, target) => log.push(`paste ${target} ${text(bytes)}`),
    onMouse: ({ action, x, y }) => log.push(`mouse ${action} ${x},${y}`),
    onFocus: (isFocused) => log.push(`focus ${isFocused}`),
    onCommand: (command) => log.push(`command ${command}`),
    onUnknown: (key) => log.push(`unknown ${keyName(key)}`),
    onPrefix: (state) => log.push(`prefix ${state}`),
    onReply: (bytes) => log.push(`reply ${text(bytes)}`),
  });
  const clock = new FakeClock();
  const tokenizer = new ByteTokenizer({
    clock,
    onEvent: (event: InputEvent) => router.event(event),
  });
  const type = (typed: string) => {
    tokenizer.push(Buffer.from(typed));
    clock.advance(30);
  };
  return { router, log, to, type };
}
