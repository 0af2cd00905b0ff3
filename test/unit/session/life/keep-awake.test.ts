import { afterEach, describe, expect, it } from 'vitest';
import type { Session } from '../../../../src/session/session.ts';
import { flakySession } from '../../../helpers/flaky-host.ts';
import { testHost } from '../../../helpers/test-host.ts';

const sessions: Session[] = [];

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

async function opened(keepAwakeMs: number | undefined = 300_000) {
  const host = testHost({ platform: 'fake_ios', ...(keepAwakeMs ? { keepAwakeMs } : {}) });
  const all = flakySession({ host });
  sessions.push(all.session);
  await all.session.open();
  await all.clock.pass(1_000);
  const [device] = all.host.devices;
  if (device === undefined) throw new Error('no device');
  return { ...all, device };
}

describe('a session that is to be kept awake', () => {
  it('gets Enter after each such time at a prompt', async () => {
    const { device, clock } = await opened();
    await clock.pass(298_000);
    expect(device.transport.written).toBe('');
    await clock.pass(602_000);
    expect(device.transport.written).toBe('\r\r\r');
  });

  it('gets none while somebody types, nor on half a command however old', async () => {
    const { session, device, clock } = await opened();
    await clock.pass(200_000);
    session.write(Buffer.from('show clock\r'));
    await clock.pass(200_000);
    session.write(Buffer.from('reload'));
    await clock.pass(3_600_000);
    expect(device.transport.written).toBe('show clock\rreload');
    session.write(Buffer.from('\x03'));
    await clock.pass(300_000);
    expect(device.transport.written).toBe('show clock\rreload\x03\r');
  });

  it.each(['Password: ', 'Proceed with reload? [confirm]', '\x1b[?1049hsome editor'])(
    'gets none at %j',
    async (shown) => {
      const { device, clock } = await opened();
      device.say(`\r\n${shown}`);
      await clock.pass(3_600_000);
      expect(device.transport.written).toBe('');
    },
  );

  it('gets one after what was typed at a pager', async () => {
    const { session, device, clock } = await opened();
    device.onKeys = () => undefined;
    device.say('show run\r\nline 1\r\n --More-- ');
    session.write(Buffer.from(' '));
    device.say('\b\b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\bline 2\r\nr1#');
    await clock.pass(600_000);
    expect(device.transport.written).toBe(' \r');
  });

  it('gets none while a script has it', async () => {
    const { session, device, clock } = await opened();
    const held = session.exclusive('backup', () => new Promise(() => undefined));
    held.catch(() => undefined);
    await clock.pass(3_600_000);
    expect(device.transport.written).toBe('');
  });
});

it('a session is left asleep unless told', async () => {
  const { device, clock } = await opened(0);
  await clock.pass(3_600_000);
  expect(device.transport.written).toBe('');
});
