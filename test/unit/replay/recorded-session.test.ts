import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/table/table.ts';
import type { RecordedBlock } from '../../../src/journal/recording.ts';
import type { RecordedSession } from '../../../src/replay/recorded-session.ts';
import { openReplay, type Replay } from '../../../src/replay/replay.ts';
import { Sessions } from '../../../src/session/sessions.ts';
import { Feeder } from '../../../src/term/feeder.ts';
import { arrayHost, arrayRecording, type MadeEvent, said } from '../../helpers/array-recording.ts';
import { shownBy } from '../../helpers/device-stream.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { FakeTransport } from '../../helpers/fake-transport.ts';
import { testHost } from '../../helpers/test-host.ts';

const platform = {
  ...fakePlatform,
  facts: { vendor: 'Cisco', commands: [{ send: 'show version', model: 'model' }] },
};
const table: Table = { columns: ['model'], rows: [['C9300']], origin: undefined };
const EVENTS: readonly MadeEvent[] = [
  said(0, 'Welcome\r\nr1>'),
  said(1, 'show version\r\n'),
  { atS: 1, kind: 'marker', label: 'show version' },
  said(2, 'Model C9300\r\nr1>'),
  said(3, 'enable\r\nr1#'),
  { atS: 4, kind: 'resize', size: { cols: 40, rows: 10 } },
  said(5, '\x07\x1b]0;r1 in the rack\x07\x1b[6nshow ip route | include 10\r\nC 10.0.0.0\r\nr1#'),
  { atS: 6, kind: 'printed', line: '── connection lost ──' },
  { atS: 8, kind: 'marker', label: 'show ver' },
  said(8, 'r1#show ver\r\nModel C9500\r\nr1#'),
];
const BLOCKS: readonly RecordedBlock[] = [
  block(1, { command: 'show version', atS: 1, endS: 2, mode: 'exec' }),
  block(2, { command: 'show ip route | include 10', atS: 5, endS: 5 }),
  block(3, { command: 'show ver', atS: 8, endS: 8 }),
];
const TEXTS = ['', 'Model C9300', 'C 10.0.0.0', 'Model C9500'];

let clock: FakeClock;
let sessions: Sessions;
let replay: Replay;
let r1: RecordedSession;
let typed: string;

beforeEach(async () => {
  clock = new FakeClock();
  typed = '';
  sessions = new Sessions({
    ...{ clock, feeder: new Feeder({ clock }), platformOf: (name) => ({ ...platform, name }) },
    transportTo: () => async () => new FakeTransport(),
    parse: async ({ text }) =>
      text.startsWith('Model') ? { ...table, rows: [[text]] } : undefined,
  });
  sessions.open(testHost({ platform: 'fake_ios' }), { cols: 80, rows: 24 });
  const host = arrayHost('r1', EVENTS, { platform: 'fake_ios', size: { cols: 60, rows: 12 } });
  replay = await openReplay({
    ...{ sessions, clock, platforms: { lookup: () => platform } },
    recording: arrayRecording([host], { blocks: BLOCKS }),
    textOf: ({ number }) => TEXTS[number] ?? '',
    onKeys: (keys) => {
      typed += Buffer.from(keys).toString();
    },
  });
  const [session] = replay.sessions.values();
  if (session === undefined) throw new Error('nothing was adopted');
  r1 = session;
});

afterEach(async () => {
  await replay.close();
  await sessions.close();
});

function block(number: number, known: Partial<RecordedBlock>): RecordedBlock {
  return {
    ...{ kind: 'block', session: 'r1', host: 'r1', platform: 'fake_ios', mode: 'privileged' },
    ...{ by: 'person', startedAtMs: 1_700_000_000_000, elapsedMs: 900, outcome: 'ok', command: '' },
    ...{ from: 0, to: 1, place: { line: 0, bytes: 0 }, number, atS: 0, endS: 0, ...known },
  };
}

const screen = (): string => r1.emulator?.text().join('\n') ?? '';

describe('a recorded session', () => {
  it('stands beside a live one of the same name, open, and goes away with the replay', async () => {
    expect(sessions.list.map(({ name }) => name)).toEqual(['r1', 'r1.2']);
    expect([r1.status.status, r1.recordedName]).toEqual(['open', 'r1']);
    await replay.close();
    expect(sessions.list.map(({ name }) => name)).toEqual(['r1']);
  });

  it('shows what the device said when it is played, with its own lines and in the size it had', async () => {
    replay.player.play();
    await clock.pass(9_000);
    const [straight] = [shownBy(at())];
    expect(screen()).toContain('── connection lost ──\nr1#show ver\nModel C9500\nr1#');
    expect(r1.size).toEqual({ cols: 40, rows: 10 });
    replay.player.seek(1);
    replay.player.seek(9);
    expect(shownBy(at())).toEqual(straight);
  });

  it('keeps its size, whatever its pane has', () => {
    r1.resize();
    replay.player.seek(4);
    expect([r1.size, r1.emulator?.size]).toEqual([
      { cols: 40, rows: 10 },
      { cols: 40, rows: 10 },
    ]);
    replay.player.seek(2);
    expect(r1.size).toEqual({ cols: 60, rows: 12 });
  });

  it('knows mode, host name and title of the moment', () => {
    replay.player.seek(0.5);
    expect([r1.mode, r1.hostname, r1.title]).toEqual(['exec', 'r1', '']);
    replay.player.seek(8);
    expect([r1.mode, r1.title]).toEqual(['privileged', 'r1 in the rack']);
    replay.player.seek(1.5);
    expect(r1.mode).toBe('exec');
  });

  it('rings and paints for nothing that lies between two moments', async () => {
    let bells = 0;
    let paints = 0;
    r1.onBell.on(() => {
      bells += 1;
    });
    r1.onDirty.on(() => {
      paints += 1;
    });
    replay.player.seek(8);
    expect([bells, paints]).toEqual([0, 1]);
    replay.player.seek(4.5);
    replay.player.play();
    await clock.pass(1_000);
    expect(bells).toBe(1);
  });

  it('answers a command from the recording, with the table of now and the times of then', async () => {
    replay.player.seek(4);
    expect(await r1.run('show  version')).toMatchObject({
      ...{ host: 'r1.2', command: 'show  version', text: 'Model C9300', mode: 'exec' },
      ...{ startedAtMs: 1_700_000_000_000, elapsedMs: 900, outcome: 'ok' },
      table: { rows: [['Model C9300']] },
    });
    replay.player.seek(8);
    expect((await r1.run('sh version')).text).toBe('Model C9500');
    expect(await r1.run('show version', { table: 'skip' })).toMatchObject({ table: undefined });
    expect((await r1.run('show ip route | include 10')).text).toBe('C 10.0.0.0');
  });

  it('says when a command is asked for that was asked later, or never', async () => {
    replay.player.seek(0.5);
    await expect(r1.run('show version')).rejects.toMatchObject({
      code: 'bad-usage',
      line: "r1.2 was asked 'show version' only later, at 0:01: go there, or further; this is 0:00",
    });
    await expect(r1.run('show clock\x1b[2J')).rejects.toMatchObject({
      message: "r1.2 was never asked 'show clock␛[2J' in this recording",
    });
    replay.player.seek(8);
    await expect(r1.run('show ip route')).rejects.toMatchObject({ code: 'bad-usage' });
  });

  it('has its blocks and its last command up to the moment', async () => {
    replay.player.seek(0.5);
    expect(r1.blocks(9)).toEqual([]);
    replay.player.seek(5);
    expect(r1.blocks(9).map(({ command, text }) => [command, text])).toEqual([
      ['show version', 'Model C9300'],
      ['show ip route | include 10', 'C 10.0.0.0'],
    ]);
    expect(r1.blocks(1)).toHaveLength(1);
    expect(await r1.lastCommand()).toMatchObject({ text: 'C 10.0.0.0', table: undefined });
    replay.player.seek(2);
    expect(await r1.lastCommand()).toMatchObject({ table: { rows: [['Model C9300']] } });
    expect((await r1.operate({ kind: 'blocks', most: 5 })).table?.rows).toHaveLength(1);
  });

  it('tells the facts that the recording has', async () => {
    replay.player.seek(0.5);
    await expect(r1.operate({ kind: 'facts' })).rejects.toMatchObject({ code: 'bad-usage' });
    replay.player.seek(3);
    const facts = await r1.operate({ kind: 'facts' });
    expect(facts.table?.rows[0]).toEqual(['Cisco', 'Model C9300', null, null, 'r1', null]);
  });

  it('gives its keys to the player, and refuses everything that would be sent', async () => {
    r1.write(Buffer.from(' q'));
    expect(typed).toBe(' q');
    const refused = { code: 'bad-usage', line: 'r1.2 is a recording: nothing can be sent to it' };
    const wishes = [
      () => r1.operate({ kind: 'save' }),
      () => r1.operate({ kind: 'break' }),
      () => r1.save(),
      () => r1.config(),
      () => r1.send(),
      () => r1.enterMode(),
      () => r1.hold(),
      () => r1.exclusive(),
      () => r1.typePaced(),
      () => r1.sendBreak(),
    ];
    for (const wish of wishes) await expect(wish()).rejects.toMatchObject(refused);
  });

  it('has what is remembered of it forgotten where the recording says something else', async () => {
    let renewed = 0;
    r1.onRenewed.on(() => {
      renewed += 1;
    });
    const before = r1.connectionNumber;
    replay.player.seek(0.5);
    expect(renewed).toBe(0);
    replay.player.seek(1.5);
    replay.player.seek(4);
    expect([renewed, r1.connectionNumber]).toEqual([1, before + 1]);
    replay.player.play();
    await clock.pass(4_100);
    expect(renewed).toBe(2);
    replay.player.seek(0);
    expect(renewed).toBe(3);
  });

  it('is of another platform by the word of a person, and nothing is sent', async () => {
    await r1.redispatch('other_os');
    expect(r1.platform.name).toBe('other_os');
    replay.player.seek(5);
    expect(r1.platform.name).toBe('other_os');
  });

  it('is asked among others, as a live one is', async () => {
    replay.player.seek(3);
    const answers = await sessions.run('r1.2', 'show version');
    expect(answers).toMatchObject([{ status: 'done', host: 'r1.2' }]);
  });

  it('has for its old lines what was received until the moment', () => {
    replay.player.seek(4);
    const before = [...r1.rawLog.pieces()].map(textOf).join('');
    expect(before).toBe('Welcome\r\nr1>show version\r\nModel C9300\r\nr1>enable\r\nr1#');
    replay.player.seek(9);
    expect([...r1.rawLog.pieces()].map(textOf)).toContain('── connection lost ──');
    expect(r1.rawLog.start).toBe(0);
  });
});

it('knows the moment without a screen, too', async () => {
  const bare = new Sessions({
    ...{ clock, platformOf: () => platform },
    transportTo: () => async () => new FakeTransport(),
  });
  const host = arrayHost('r1', EVENTS, { platform: 'fake_ios' });
  const without = await openReplay({
    ...{ sessions: bare, clock, platforms: { lookup: () => platform } },
    recording: arrayRecording([host], { blocks: BLOCKS }),
    textOf: ({ number }) => TEXTS[number] ?? '',
    onKeys: () => undefined,
  });
  const session = without.sessions.get('r1');
  without.player.seek(4);
  expect([session?.emulator, session?.mode, session?.hostname]).toEqual([
    undefined,
    'privileged',
    'r1',
  ]);
  expect(session?.rawLog.received).toBeGreaterThan(40);
  expect((await session?.run('show version'))?.text).toBe('Model C9300');
  await without.close();
  await bare.close();
});

function textOf(piece: Uint8Array | string): string {
  return typeof piece === 'string' ? piece : Buffer.from(piece).toString();
}

function at() {
  if (r1.emulator === undefined) throw new Error('there is no screen');
  return r1.emulator;
}
