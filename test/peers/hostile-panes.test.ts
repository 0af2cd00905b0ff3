import { readFileSync } from 'node:fs';
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
import { foreignSequences } from '../helpers/terminal-sequences.ts';

peer('sshd', sshdMissing)('a device that prints what it should not', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice();
  });
  afterAll(() => device?.close());

  /** A pane on a hostile device, with the focus, beside one on a well-behaved device. */
  async function atBoth(): Promise<Person> {
    const home = homeKnowing({ hostile: device, calm: device });
    const person = await atShowrun(['hostile', 'calm'], { home, cols: 120, rows: 36 });
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length === 3);
    return person;
  }

  /** What the terminal must never be sent, whatever a device prints. */
  function expectNothingForeign(person: Person): void {
    expect(foreignSequences(person.rawOutput)).toEqual([]);
    expect(dangerousCharacters(person.rawOutput)).toEqual([]);
    expect(person.title).toBe('');
    expect(person.modes()).toMatchObject({ kittyKeyboard: 0, isAlternateScreen: true });
  }

  it('floods: the pane beside it echoes on, Ctrl-C ends the flood', async () => {
    const person = await atBoth();
    person.types('yes "flood $(seq -s- 20)"\r');
    await person.sees(/flood 1-2-3[\s\S]*flood 1-2-3/);
    person.presses('ctrl-]', '2');
    for (const word of ['one', 'two', 'three']) {
      person.types(`echo calm-${word}-$((40+2))\r`);
      await person.sees(`calm-${word}-42`, { withinMs: 3_000 });
    }
    person.presses('ctrl-]', '1', 'ctrl-c');
    await person.sees(/\^C\s*│[\s\S]*ann@device:~\$ *│/);
    person.types('echo over-$((1+1))\r');
    await person.sees('over-2');
    expectNothingForeign(person);
  });

  it('floods with 300 MB: memory stays within its bound', async () => {
    const person = await atBoth();
    const before = memoryMb(person.pid, 'VmRSS');
    person.types('yes "$(seq -s- 30)" | head -c 300000000; echo; echo flood-$((1+1))-over\r');
    await person.sees('flood-2-over', { withinMs: 90_000 });
    expect(memoryMb(person.pid, 'VmHWM') - before).toBeLessThan(100);
    person.presses('ctrl-]', '2').types('echo calm-$((1+1))\r');
    await person.sees('calm-2');
  });

  it('sends counts that would keep an emulator busy for minutes: nobody waits', async () => {
    const person = await atBoth();
    const bombs = ['L', 'M', 'S', 'T', 'b', 'I', 'Z', '@', 'P', 'X'].map(
      (final) => `A\\033[2147483647${final}`,
    );
    person.types(
      `for i in $(seq 300); do printf '${bombs.join('')}'; done; printf '\\033c'; clear\r`,
    );
    person.presses('ctrl-]', '2');
    for (const word of ['one', 'two']) {
      person.types(`echo calm-${word}-$((40+2))\r`);
      await person.sees(`calm-${word}-42`, { withinMs: 3_000 });
    }
    person.presses('ctrl-]', '1').types('echo hostile-$((40+2))\r');
    await person.sees('hostile-42');
    expectNothingForeign(person);
  });

  it('asks the terminal for answers without end: few are given', async () => {
    const person = await atBoth();
    person.types(
      `stty raw -echo; yes "$(printf '\\033[6n\\033[c\\033[5n')" | head -c 1000000; ` +
        `got=$(timeout 1 head -c 1000000 | wc -c); stty sane; echo answered-$got-bytes\r`,
    );
    const screen = await person.sees(/answered-\d+-bytes/, { withinMs: 30_000 });
    expect(Number(/answered-(\d+)-bytes/.exec(screen)?.[1])).toBeLessThan(3_000);
    expectNothingForeign(person);
  });

  it('sets titles, the clipboard, links, modes and reads them back: the terminal never hears of it', async () => {
    const person = await atBoth();
    const modes = person.modes();
    const bad = [
      '\\033]0;PWNED\\007',
      '\\033]2;PWNED\\033\\\\',
      '\\033]52;c;UFdORUQ=\\007',
      '\\033]8;;http://pwned.example\\007link\\033]8;;\\007',
      '\\033]9;PWNED\\007\\033]99;;PWNED\\007\\033]777;notify;PWNED;PWNED\\007',
      '\\033]1337;File=inline=1:UFdORUQ=\\007\\033]7;file:///pwned\\007',
      '\\033]4;1;#ff0000\\007\\033]10;#ff0000\\007\\033]50;PWNED\\007',
      '\\033P$qm\\033\\\\\\033P+q544e\\033\\\\\\033Pq#0;2;0;0;0~\\033\\\\',
      '\\033_Gf=24;UFdORUQ=\\033\\\\\\033^PWNED\\033\\\\\\033XPWNED\\033\\\\',
      '\\033[?1000h\\033[?1003h\\033[?1006h\\033[?1004h\\033[?9h',
      '\\033[>1u\\033[=5u\\033[>4;2m\\033[?2026h\\033[?3h\\033[?5h\\033[8;10;10t\\033[3;0;0t\\033[21t',
      '\\033[?1049h\\033[?1049l\\033[4h\\033[20h\\033(0qqq\\033(B\\016\\017\\033c\\033[!p\\033#8',
      '\\302\\233\\062J\\302\\2350;PWNED\\302\\234\\005\\007\\010\\013',
    ];
    person.types(`printf '${bad.join('')}'; echo; echo tried-$((1+1))\r`);
    await person.sees('tried-2');
    expectNothingForeign(person);
    expect(person.modes()).toEqual({ ...modes, cursorStyle: person.modes().cursorStyle });
    expect(person.rawOutput.toString()).not.toMatch(/UFdORUQ=(?!\\007)\x07/);
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toEqual({ code: 0, signal: 0 });
  });

  it('prints characters that turn lines round or cannot be seen: none arrives', async () => {
    const person = await atBoth();
    const codes = ['200b', '200e', '200f', '202a', '202e', '2066', '2069', '2028', '2029', 'feff'];
    const printed = codes.map((code) => `a\\u${code}b`).join('');
    person.types(`printf '${printed}\\U000e0041\\ufff9x\\n'; echo tried-$((1+1))\r`);
    await person.sees('tried-2');
    expectNothingForeign(person);
  });

  it('prints random bytes: the program stands, and the pane is usable after reset', async () => {
    const person = await atBoth();
    person.types('head -c 4000000 /dev/urandom; printf "\\033c"; echo random-$((1+1))\r');
    await person.sees('random-2', { withinMs: 60_000 });
    person.presses('ctrl-c');
    person.types('reset\r');
    person.types('clear; echo usable-$((40+2))\r');
    await person.sees(/usable-42/);
    person.presses('ctrl-]', '2').types('echo calm-$((1+1))\r');
    await person.sees('calm-2');
    expectNothingForeign(person);
  });
});

/** Controls of direction, invisible and tag characters, noncharacters: what can make a line read otherwise than it is. */
function dangerousCharacters(output: Buffer): string[] {
  const found = output
    .toString('utf8')
    .match(
      /[\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu,
    );
  return [...new Set(found)].map((character) => `U+${character.codePointAt(0)?.toString(16)}`);
}

/** A figure of the process's memory from /proc, in megabytes. */
function memoryMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) / 1_024;
}
