import { afterAll, beforeAll, expect, it } from 'vitest';
import { peer } from '../helpers/peers.ts';
import type { Person } from '../helpers/person.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { sshdMissing } from '../helpers/sshd.ts';

peer('sshd', sshdMissing)('what is typed into a pane', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice();
  });
  afterAll(() => device?.close());

  async function atDevice(): Promise<Person> {
    const person = await atShowrun(['core'], { home: homeKnowing({ core: device }), rows: 50 });
    await person.sees(DEVICE_PROMPT);
    return person;
  }

  /** Types bytes while the far end counts them, and gives what has arrived there. */
  async function arrived(person: Person, type: () => void, count: number): Promise<Buffer> {
    person.types(
      "clear; stty raw -echo; printf 'count''ing\\r\\n'; " +
        `got=$(head -c ${count} | od -An -v -tx1 -w24); stty sane; echo "$got"; echo count''ed\r`,
    );
    await person.sees(/^counting/m);
    type();
    await person.sees(/^counted/m);
    const rows = person.screen().match(/^( [0-9a-f]{2})+ *$/gm) ?? [];
    return Buffer.from(rows.join('').replaceAll(' ', ''), 'hex');
  }

  it('reaches the device as it is: every byte but the prefix, which is sent by typing it twice', async () => {
    const person = await atDevice();
    const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i).filter((i) => i !== 0x1d));
    const typed = Buffer.concat([all, Buffer.from([0x1d, 0x1d])]);
    const wanted = Buffer.concat([all, Buffer.from([0x1d])]);
    const got = await arrived(person, () => person.types(typed), wanted.length);
    expect(got.toString('hex')).toBe(wanted.toString('hex'));
  });

  it('reaches the device as it is: arrows, function keys with and without modifiers, Alt, a lone Escape', async () => {
    const person = await atDevice();
    const keys = [
      ...['\x1b[A', '\x1b[B', '\x1bOC', '\x1bOD', '\x1b[H', '\x1b[F', '\x1b[1;5C', '\x1b[1;2A'],
      ...['\x1bOP', '\x1bOS', '\x1b[15~', '\x1b[24~', '\x1b[1;2P', '\x1b[1;2R', '\x1b[1;5R'],
      ...['\x1b[2~', '\x1b[3~', '\x1b[5~', '\x1b[6;5~', '\x1b[Z', '\x1bx', '\x1bB', '\x1b\x7f'],
      ...['\x1b[', 'x', '\x1bO', 'x', '\x1b\x1b[A', '\x7f', '\b', '\0', '\x1b'],
    ];
    const wanted = Buffer.from(keys.join(''), 'latin1');
    const type = () => {
      for (const key of keys) person.types(Buffer.from(key, 'latin1'));
    };
    const got = await arrived(person, type, wanted.length);
    expect(got.toString('latin1')).toBe(wanted.toString('latin1'));
  });

  it('reaches the device as it is: characters of every length, also torn between two reads', async () => {
    const person = await atDevice();
    const wanted = Buffer.from('žluťoučký kůň · 日本語 · 🙂👩‍👩‍👧 · ﷽ · ÿ\u0080\u07ff\uffff');
    const type = () => {
      for (const byte of wanted) person.types(Buffer.from([byte]));
    };
    const got = await arrived(person, type, wanted.length);
    expect(got.toString('hex')).toBe(wanted.toString('hex'));
  });

  it('Ctrl-C, Ctrl-Z and Ctrl-\\ reach the program on the device, not showrun', async () => {
    const person = await atDevice();
    person.types('sleep 1000\r');
    await person.sees('sleep 1000');
    person.presses('ctrl-c');
    await person.sees(/\^C\s+ann@device/);
    person.types('sleep 1001\r');
    await person.sees('sleep 1001');
    person.presses('ctrl-z');
    await person.sees(/Stopped +sleep 1001\s+ann@device/);
    person.types('fg\r');
    await person.sees(/fg\s+sleep 1001/);
    person.presses('ctrl-\\');
    await person.sees(/Quit.*\s+ann@device/);
    person.types('echo alive-$((1+1))\r');
    await person.sees('alive-2');
  });

  it('is pasted in brackets where the program asked for that, and bare where not', async () => {
    const person = await atDevice();
    const text = 'one-line';
    const bracketed = `\x1b[200~${text}\x1b[201~`;
    // bash switches bracketed paste off before each command, as it does for real.
    person.types(
      "clear; stty raw -echo; printf '\\033[?2004hrea''dy\\r\\n'; " +
        `got=$(head -c ${bracketed.length} | od -An -c -w80); printf '\\033[?2004l'; ` +
        `stty sane; echo "$got"; echo d''one\r`,
    );
    await person.sees(/^ready/m);
    person.pastes(text);
    await person.sees(/^done/m);
    expect(person.screen().replace(/ +/g, '')).toContain('033[200~one-line033[201~');
    const bare = await arrived(person, () => person.pastes(text), text.length);
    expect(bare.toString()).toBe(text);
  });

  it('asks before two pasted lines reach a shell; Escape sends nothing, Enter all of it', async () => {
    const person = await atDevice();
    person.pastes('echo first-$((1+1))\necho second-$((1+1))\n');
    await person.sees('Paste 2 lines into core?');
    expect(person.screen()).toContain('echo first-$((1+1))');
    person.presses('escape');
    await person.losesSightOf('Paste 2 lines');
    person.types('echo typed-$((1+1))\r');
    await person.sees('typed-2');
    expect(person.screen()).not.toContain('first-');
    person.pastes('echo first-$((1+1))\necho second-$((1+1))\n');
    await person.sees('Paste 2 lines');
    person.presses('enter');
    await person.losesSightOf('Paste 2 lines');
    // bash takes pastes in brackets: the lines stand at its prompt until Return.
    await person.sees(/echo second-\$\(\(1\+1\)\)/);
    person.presses('enter');
    await person.sees(/^second-2/m);
    expect(person.screen()).toMatch(/^first-2/m);
  });

  it('follows the window: the device is told of each new size', async () => {
    const person = await atDevice();
    person.types("trap 'stty size' WINCH; echo tr''apped\r");
    await person.sees(/^trapped/m);
    person.resizes(90, 40);
    await person.sees(/\b26 90\b/);
    person.presses('ctrl-]', 'z');
    await person.sees(/\b38 90\b/);
    person.presses('ctrl-]', 'z');
    await person.sees(/\b26 90\b[\s\S]*\b38 90\b[\s\S]*\b26 90\b/);
  });
});
