import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOfBlock } from '../../../../src/journal/read/block-text.ts';
import { openRecording } from '../../../../src/journal/read/open-recording.ts';
import type { Recording } from '../../../../src/journal/recording.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { type SampleSession, sampleSessions } from '../../../helpers/sample-sessions.ts';

const platforms = openPlatforms();
// All of them are read once, which takes a second, and is not what is tested.
platforms.all();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-logs-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a plain session log', () => {
  it.each(sampleSessions)('of $platform has its commands as blocks', async (sample) => {
    const recording = await opened('x.log', sample.text);
    expect(recording).toMatchObject({ kind: 'text', problems: [] });
    expectChapters(recording, sample);
  });

  it('goes on from a jump host to devices and back', async () => {
    const [ios, nexus] = sampleSessions;
    const device = (sample: SampleSession | undefined): string =>
      (sample?.text ?? '').split('\n').slice(0, -1).join('\n');
    const text = [
      'ops@bastion:~$ ssh edge1',
      device(ios),
      'edge1#exit',
      'Connection to edge1 closed.',
      'ops@bastion:~$ ssh leaf-101',
      device(nexus),
      'leaf-101# exit',
      'ops@bastion:~$ exit',
      '',
    ].join('\n');
    const { blocks } = await opened('jump.log', text);
    const whose = blocks.map(({ host, platform }) => `${host} ${platform}`);
    expect([...new Set(whose)]).toEqual([
      'bastion linux',
      'edge1 cisco_ios',
      'leaf-101 cisco_nxos',
    ]);
    expect(blocks.map(({ command }) => command)).toEqual([
      'ssh edge1',
      ...(ios?.commands ?? []),
      'exit',
      'ssh leaf-101',
      ...(nexus?.commands ?? []),
      'exit',
      'exit',
    ]);
  });

  it('has chapters where nobody knows the platform, and none of what devices say by themselves', async () => {
    const text = `x9#show things
thing one is > 5 and < 7
x9#*Nov 21 14:02:11.123: %SYS-5-CONFIG_I: Configured from console by ops
x9#
x9#show more
GigabitEthernet0/1 is up
x9#logout
`;
    const { blocks } = await opened('x9.log', text);
    expect(blocks.map(({ command }) => command)).toEqual(['show things', 'show more', 'logout']);
  });

  it('is played at a pace that can be followed', async () => {
    const recording = await opened(
      'x.log',
      'hello\nr1#show clock\n14:02\nr1#show users\nnobody\nr1#',
    );
    expect(saidBy(recording)).toEqual([
      [0.004, 'hello\r\n'],
      [0.008, 'r1#'],
      [1.208, 'show clock\r\n'],
      [1.512, '14:02\r\n'],
      [1.516, 'r1#'],
      [2.716, 'show users\r\n'],
      [3.02, 'nobody\r\n'],
      [3.024, 'r1#'],
    ]);
    expect(recording.blocks.map(({ atS, endS }) => [round(atS), round(endS)])).toEqual([
      [1.208, 1.516],
      [2.716, 3.024],
    ]);
  });

  it('is found in by time and place', async () => {
    const answer = 'x'.repeat(200);
    const commands = Array.from({ length: 3_000 }, (_, at) => `r1#show interface Gi0/${at}`);
    const text = commands.map((line, at) => `${line}\n${at} ${answer}\n`).join('');
    const recording = await opened('long.log', text);
    const timeline = recording.sessions[0]?.timeline;
    const all = [...(timeline?.events() ?? [])];
    for (const at of [0, 1, 2, 4_444, 7_001, all.length - 1]) {
      const event = all[at];
      const [byTime] = timeline?.events(timeline.placeAt(event?.atS ?? 0)) ?? [];
      const [byPlace] = timeline?.events(event?.place) ?? [];
      expect([byTime, byPlace]).toEqual([event, event]);
    }
    expect(recording.blocks).toHaveLength(3_000);
    const last = recording.blocks.at(-1);
    expect(last && textOfBlock(recording, last, platforms)).toBe(`2999 ${answer}`);
  });

  it('takes its name and time from its file where nothing else tells them', async () => {
    const { sessions, blocks } = await opened(
      'core-sw7_2026-11-21_140211.log',
      'only words\nno prompt',
    );
    expect(sessions).toMatchObject([{ name: 'core-sw7', platform: 'auto' }]);
    expect(blocks).toEqual([]);
  });
});

describe('a log with times before its lines', () => {
  const [sample] = sampleSessions;
  const start = new Date(2026, 10, 21, 23, 59, 50).getTime();
  const two = (value: number): string => String(value).padStart(2, '0');
  const forms: readonly (readonly [string, (at: Date) => string])[] = [
    ['[2026-11-21 23:59:50] ', (at) => `[${day(at)} ${clock(at)}] `],
    ['2026-11-21 23:59:50.250 ', (at) => `${day(at)} ${clock(at)}.250 `],
    ['[23:59:50] ', (at) => `[${clock(at)}] `],
    ['23:59:50| ', (at) => `${clock(at)}| `],
    [
      '<11/21/2026 23:59:50> ',
      (at) => `<${two(at.getMonth() + 1)}/${two(at.getDate())}/${at.getFullYear()} ${clock(at)}> `,
    ],
    [
      '21-Nov-2026 23:59:50: ',
      (at) => `${two(at.getDate())}-Nov-${at.getFullYear()} ${clock(at)}: `,
    ],
    ['2026/11/21 23:59:50 - ', (at) => `${day(at).replaceAll('-', '/')} ${clock(at)} - `],
    ['[20261121_235950]', (at) => `${day(at).replaceAll('-', '')}_${clock(at)} `],
    ['Sat Nov 21 23:59:50 2026 ', (at) => `Sat Nov ${at.getDate()} ${clock(at)} 2026 `],
  ];
  const day = (at: Date): string =>
    `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const clock = (at: Date): string =>
    [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':');

  it.each(forms)('%s is played by them, over midnight', async (_, stamp) => {
    const lines = (sample?.text ?? '').split('\n');
    const text = lines
      .map((line, at) => `${stamp(new Date(start + at * 1_000))}${line}\r\n`)
      .join('');
    const path = join(folder, 'stamped.log');
    writeFileSync(path, text);
    const endedAt = new Date(start + lines.length * 1_000);
    utimesSync(path, endedAt, endedAt);
    const recording = await openRecording(path, { platforms });
    expect(Math.abs(recording.startedAtMs - start)).toBeLessThan(1_000);
    expect(recording.durationS).toBe(lines.length - 1);
    if (sample) expectChapters(recording, sample);
    for (const { command, atS } of recording.blocks) expect(lines[atS]).toContain(command);
  });

  it('is not taken for one because an answer has times', async () => {
    const answer = Array.from(
      { length: 50 },
      (_, at) => `Nov 21 14:02:${two(at)}: %SYS-5-CONFIG_I: message`,
    );
    const recording = await opened('x.log', ['r1#show logging', ...answer, 'r1#'].join('\n'));
    const [block] = recording.blocks;
    expect(block && textOfBlock(recording, block, platforms).split('\n')).toEqual(answer);
  });
});

describe("PuTTY's log", () => {
  it('begins when it says, and goes on when it was continued', async () => {
    const header = (clock: string): string =>
      `=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2024.01.02 ${clock} =~=~=~=~=~=~=~=~=~=~=~=\r\n`;
    const text = `${header('10:11:12')}login as: ops\r\nr1#show clock\r\n10:11\r\nr1#exit\r\n${header('11:11:12')}r1#show users\r\nnobody\r\nr1#`;
    const recording = await opened('putty.log', text);
    expect(recording.startedAtMs).toBe(new Date(2024, 0, 2, 10, 11, 12).getTime());
    expect(recording.blocks.map(({ command }) => command)).toEqual([
      'show clock',
      'exit',
      'show users',
    ]);
    expect(recording.blocks[2]?.atS).toBeCloseTo(3_601.2, 1);
    const [first] = recording.sessions[0]?.timeline.events() ?? [];
    expect(first).toMatchObject({ kind: 'printed', line: '── PuTTY log 2024.01.02 10:11:12 ──' });
  });

  it('may have everything the device sent, pagers and line editing as well', async () => {
    const text =
      '\x1b[?2004h\x1b]0;r1\x07r1#shw\b \bow clock\r\n\x1b[1m10:11\x1b[0m\r\n --More-- \b\b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\bsecond page\r\nr1#';
    const recording = await opened('raw.log', text);
    const [block] = recording.blocks;
    expect(block?.command).toBe('show clock');
    expect(block && textOfBlock(recording, block, platforms)).toBe('10:11\nsecond page');
  });
});

describe("a log of showrun's own", () => {
  it('has its lines and notes among what the device said', async () => {
    const stamp = '2026-11-21 14:02:11.123 ';
    const lines = [
      '── log of r1 (192.0.2.1, cisco_ios) begins ──',
      'r1#show clock',
      '14:02',
      '# note: look here',
      '── log ends ──',
    ];
    const recording = await opened('r1.log', lines.map((line) => `${stamp}${line}\n`).join(''));
    expect(recording.sessions).toMatchObject([{ name: 'r1', platform: 'cisco_ios' }]);
    expect(recording.notes).toMatchObject([{ text: 'look here' }]);
    const kinds = [...(recording.sessions[0]?.timeline.events() ?? [])].map(({ kind }) => kind);
    expect(kinds).toEqual(['printed', 'output', 'output', 'printed', 'marker', 'printed']);
    expect(recording.blocks.map(({ command }) => command)).toEqual(['show clock']);
  });
});

describe('the encoding of a log', () => {
  const text = 'r1#show clock\r\nGrüße, é\r\nr1#';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(text, 'utf16le')],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['lines that end with LF', Buffer.from(text.replaceAll('\r', ''))],
    ['lines that end with CR', Buffer.from(text.replaceAll('\n', ''))],
  ])('is found: %s', async (_, bytes) => {
    const recording = await opened('x.log', bytes);
    const [block] = recording.blocks;
    expect(block && textOfBlock(recording, block, platforms)).toBe('Grüße, é');
    expect(
      saidBy(recording)
        .map(([, said]) => said)
        .join(''),
    ).toBe(text);
  });

  it('is none of a picture', async () => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 251));
    await expect(opened('x.png', bytes)).rejects.toThrow(/it is neither a cast nor text/);
    await expect(opened('empty.log', '')).rejects.toThrow(/it is empty/);
  });
});

async function opened(name: string, text: string | Uint8Array): Promise<Recording> {
  const path = join(folder, name);
  writeFileSync(path, text);
  return await openRecording(path, { platforms });
}

function expectChapters(
  recording: Recording,
  { host, platform, commands, text }: SampleSession,
): void {
  expect(recording.sessions).toMatchObject([{ host, platform }]);
  expect(recording.blocks.map(({ command }) => command)).toEqual(commands);
  const [first] = recording.blocks.filter(({ command }) =>
    /^sh(?:ow)? v|^dis.*v|^uname/.test(command),
  );
  const answer = first && textOfBlock(recording, first, platforms);
  expect(answer?.length).toBeGreaterThan(20);
  expect(text).toContain(answer);
}

function saidBy({ sessions: [session] }: Recording): readonly (readonly [number, string])[] {
  return [...(session?.timeline.events() ?? [])].flatMap((event) =>
    event.kind === 'output' ? [[round(event.atS), String(event.bytes)] as const] : [],
  );
}

function round(atS: number): number {
  return Math.round(atS * 1_000) / 1_000;
}
