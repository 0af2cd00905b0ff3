import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/core/asker.ts';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import type { Session } from '../../src/session/session.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { testHost } from '../helpers/test-host.ts';

// Configuration pushed to the lab over a real SSH connection.
const platforms = openPlatforms();
const ios = platforms.find('cisco_ios');
/** The lab asks about the file when its configuration is copied. */
const copying: Platform = {
  ...ios,
  config: { ...ios.config, save: ['copy running-config startup-config'] },
};
let folder: string;
let lab: Lab;
let sessions: Sessions;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-config-'));
  lab = await startLab();
  const asker: Asker = { trustHostKey: async () => 'once', secret: async () => undefined };
  const services = { asker, handshakes: new Gate(8) };
  sessions = new Sessions({
    transportTo: (host) => openSsh(host, services),
    platformOf: () => copying,
  });
});

afterEach(() => sessions.close());

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

describe('a configuration pushed to the lab', () => {
  it('is taken, can be seen, and is saved with the question answered', async () => {
    const session = await open('r1');
    const lines = ['! uplink', 'interface GigabitEthernet0/1', ' description to the core', ''];
    expect(await session.config(lines)).toMatchObject({ outcome: 'ok', sent: 2, total: 2 });
    expect(session.mode).toBe('privileged');
    expect((await session.run('show running-config')).text).toContain('description to the core');
    const saved = await session.save();
    expect(saved).toMatchObject({ outcome: 'ok', mode: 'privileged' });
    expect(saved.text).toContain('[OK]');
    expect((await session.run('show startup-config')).text).toContain('description to the core');
  });

  it('stops at a refused line with the words under the caret, and is left', async () => {
    const session = await open('r2');
    const result = await session.config([
      'interface GigabitEthernet0/1',
      'descripton x',
      'shutdown',
    ]);
    expect(result).toMatchObject({ outcome: 'refused', sent: 1, total: 3 });
    expect(result.refusal).toMatchObject({ line: 'descripton x', number: 2 });
    expect(result.refusal?.words).toMatch(/\^\n% Invalid input detected/);
    expect(session.mode).toBe('privileged');
    const { text } = await session.run('show running-config');
    expect(text).not.toContain('shutdown\n!\ninterface GigabitEthernet0/2');
  });

  it('outlives a host name that changes in the middle', async () => {
    const session = await open('r3');
    await session.config(['hostname edge', 'interface GigabitEthernet0/1', 'description there']);
    expect(session.hostname).toBe('edge');
    expect((await session.run('show clock')).outcome).toBe('ok');
    await session.config(['hostname r3']);
    expect(session.hostname).toBe('r3');
  });

  it('goes to pieces of no other session: four at once', async () => {
    const opened = await Promise.all(['r1', 'r2', 'r3', 'r4'].map(open));
    const results = await Promise.all(
      opened.map((session) =>
        session.config([`interface GigabitEthernet0/1`, `description of ${session.name}`]),
      ),
    );
    expect(results.map(({ host, sent }) => `${host} ${sent}`)).toEqual([
      'r1 2',
      'r2 2',
      'r3 2',
      'r4 2',
    ]);
  });

  it('is reached from the mode the person has left the device in', async () => {
    const session = await open('r1');
    await session.enterMode('exec');
    expect(session.mode).toBe('exec');
    expect(await session.config(['hostname r1'])).toMatchObject({ outcome: 'ok', sent: 1 });
    await session.enterMode('configuration');
    await session.config(['interface GigabitEthernet0/1']);
    expect(session.mode).toBe('configuration');
    await session.enterMode('exec');
    expect(session.mode).toBe('exec');
  });
});

async function open(name: string): Promise<Session> {
  const device = lab.devices.find((one) => one.name === name);
  if (!device) throw new Error(`no ${name} in the lab`);
  const session = sessions.open(
    testHost({
      name,
      address: device.address,
      port: device.port,
      username: device.username,
      password: { from: 'memory', reveal: () => device.password },
      platform: device.platform,
      knownHostsFiles: [join(folder, 'known_hosts')],
    }),
    { cols: 80, rows: 24 },
  );
  await session.ready();
  return session;
}
