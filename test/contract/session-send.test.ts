import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/core/asker.ts';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import type { Session } from '../../src/session/session.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { testHost } from '../helpers/test-host.ts';

// What a script can say to the lab beyond single commands, over a real SSH connection.
const platforms = openPlatforms();
let folder: string;
let lab: Lab;
let sessions: Sessions;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-send-'));
  lab = await startLab();
  const asker: Asker = { trustHostKey: async () => 'once', secret: async () => undefined };
  sessions = new Sessions({
    transportTo: (host) => openSsh(host, { asker, handshakes: new Gate(8) }),
    platformOf: (name) => platforms.find(name),
  });
});

afterEach(() => sessions.close());

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

describe('what is sent to the lab', () => {
  it('has the question of a copy answered', async () => {
    const session = await open('r1');
    const result = await session.send('copy running-config startup-config', { answers: [''] });
    expect(result).toMatchObject({ outcome: 'ok', endedBy: 'prompt' });
    expect(result.text).toContain('[OK]');
  });

  it('may end at the question, which the next thing sent answers', async () => {
    const session = await open('r1');
    const asked = await session.send('clear logging', { expect: '[confirm]' });
    expect(asked).toMatchObject({ endedBy: 'pattern', match: { text: '[confirm]' } });
    await session.send('n', { timing: 300 });
    expect((await session.run('show clock')).outcome).toBe('ok');
  });

  it('is answered while a device goes down, and the line that says so is heard', async () => {
    const session = await open('r2');
    const reload = session.send('reload', {
      answers: [
        { when: /Save\?/, send: 'no' },
        { when: /\[confirm\]/, send: '' },
      ],
      expect: /never said/,
    });
    await expect(reload).rejects.toMatchObject({ code: 'hung-up' });
  });
});

describe('what the lab says by itself', () => {
  it('is heard as a log line, and as what somebody else made it say', async () => {
    const [r1, other] = [await open('r1'), await open('r1')];
    await r1.run('terminal monitor');
    const heard = r1.waitFor(/%LINK-\S+: Interface (?<name>\S+), changed state to (\w+)/);
    await other.config(['interface GigabitEthernet0/1', 'shutdown']);
    expect((await heard).match?.named).toEqual({ name: 'GigabitEthernet0/1' });
    await other.config(['interface GigabitEthernet0/1', 'no shutdown']);
  });

  it('is read as it comes by who has the session to himself', async () => {
    const session = await open('r1');
    const text = await session.exclusive('test', async (_, raw) => {
      await raw.write('show clo\t');
      await raw.read({ until: 'clock' });
      await raw.write('\r');
      return await raw.read({ until: /r1#$/ });
    });
    expect(text).toMatch(/^\r\n.*\d\d:\d\d:\d\d.*\r\n.*r1#$/s);
    expect((await session.run('show clock')).outcome).toBe('ok');
  });
});

async function open(name: string): Promise<Session> {
  const device = lab.devices.find((one) => one.name === name);
  if (!device) throw new Error(`no ${name} in the lab`);
  const session = sessions.open(
    testHost({
      ...{ name, platform: 'cisco_ios', address: device.address, port: device.port },
      username: device.username,
      password: { from: 'memory', reveal: () => device.password },
      knownHostsFiles: [join(folder, 'known_hosts')],
    }),
    { cols: 80, rows: 24 },
  );
  await session.ready();
  return session;
}
