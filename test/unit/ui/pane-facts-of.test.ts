import { expect, it } from 'vitest';
import { Session } from '../../../src/session/session.ts';
import { paneFactsOf } from '../../../src/ui/pane-facts-of.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { FakeTransport } from '../../helpers/fake-transport.ts';
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
