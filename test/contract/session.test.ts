import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/core/asker.ts';
import type { Host } from '../../src/core/host.ts';
import { type Lab, type LabDevice, startLab } from '../../src/lab/lab.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { Feeder } from '../../src/term/feeder.ts';
import { recogniserFrom } from '../helpers/fake-recogniser.ts';
import { testHost } from '../helpers/test-host.ts';

// The live layer on a real SSH connection to the lab, which shares nothing with it.
const SIZE = { cols: 80, rows: 24 };
const platforms = openPlatforms();
let folder: string;
let lab: Lab;
let feeder: Feeder;
let sessions: Sessions;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-session-'));
  lab = await startLab({ faults: { r4: { hangUpAfterBytes: 2_000 } } });
  feeder = new Feeder();
  const asker: Asker = { trustHostKey: async () => 'once', secret: async () => undefined };
  const services = { asker, handshakes: new Gate(8) };
  sessions = new Sessions({
    transportTo: (host) => openSsh(host, services),
    platformOf: (name) => platforms.find(name),
    recogniserOf: () => recogniserFrom(platforms),
    feeder,
  });
});

afterEach(() => sessions.close());

afterAll(async () => {
  feeder.close();
  await lab.close();
  rmSync(folder, { recursive: true });
});

describe('sessions to the lab', () => {
  it('answer a command side by side, without echo, pager and prompt', async () => {
    const opened = ['r1', 'r2', 'r3'].map((name) => sessions.open(hostOf(name), SIZE));
    await Promise.all(opened.map((session) => session.ready()));
    const answers = await sessions.run('all', 'show version');
    expect(answers.map(({ host }) => host)).toEqual(['r1', 'r2', 'r3']);
    for (const answer of answers) {
      if (answer.status === 'failed') throw answer.error;
      expect(answer.result.outcome).toBe('ok');
      expect(answer.result.text).toContain(`${answer.host} uptime is`);
      expect(answer.result.text).not.toMatch(/--More--|show version|#$/);
    }
  });

  it('recognise the platform by themselves', async () => {
    const session = sessions.open({ ...hostOf('r1'), platform: 'auto' }, SIZE);
    await session.ready();
    const result = await session.run('show version');
    expect(result.platform).toBe('cisco_ios');
    expect(result.text.split('\n').length).toBeGreaterThan(15);
  });

  it('follow modes and a changed host name', async () => {
    const session = sessions.open(hostOf('r2'), SIZE);
    await session.ready();
    await session.exclusive('test', async (run) => {
      await run('configure terminal');
      expect(session.mode).toBe('configuration');
      await run('hostname core2');
      expect((await run('end')).mode).toBe('configuration');
    });
    expect(session.hostname).toBe('core2');
    expect(session.mode).toBe('privileged');
    await session.exclusive('test', async (run) => {
      for (const command of ['configure terminal', 'hostname r2', 'end']) await run(command);
    });
    expect(session.hostname).toBe('r2');
  });

  it('take a refusal for an answer', async () => {
    const session = sessions.open(hostOf('r1'), SIZE);
    await session.ready();
    expect((await session.run('shwo')).outcome).toBe('refused');
  });

  it('show in the pane what a script ran, and erase half a line only for as long', async () => {
    const session = sessions.open(hostOf('r1'), SIZE);
    await session.ready();
    session.write(Buffer.from('show ip ro'));
    expect((await session.run('show clock')).text).toMatch(/\d\d:\d\d:\d\d/);
    await expect.poll(() => session.emulator?.cursorLine()).toMatch(/#show ip ro$/);
    expect(session.emulator?.text().some((line) => line.endsWith('#show clock'))).toBe(true);
  });

  it('interrupt a ping that nobody answers', async () => {
    const session = sessions.open(hostOf('r1'), SIZE);
    await session.ready();
    const abort = new AbortController();
    const ping = session.run('ping 192.0.2.99 repeat 1000', { signal: abort.signal });
    session.onDirty.on(() => {
      if (/Sending 1000/.test(session.emulator?.text().join('\n') ?? '')) abort.abort();
    });
    await expect(ping).rejects.toMatchObject({ code: 'interrupted' });
    expect((await session.run('show clock')).outcome).toBe('ok');
  });

  it('fail when the device hangs up in the middle, and live on after Enter', async () => {
    const session = sessions.open(hostOf('r4'), SIZE);
    const other = sessions.open(hostOf('r1'), SIZE);
    await Promise.all([session.ready(), other.ready()]);
    const failed = session
      .run('show running-config')
      .then(() => session.run('show running-config'));
    await expect(failed).rejects.toMatchObject({ code: 'hung-up' });
    expect(['closed', 'lost']).toContain(session.status.status);
    expect((await other.run('show clock')).outcome).toBe('ok');
    session.write(Buffer.from('\r'));
    await session.ready();
    expect(session.status.status).toBe('open');
    expect(session.emulator?.text().join('\n')).toContain('press Enter to reconnect');
  });
});

function hostOf(name: string): Host {
  const device = lab.devices.find((one) => one.name === name);
  if (!device) throw new Error(`no ${name} in the lab`);
  return labHost(device);
}

function labHost(device: LabDevice): Host {
  return testHost({
    name: device.name,
    address: device.address,
    port: device.port,
    username: device.username,
    password: { from: 'memory', reveal: () => device.password },
    platform: device.platform,
    knownHostsFiles: [join(folder, 'known_hosts')],
  });
}
