import { expect, it } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import { Sessions } from '../../../src/session/sessions.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { FlakyHost, refused } from '../../helpers/flaky-host.ts';
import { testHost } from '../../helpers/test-host.ts';

function setUp() {
  const clock = new FakeClock();
  const far: Record<string, FlakyHost> = {};
  const sessions = new Sessions({
    platformOf: () => fakePlatform,
    transportTo: ({ name }) => {
      const host = new FlakyHost(clock);
      far[name] = host;
      return host.open;
    },
    clock,
    retries: 'on',
  });
  const bastion = testHost({ name: 'bastion', address: '192.0.2.9' });
  for (const name of ['r1', 'r2', 'r3']) {
    const via = name === 'r3' ? [] : [bastion];
    sessions.open(testHost({ name, address: `192.0.2.${name.slice(1)}`, via }), {
      cols: 80,
      rows: 24,
    });
  }
  return { clock, far, sessions };
}

it('a session that is back has those behind the same bastion tried at once, and no others', async () => {
  const { clock, far, sessions } = setUp();
  await clock.pass(500);
  far['r1']?.dies();
  far['r2']?.dies(new ShowrunError('needs-person', 'bastion asks for an answer: code'));
  far['r3']?.dies();
  await clock.pass(100_000);
  const tries = () => ['r1', 'r2', 'r3'].map((name) => far[name]?.attempts.length ?? 0);
  const [first = 0, second = 0, third = 0] = tries();
  expect(sessions.byName('r2')?.status.status).toBe('failed');
  for (const host of Object.values(far)) host.trouble = undefined;
  sessions.byName('r1')?.write(Buffer.from('\r'));
  await clock.pass(0);
  expect(tries()).toEqual([first + 1, second + 1, third]);
  expect(sessions.list.map(({ status }) => status.status)).toEqual(['open', 'open', 'waiting']);
  await sessions.close();
});

it('a host whose entry forbids it is left alone', async () => {
  const clock = new FakeClock();
  const host = new FlakyHost(clock);
  const sessions = new Sessions({
    platformOf: () => fakePlatform,
    transportTo: () => host.open,
    clock,
    retries: 'on',
  });
  const session = sessions.open(testHost({ reconnect: false }), { cols: 80, rows: 24 });
  await clock.pass(500);
  host.dies(refused());
  await clock.pass(100_000);
  expect(session.status.status).toBe('lost');
  await sessions.close();
});
