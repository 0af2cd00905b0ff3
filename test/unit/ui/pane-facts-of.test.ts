import { describe, expect, it, onTestFinished } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import { Session } from '../../../src/session/session.ts';
import { paneFactsOf } from '../../../src/ui/pane-facts-of.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { FakeTransport } from '../../helpers/fake-transport.ts';
import { flakySession } from '../../helpers/flaky-host.ts';
import { testHost } from '../../helpers/test-host.ts';

it.each([
  [[], ''],
  [['cipher 3des-cbc'], 'legacy'],
])('a title marks a connection that is weak in %j, while it is there', async (weaknesses, mark) => {
  const session = new Session({
    name: 'r1',
    host: testHost(),
    openTransport: () => Promise.resolve(new FakeTransport({ weaknesses })),
    platform: fakePlatform,
    feeder: undefined,
    size: { cols: 80, rows: 10 },
    clock: new FakeClock(),
  });
  await session.open();
  expect(paneFactsOf(session, 0)).toMatchObject({ state: 'open', stateText: mark });
  expect(session.weaknesses).toEqual(weaknesses);
  await session.close();
  expect(session.weaknesses).toEqual([]);
});

describe('a title', () => {
  async function lost(trouble?: ShowrunError) {
    const { session, host, clock } = flakySession();
    onTestFinished(() => session.close());
    await session.open();
    await clock.pass(200);
    host.dies(trouble);
    await clock.pass(0);
    return { session, host, clock };
  }

  it('counts up since the connection was lost and down to the next attempt', async () => {
    const { session, clock } = await lost();
    expect(paneFactsOf(session, clock.wallMs())).toMatchObject({
      state: 'waiting',
      stateText: 'lost 0:00 ago · next try in 1 s · attempt 1',
      shortStateText: 'lost 0:00 · try in 1 s',
    });
    await clock.pass(80_000);
    expect(paneFactsOf(session, clock.wallMs()).stateText).toBe(
      'lost 1:20 ago · next try in 25 s · attempt 10',
    );
  });

  it.each([
    ['refused', 'refused'],
    ['timeout', 'no answer'],
    ['unreachable', 'unreachable'],
  ] as const)('says why a host that was never open is %s', async (code, words) => {
    const { session, host, clock } = flakySession();
    onTestFinished(() => session.close());
    host.trouble = new ShowrunError(code, 'r1');
    await session.open();
    expect(paneFactsOf(session, clock.wallMs()).stateText).toBe(
      `${words} · next try in 1 s · attempt 2`,
    );
  });

  it('says that the person is needed', async () => {
    const { session, clock } = await lost(new ShowrunError('needs-person', 'r1 asks'));
    await clock.pass(5_000);
    expect(paneFactsOf(session, clock.wallMs()).stateText).toBe('login needed · Enter logs in');
  });

  it('says how long an answer is overdue', async () => {
    const { session, host, clock } = flakySession();
    onTestFinished(() => session.close());
    await session.open();
    host.devices[0]?.transport.tellSilence(12_400);
    expect(paneFactsOf(session, clock.wallMs())).toMatchObject({
      state: 'silent',
      stateText: 'no reply for 12 s',
    });
  });

  it('follows a reload without a countdown', async () => {
    const { session, host, clock } = flakySession();
    onTestFinished(() => session.close());
    await session.open();
    session.reloads.wait().catch(() => undefined);
    await clock.pass(12_000);
    const text = () => paneFactsOf(session, clock.wallMs()).stateText;
    expect(text()).toBe('waiting for its reload 0:12');
    host.dies();
    await clock.pass(4_000);
    expect(text()).toBe('reloading, gone 0:04 · attempt 3');
  });
});
