import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { atLab, focused, inPane, inRepl, inStatus, paneOf, titled } from '../helpers/lab-person.ts';
import { makeRecording, type RecordingSpec } from '../helpers/make-recording.ts';
import type { Person } from '../helpers/person.ts';
import type { MadeRecording } from '../helpers/recording-folder.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { makeTempHome } from '../helpers/temp-home.ts';
import { untouchedModes } from '../helpers/terminal-screen.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

const made: { remove(): void }[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.remove();
});

const ROUTES = Array.from(
  { length: 60 },
  (_, at) => `O     10.0.${at}.0/24 [110/2] via 10.0.12.2, 00:00:11, GigabitEthernet0/0`,
).join('\n');
const BRIEF = [
  'Interface              IP-Address      OK? Method Status                Protocol',
  'GigabitEthernet0/0     10.0.12.1       YES manual up                    up',
  'GigabitEthernet0/1     10.9.9.9        YES manual up                    up',
  'Loopback0              1.1.1.1         YES manual up                    up',
].join('\n');

const SESSIONS: RecordingSpec['sessions'] = [
  {
    name: 'r1',
    prompt: 'r1#',
    size: { cols: 90, rows: 30 },
    steps: [
      [0.1, '\r\nr1#'],
      [5, { command: 'show ip interface brief', answer: BRIEF }],
      [60, { command: 'show ip route', answer: ROUTES }],
      [300, { command: 'show clock', answer: '*14:07:11.001 UTC Sat Nov 21 2026' }],
      [310, { command: 'configure terminal', answer: '', prompt: 'r1(config)#' }],
      [312, { command: 'hostname r1', answer: '', prompt: 'r1(config)#', mode: 'configuration' }],
      [314, { command: 'end', answer: '', mode: 'configuration' }],
    ],
  },
  {
    name: 'r2',
    prompt: 'r2#',
    groups: ['core'],
    size: { cols: 90, rows: 30 },
    steps: [
      [0.2, '\r\nr2#'],
      [
        90,
        {
          command: 'show foo',
          answer: "% Invalid input detected at '^' marker.",
          prompt: 'r2#',
          outcome: 'refused',
        },
      ],
      [320, '\r\n*Nov 21 14:07:31: a needle in r2\r\nr2#'],
    ],
  },
];

function recorded(spec: Partial<RecordingSpec> = {}): MadeRecording {
  const recording = makeRecording({ name: 'night', sessions: SESSIONS, ...spec });
  made.push(recording);
  return recording;
}

/** In front of a recording that stands at a moment. */
async function atReplay(args: readonly string[] = [], options = {}): Promise<Person> {
  const { path } = recorded();
  const env = { TZ: 'UTC', LANG: 'C.UTF-8' };
  const person = await atShowrun(['replay', path, ...args], {
    cols: 110,
    rows: 30,
    env,
    ...options,
  });
  await person.sees(titled('r1', /recorded|begins/));
  return person;
}

describe('showrun replay', () => {
  it('plays at once, all sessions in step, and pauses', async () => {
    const person = await atReplay(['--speed', '64']);
    await person.sees(inPane('r1', 'show ip interface brief'));
    await person.sees(/▶ \d+:\d\d \/ 5:20 +64×/);
    person.presses('space');
    await person.sees(/‖ \d+:\d\d \/ 5:20/);
    person.presses('end');
    await person.sees(/■ 5:20 \/ 5:20/);
    await person.sees(inPane('r2', 'a needle in r2'));
    await person.sees(titled('r2', /recorded 14:07:31|ended/));
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toEqual({ code: 0, signal: 0 });
    expect(person.modes()).toEqual(untouchedModes);
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });

  it('begins at a moment and stays there; goes on from command to command', async () => {
    const person = await atReplay(['--at', '#2']);
    await person.sees(/‖ 1:00 \/ 5:20 .* 2\/7 r1 show ip route/);
    person.presses('n');
    await person.sees(/‖ 1:30 .* 3\/7 r2 show foo/);
    await person.sees(inPane('r1', '10.0.59.0/24'));
    person.presses('N');
    await person.sees(/‖ 5:00 .* 4\/7 r1 show clock/);
    person.presses('p', 'p');
    await person.sees(/‖ 1:00 .* 2\/7/);
    person.presses('left');
    await person.sees(/‖ 0:55 /);
    person.presses('g').types('14:07:12').presses('enter');
    await person.sees(/‖ 5:01 /);
    person.presses('g').types('+soon').presses('enter');
    await person.sees(inStatus("'+soon' is no time"));
    person.presses('home');
    await person.sees(/‖ 0:00 /);
  });

  it('lists the commands, found by typing, and goes to one', async () => {
    const person = await atReplay(['--at', '0:01']);
    person.presses('c');
    await person.sees(/r2 show foo +14:03:41 · 1:30 · #3 · privileged · refused/);
    person.types('r1 sh clo').presses('enter');
    await person.sees(/‖ 5:00 .* 4\/7 r1 show clock/);
  });

  it('finds what was said on any host, goes there and marks it', async () => {
    const person = await atReplay(['--at', '0:01']);
    person.presses('/').types('needle').presses('enter');
    await person.sees(/\/needle 1\/1/);
    await person.sees(inPane('r2', 'a needle in r2'));
    await person.sees(focused('r2'));
    await person.sees(inStatus('1 of 1: *Nov 21 14:07:31: a needle in r2'));
    person.presses('/').presses('ctrl-u').types('10.0.3.0').presses('enter');
    await person.sees(inPane('r1', '10.0.3.0/24'));
    await person.sees(titled('r1', /↑ \d+ lines/));
    person.presses('escape');
    await person.losesSightOf('/10.0.3.0');
  });

  it('makes tables of what was answered, and answers the REPL', async () => {
    const person = await atReplay(['--at', '#2']);
    person.presses('T');
    await person.sees(/cisco_ios\/show_ip_route/);
    person.presses('q');
    await person.sees(titled('r1', /recorded/));
    person
      .presses('ctrl-]', 'r')
      .types('@r1 show ip int br |> select interface, status')
      .presses('enter');
    await person.sees(inRepl(/GigabitEthernet0\/1 +up/));
    person.types('@r1 show clock').presses('enter');
    await person.sees(/asked 'show clock' only later/);
  });

  it('takes a click and a drag on its scrubber', async () => {
    const person = await atReplay(['--at', '0:01']);
    const y = person
      .screen()
      .split('\n')
      .findIndex((row) => /^ [━●]/.test(row));
    person.clicks(1 + 107, y);
    await person.sees(/■ 5:20 \/ 5:20/);
    person.clicks(1, y);
    await person.sees(/‖ 0:00 \/ 5:20/);
    person.clicks(2, y + 1);
    await person.sees(/▶ 0:0/);
  });

  it('shows the hosts that are chosen, and closes with its last pane', async () => {
    const { path } = recorded();
    const args = ['replay', path, '-H', '@core', '--at', '1:30'];
    const person = await atShowrun(args, { cols: 110, rows: 30 });
    await person.sees(titled('r2', /recorded/));
    expect(paneOf(person.screen(), 'r1')).toBeUndefined();
    person.presses('f').types('all').presses('enter');
    await person.sees(titled('r1', /recorded/));
    person.presses('f').types('r2').presses('enter').presses('escape');
    await person.losesSightOf(/2 r1|1 r2/);
    person.presses('ctrl-]', 'x');
    await person.losesSightOf('5:20');
    await person.sees(inStatus('no sessions'));
  });

  it('fits narrow and low terminals, and follows their sizes', async () => {
    const person = await atReplay(['--at', '#2'], { cols: 40, rows: 12 });
    await person.sees(/^ ‖ 1:00\/5:20 [━┼╋●─]+/m);
    person.resizes(130, 40);
    await person.sees(/‖ 1:00 \/ 5:20 +2026-11-21 14:03:11 +2\/7 r1 show ip route/);
    person.resizes(60, 16).presses('n');
    await person.sees(/‖ 1:30\/5:20/);
  });

  it('is drawn in ASCII, and tells everything without colours', async () => {
    const env = { TZ: 'UTC', LANG: 'C', LC_ALL: 'C', NO_COLOR: '1' };
    const person = await atReplay(['--at', '#2'], { env });
    await person.sees(/\|\| 1:00 \/ 5:20/);
    await person.sees(/=+O-+/);
    expect(person.rawOutput.toString('latin1')).not.toMatch(/\x1b\[(?:\d+;)*3[0-8](?:;\d+)*m/);
  });

  it('says in one line what is no recording, before it takes the screen', async () => {
    const person = await atShowrun(['replay', '/nowhere/at/all']);
    expect((await person.exits()).code).toBe(2);
    expect(person.screen()).toMatch(/showrun: .*nowhere/);
    const empty = mkdtempSync(join(tmpdir(), 'showrun-empty-'));
    made.push({ remove: () => rmSync(empty, { recursive: true, force: true }) });
    mkdirSync(join(empty, 'x'));
    writeFileSync(join(empty, 'x', 'run.json'), '{}');
    const other = await atShowrun(['replay', join(empty, 'x')]);
    expect((await other.exits()).code).toBe(2);
    expect(other.modes()).toEqual(untouchedModes);
  });

  it('runs its commands again on the lab, with the answers beside the recorded ones', async () => {
    const person = await atReplay(['--at', '#1', '--lab']);
    person.presses('a');
    await person.sees('this command, #1');
    person.presses('enter');
    await person.sees('opens a session');
    person.presses('enter');
    await person.sees(/next, 1 of 1 · #1/);
    person.presses('enter');
    await person.sees(/all done/);
    await person.sees(/~ GigabitEthernet0\/1 +ip_address 10\.9\.9\.9 → 10\./);
    await person.sees('r1 again on r1.2: 1 changed');
    person.presses('q');
    await person.sees(inStatus('1 changed'));
    await person.sees(inPane('r1.2', 'show ip interface brief'));
  });

  it('asks before it runs again what changes a device', async () => {
    const person = await atReplay(['--at', '5:11', '--lab']);
    person.presses('a');
    await person.sees('from here on: 3 commands');
    person.presses('down', 'enter');
    await person.sees('opens a session');
    person.presses('enter');
    await person.sees(/next, 1 of 3/);
    person.presses('r');
    await person.sees(/2 of 3 · changes the device · y sends it/);
    person.presses('n');
    await person.sees('it was not sent');
    person.presses('e').types('x').presses('enter', 'enter');
    await person.sees(/y sends it/);
    person.presses('y');
    await person.sees(/next, 3 of 3/);
    person.presses('enter');
    await person.sees(/all done/);
    person.presses('q');
    await person.sees(inPane('r1.2', 'hostname r1x'));
  });
});

describe('what the program itself has recorded', () => {
  it('is played with its commands, and what was typed in the REPL', async () => {
    const home = makeTempHome();
    made.push(home);
    const lab = await atLab({ cols: 110, rows: 34, home });
    lab.presses('ctrl-]', '1').types('show clock').presses('enter');
    await lab.sees(inPane('r1', /UTC [^\n]+\nr1#/));
    lab.presses('ctrl-]', 'r').types('@r2 show ip interface brief').presses('enter');
    await lab.sees(inRepl(/Loopback0[\s\S]*In \[2\]/));
    lab.presses('ctrl-]', 'q');
    await lab.exits();
    const person = await atShowrun(['replay', 'last', '--at', '#1'], { cols: 110, rows: 34, home });
    await person.sees(/‖ .* 1\/\d r1 show clock/);
    person.presses('end', 'T');
    await person.sees(/cisco_ios\/show_clock/);
    person.presses('q', 'c');
    await person.sees('r2 show ip interface brief');
    person.types('r2 sh ip int').presses('enter');
    await person.sees(/r2 show ip interface brief/);
    person.presses('end');
    await person.sees(inPane('r2', 'Loopback0'));
  });
});

describe('a recording in a running showrun', () => {
  it('opens in a tab of its own beside live hosts of the same names', async () => {
    const { path } = recorded();
    const person = await atLab({ cols: 110, rows: 34 });
    person.presses('ctrl-]', 'O').types(path).presses('enter');
    await person.sees(titled('r1.2', /recorded/));
    person.presses('end');
    await person.sees(/■ 5:20/);
    person.presses('ctrl-]', 'R');
    await person.sees(inStatus('this is a recording'));
    person.presses('ctrl-]', 'r').types('@r1.2,r1 show clock').presses('enter');
    await person.sees(inRepl(/14:07:11/));
    person.presses('ctrl-]', 'up', 'q');
    await person.sees(titled('r4', /privileged/));
    await person.losesSightOf('5:20');
    person.presses('ctrl-]', 'r').types(`%replay ${path} --at 5:00`).presses('enter');
    await person.sees(inRepl('r1.2, r2.2 as recorded'));
    await person.sees(/‖ 5:00 \/ 5:20/);
  });
});
