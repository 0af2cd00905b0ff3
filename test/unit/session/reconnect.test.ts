import { afterEach, describe, expect, it } from 'vitest';
import { neverRetried, ShowrunError } from '../../../src/core/errors.ts';
import type { Session } from '../../../src/session/session.ts';
import type { SessionOptions } from '../../../src/session/session-options.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { flakySession, refused } from '../../helpers/flaky-host.ts';

const sessions: Session[] = [];

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

function setUp(options: Partial<SessionOptions> = {}) {
  const all = flakySession(options);
  sessions.push(all.session);
  return all;
}

async function opened(options: Partial<SessionOptions> = {}) {
  const all = setUp(options);
  await all.session.open();
  await all.clock.pass(200);
  expect(all.session.status.status).toBe('open');
  return all;
}

function screenOf(session: Session): string[] {
  return session.emulator?.text().filter((line) => line !== '') ?? [];
}

/** The waits between one attempt and the next, in s. */
function waitsOf(attempts: readonly { atMs: number }[], fromMs: number): number[] {
  const times = [fromMs, ...attempts.map(({ atMs }) => atMs)];
  return times.slice(1).map((atMs, i) => (atMs - (times[i] ?? 0)) / 1_000);
}

function enters(session: Session, text = ''): void {
  session.write(Buffer.from(`${text}\r`));
}

describe('a connection that is lost', () => {
  it('is tried again after 1 s, half as much more each time, up to 30 s', async () => {
    const { session, host, clock } = await opened();
    const lostMs = clock.nowMs();
    host.dies();
    await clock.pass(150_000);
    const waits = waitsOf(host.attempts.slice(1), lostMs);
    expect(waits.slice(0, 4)).toEqual([1, 1.5, 2.25, 3.375]);
    expect(Math.max(...waits)).toBe(30);
    expect(session.status).toMatchObject({ status: 'waiting', began: 'open', attempt: 12 });
    expect(host.attempts.slice(1).every(({ attendance }) => attendance === 'unattended')).toBe(
      true,
    );
  });

  it('in the middle of what a script does gets nothing more of it once it is back', async () => {
    const { session, host, clock } = await opened();
    const sent = session.exclusive('paste', async (run) => {
      await run('interface Gi1');
      host.breaks();
      await clock.pass(5_000);
      expect(session.status.status).toBe('open');
      return await run('shutdown');
    });
    sent.catch(() => undefined);
    await clock.pass(20_000);
    await expect(sent).rejects.toMatchObject({
      code: 'hung-up',
      message: "r1 was lost and is back; 'shutdown' was not sent",
    });
    expect(host.devices[1]?.entered).toEqual([]);
  });

  it('comes back where it broke and says how long it was away', async () => {
    const { session, host, clock } = await opened();
    host.devices[0]?.say('half a line');
    host.dies();
    await clock.pass(10_000);
    host.trouble = undefined;
    await clock.pass(20_000);
    expect(session.status).toMatchObject({ status: 'open', mode: 'privileged' });
    const [before, lost, back, prompt] = screenOf(session);
    expect(before).toBe('r1#half a line');
    expect(lost).toMatch(
      /^── connection lost [\d:]{8}: r1 broke the connection · trying again; Enter tries now, Ctrl-C stops ──$/,
    );
    expect(back).toMatch(/^── connected again [\d:]{8} after 13 s, 5 attempts ──$/);
    expect(prompt).toBe('r1#');
    const notes = [...session.rawLog.pieces()].filter((piece) => typeof piece === 'string');
    expect(notes).toEqual([lost, back]);
  });

  it('says it once, not with each attempt', async () => {
    const { session, host, clock } = await opened();
    host.dies();
    await clock.pass(60_000);
    expect(screenOf(session).filter((line) => line.startsWith('──'))).toHaveLength(1);
  });

  it('starts with small waits again only after 30 s that it has lasted', async () => {
    const { host, clock } = await opened();
    host.dies();
    await clock.pass(12_000);
    host.trouble = undefined;
    await clock.pass(10_000);
    expect(host.devices).toHaveLength(2);
    const flapMs = clock.nowMs();
    host.breaks();
    await clock.pass(20_000);
    const [wait = 0] = waitsOf(host.attempts.slice(-1), flapMs);
    expect(wait).toBeGreaterThan(7);
    await clock.pass(31_000);
    const lastMs = clock.nowMs();
    host.breaks();
    await clock.pass(5_000);
    expect(waitsOf(host.attempts.slice(-1), lastMs)).toEqual([1]);
  });

  it('comes back usable: prepared anew, its platform kept, its size right', async () => {
    const platform = { ...fakePlatform, onOpen: ['terminal length 0'] };
    const { session, host, clock } = await opened({ platform });
    await session.run('show clock');
    host.dies();
    session.resize({ cols: 90, rows: 20 });
    await clock.pass(5_000);
    session.resize({ cols: 70, rows: 20 });
    host.trouble = undefined;
    await clock.pass(20_000);
    expect(session.mode).toBe('privileged');
    expect(session.platform).toBe(platform);
    const run = session.run('show version');
    await clock.pass(1_000);
    await run;
    expect(host.devices[1]?.entered).toEqual(['terminal length 0', 'show version']);
  });

  it('tells a command that was running why, and the next ones how it stands', async () => {
    const { session, host, clock } = await opened();
    const device = host.devices[0];
    if (device) device.replies['show tech'] = () => device.say('so far\r\n');
    const run = session.run('show tech');
    const failed = expect(run).rejects.toMatchObject({
      code: 'hung-up',
      message: "r1 broke the connection while running 'show tech'",
    });
    await clock.pass(500);
    host.dies();
    await failed;
    await clock.pass(2_000);
    await expect(session.run('show clock')).rejects.toMatchObject({ code: 'refused' });
  });

  it('is not tried again where that is switched off', async () => {
    const { session, host, clock } = await opened({ retries: 'off' });
    host.dies();
    await clock.pass(100_000);
    expect(session.status.status).toBe('lost');
    expect(host.attempts).toHaveLength(1);
    expect(screenOf(session).at(-1)).toContain('press Enter to reconnect');
  });

  it('is not tried again after a goodbye', async () => {
    const { session, host, clock } = await opened();
    host.devices[0]?.transport.end({ kind: 'ended', exitCode: 0 });
    await clock.pass(100_000);
    expect(session.status.status).toBe('closed');
    expect(host.attempts).toHaveLength(1);
  });

  it('is not tried again once the session is closed, not even an attempt on its way', async () => {
    const { session, host, clock } = await opened();
    host.dies();
    await session.close();
    await clock.pass(100_000);
    expect(host.attempts).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe('trying again ends', () => {
  it.each([
    ['auth-failed', 'r1 refused the password of ann'],
    ['host-key-changed', 'r1 shows another host key than recorded'],
  ] as const)('at %s, with the reason', async (code, message) => {
    const { session, host, clock } = await opened();
    host.dies();
    await clock.pass(2_000);
    host.trouble = new ShowrunError(code, message);
    await clock.pass(200_000);
    expect(session.status).toMatchObject({ status: 'failed', error: { code } });
    expect(host.attempts).toHaveLength(3);
    expect(screenOf(session).at(-1)).toContain('press Enter to reconnect');
    expect(screenOf(session).join('')).toContain(message);
  });

  it('where a password was sent and nothing came back', async () => {
    const { session, host, clock } = await opened();
    host.dies(neverRetried(new ShowrunError('timeout', 'r1 did not answer the login')));
    await clock.pass(200_000);
    expect(session.status.status).toBe('failed');
    expect(host.attempts).toHaveLength(2);
  });

  it('where the person is needed, and Enter asks them', async () => {
    const { session, host, clock } = await opened();
    host.dies(new ShowrunError('needs-person', 'r1 asks for an answer: one-time code'));
    await clock.pass(100_000);
    expect(session.status.status).toBe('failed');
    expect(screenOf(session).join(' ')).toContain('press Enter in its pane to log in again');
    host.trouble = undefined;
    enters(session);
    await clock.pass(200);
    expect(session.status.status).toBe('open');
    expect(host.attempts.map(({ attendance }) => attendance)).toEqual([
      'attended',
      'unattended',
      'attended',
    ]);
  });

  it('at Ctrl-C, in a wait or in an attempt, until Enter', async () => {
    const { session, host, clock } = await opened();
    host.dies();
    await clock.pass(3_000);
    session.write(Buffer.from('\x03'));
    await clock.pass(100_000);
    expect(session.status).toMatchObject({ status: 'lost' });
    expect(host.attempts).toHaveLength(3);
    expect(screenOf(session).at(-1)).toMatch(/stopped trying [\d:]{8} after 2 attempts · press/);
    const release = host.hangs();
    enters(session);
    await clock.pass(1_000);
    expect(session.status).toMatchObject({ status: 'connecting', attempt: 3 });
    session.write(Buffer.from('\x03'));
    await clock.pass(1_000);
    expect(session.status.status).toBe('lost');
    release();
    host.trouble = undefined;
    enters(session);
    await clock.pass(200);
    expect(session.status.status).toBe('open');
  });
});

describe('Enter in a pane that waits', () => {
  it('tries at once', async () => {
    const { session, host, clock } = await opened();
    host.dies();
    await clock.pass(60_000);
    const before = host.attempts.length;
    host.trouble = undefined;
    enters(session);
    await clock.pass(200);
    expect(host.attempts.slice(before)).toMatchObject([{ attendance: 'attended' }]);
    expect(session.status.status).toBe('open');
  });

  it('keeps what is typed after it for the shell, and nothing typed before it', async () => {
    const { session, host, clock } = await opened();
    host.dies();
    await clock.pass(100);
    session.write(Buffer.from('reload'));
    const release = host.hangs();
    await clock.pass(2_000);
    expect(session.status.status).toBe('connecting');
    session.write(Buffer.from('no shutdown'));
    enters(session);
    session.write(Buffer.from('show clock\r'));
    host.trouble = undefined;
    release();
    await clock.pass(500);
    expect(host.devices[1]?.entered).toEqual(['show clock']);
  });

  it('during an attempt that turns out to need the person asks them at once', async () => {
    const { session, host, clock } = await opened();
    host.dies(new ShowrunError('needs-person', 'r1 asks for an answer: one-time code'));
    const release = host.hangs();
    await clock.pass(2_000);
    enters(session);
    release();
    await clock.pass(0);
    expect(host.attempts.slice(1).map(({ attendance }) => attendance)).toEqual([
      'unattended',
      'attended',
    ]);
  });
});

it('Enter at the very moment an attempt has failed makes another one', async () => {
  const { session, host, clock } = setUp({ retries: 'off' });
  host.trouble = refused();
  let presses = 0;
  session.onChanged.on(() => {
    if (session.status.status === 'failed' && presses++ === 0) enters(session);
  });
  await session.open();
  await clock.pass(10);
  expect(host.attempts).toHaveLength(2);
  expect(session.status.status).toBe('failed');
});

describe('a first attempt', () => {
  it('that fails for what can pass is made again', async () => {
    const { session, host, clock } = setUp();
    host.trouble = refused();
    await session.open();
    await clock.pass(5_000);
    expect(session.status).toMatchObject({ status: 'waiting', began: 'never open', attempt: 5 });
    expect(screenOf(session).join('')).toContain('could not connect');
    host.trouble = undefined;
    await clock.pass(10_000);
    expect(session.status.status).toBe('open');
    expect(screenOf(session).join('\n')).not.toContain('connected again');
  });

  it.each(['unknown-host', 'hung-up', 'auth-failed'] as const)(
    'that fails with %s is left to the person',
    async (code) => {
      const { session, host, clock } = setUp();
      host.trouble = new ShowrunError(code, 'r1');
      await session.open();
      await clock.pass(100_000);
      expect(session.status.status).toBe('failed');
      expect(host.attempts).toHaveLength(1);
    },
  );
});

describe('after the machine has slept', () => {
  it('an open connection is checked, and nothing else is done to it', async () => {
    const { session, host } = await opened();
    session.connections.wake();
    expect(host.devices[0]?.transport.lifeChecks).toEqual([5_000]);
    expect(session.status.status).toBe('open');
  });

  it('one that waits is tried at once, with small waits again', async () => {
    const { session, host, clock } = await opened();
    host.dies();
    await clock.pass(150_000);
    const before = host.attempts.length;
    const wokenMs = clock.nowMs();
    session.connections.wake();
    await clock.pass(3_000);
    expect(waitsOf(host.attempts.slice(before), wokenMs)).toEqual([0, 1, 1.5]);
  });

  it('one that the person has stopped stays so', async () => {
    const { session, host, clock } = await opened();
    host.dies();
    session.connections.stop();
    session.connections.wake();
    await clock.pass(100_000);
    expect(host.attempts).toHaveLength(1);
  });
});

it('a session tells how long an answer is overdue', async () => {
  const { session, host } = await opened();
  let changes = 0;
  session.onChanged.on(() => changes++);
  host.devices[0]?.transport.tellSilence(12_000);
  expect([session.silentMs, changes]).toEqual([12_000, 1]);
  host.devices[0]?.transport.tellSilence(undefined);
  expect([session.silentMs, changes]).toEqual([undefined, 2]);
});
