import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inPane, titled } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { untouchedModes } from '../helpers/terminal-screen.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const PUTTY = [
  '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2024.01.02 10:11:12 =~=~=~=~=~=~=~=~=~=~=~=',
  'login as: ops',
  '',
  'edge9#sh ip int br',
  'Interface              IP-Address      OK? Method Status                Protocol',
  'GigabitEthernet0/0     192.0.2.1       YES NVRAM  up                    up',
  ' --More-- \b\b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\bLoopback0              10.255.0.9      YES NVRAM  up                    up',
  'edge9#show clokc',
  '          ^',
  "% Invalid input detected at '^' marker.",
  '',
  'edge9#',
].join('\r\n');

describe('showrun replay of what others have recorded', () => {
  it("plays PuTTY's log with its commands, tables and the clock it tells", async () => {
    const person = await atReplay('putty.log', PUTTY, ['--at', '#1']);
    await person.sees(titled('edge9', /recorded 10:11:1\d/));
    await person.sees(/1\/2 edge9 sh ip int br/);
    person.presses('T');
    await person.sees(/Loopback0 +10\.255\.0\.9/);
    await person.sees(/2 rows/);
    person.presses('q');
    person.presses('n');
    await person.sees(/2\/2 edge9 show clokc/);
    person.presses('end');
    await person.sees(inPane('edge9', '% Invalid input detected'));
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toEqual({ code: 0, signal: 0 });
  });

  it('plays a cast of version 3 whose output wants more than a pane', async () => {
    const nasty =
      '\u001b]52;c;aGVsbG8=\u0007\u001b]0;title\u0007\u001b[?1000h\u001b[6n\u009b5n\u202e';
    const cast = [
      { version: 3, term: { cols: 80, rows: 24 }, timestamp: 1_795_000_000, title: nasty },
      [0.1, 'o', `ops@h1:~$ uname -a${nasty}\r\n`],
      [0.2, 'o', `Linux h1 6.1${nasty}\r\nops@h1:~$ `],
      [5, 'm', `Look ${nasty}here`],
      [0.1, 'x', '0'],
    ];
    const text = cast.map((line) => `${JSON.stringify(line)}\n`).join('');
    const person = await atReplay('x.cast', text, ['--at', '0']);
    person.presses('end');
    await person.sees(inPane('h1', 'Linux h1 6.1'));
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toEqual({ code: 0, signal: 0 });
    expect(person.modes()).toEqual(untouchedModes);
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });
});

async function atReplay(name: string, text: string, args: readonly string[]): Promise<Person> {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-others-'));
  folders.push(folder);
  writeFileSync(join(folder, name), text);
  const env = { LANG: 'C.UTF-8' };
  return await atShowrun(['replay', join(folder, name), ...args], { cols: 110, rows: 30, env });
}
