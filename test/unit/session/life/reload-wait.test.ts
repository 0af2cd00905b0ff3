import { afterEach, expect, it } from 'vitest';
import { ShowrunError } from '../../../../src/core/errors.ts';
import { reloadLine } from '../../../../src/session/life/reload-wait.ts';
import type { Session } from '../../../../src/session/session.ts';
import type { SessionOptions } from '../../../../src/session/session-options.ts';
import { type FlakyHost, flakySession, refused } from '../../../helpers/flaky-host.ts';
import { settled } from '../../../helpers/settled.ts';

const sessions: Session[] = [];

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

async function opened(options: Partial<SessionOptions> = {}) {
  const all = flakySession(options);
  sessions.push(all.session);
  await all.session.open();
  await all.clock.pass(200);
  return all;
}

function saysGoodbye(host: FlakyHost): void {
  host.trouble = refused();
  host.devices.at(-1)?.transport.end({ kind: 'ended', exitCode: undefined });
}

function screenOf(session: Session): string {
  return session.emulator?.text().join('\n') ?? '';
}

it.each(['on', 'off'] as const)(
  'a device is tried until it is back, also after a goodbye, with retries %s',
  async (retries) => {
    const { session, host, clock } = await opened({ retries });
    const reload = session.reloads.wait();
    await clock.pass(22_000);
    expect(session.reloads.waiting).toBeDefined();
    saysGoodbye(host);
    await clock.pass(230_000);
    host.trouble = undefined;
    await clock.pass(5_000);
    const { totalMs, goneMs } = await reload;
    expect(totalMs - goneMs).toBe(22_000);
    expect(goneMs).toBeGreaterThan(230_000);
    expect(reloadLine({ host: 'r1', totalMs, goneMs })).toBe(
      'r1 is back after 4 min 13 s (gone 3 min 51 s)',
    );
    expect(screenOf(session)).toMatch(
      /── back again [\d:]{8} after 4 min 13 s \(gone 3 min 51 s, 11\d attempts\) ──\n+r1#/,
    );
    expect(session.reloads.waiting).toBeUndefined();
  },
);

it('a device is tried every second or two', async () => {
  const { session, host, clock } = await opened();
  const reload = session.reloads.wait();
  saysGoodbye(host);
  await clock.pass(60_000);
  const times = host.attempts.slice(1).map(({ atMs }) => atMs);
  const waits = times.slice(1).map((atMs, i) => atMs - (times[i] ?? 0));
  expect(Math.max(...waits)).toBe(2_000);
  host.trouble = undefined;
  await clock.pass(3_000);
  await reload;
});

it('a line is watched closely meanwhile, and no longer after', async () => {
  const { session, host, clock } = await opened();
  const reload = session.reloads.wait();
  await clock.pass(9_000);
  expect(host.devices[0]?.transport.lifeChecks).toEqual([8_000, 8_000, 8_000]);
  saysGoodbye(host);
  host.trouble = undefined;
  await clock.pass(3_000);
  await reload;
  await clock.pass(30_000);
  expect(host.devices[1]?.transport.lifeChecks.length).toBeLessThan(2);
});

it('a connection that breaks again before the prompt is not yet the end of the wait', async () => {
  const { session, host, clock } = await opened();
  let isOver = false;
  const reload = session.reloads.wait().finally(() => {
    isOver = true;
  });
  saysGoodbye(host);
  host.trouble = undefined;
  await clock.pass(1_000);
  expect(host.devices).toHaveLength(2);
  saysGoodbye(host);
  await clock.pass(20_000);
  expect(isOver).toBe(false);
  host.trouble = undefined;
  await clock.pass(5_000);
  expect((await reload).goneMs).toBeGreaterThan(20_000);
});

it('a wait ends where the person is needed, with the reason', async () => {
  const { session, host, clock } = await opened();
  const failed = expect(session.reloads.wait()).rejects.toMatchObject({ code: 'auth-failed' });
  saysGoodbye(host);
  host.trouble = new ShowrunError('auth-failed', 'r1 refused the password of ann');
  await clock.pass(10_000);
  await failed;
  expect(session.status.status).toBe('failed');
});

it.each([
  ['given up', (session: Session) => session.reloads.giveUp()],
  ['stopped with Ctrl-C', (session: Session) => session.write(Buffer.from('\x03'))],
  ['cut off by the end of the session', (session: Session) => void session.close()],
])('a wait is over when it is %s', async (_, end) => {
  const { session, host, clock } = await opened();
  const failed = expect(session.reloads.wait()).rejects.toMatchObject({ code: 'interrupted' });
  saysGoodbye(host);
  await clock.pass(5_000);
  end(session);
  await settled();
  await failed;
  expect(session.reloads.waiting).toBeUndefined();
});

it('who asks during a wait joins it', async () => {
  const { session } = await opened();
  const first = session.reloads.wait();
  expect(session.reloads.wait()).toBe(first);
  session.reloads.giveUp();
  await expect(first).rejects.toMatchObject({ code: 'interrupted' });
});
