import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Host } from '../../src/core/host.ts';
import { type LabDevice, startLab } from '../../src/lab/lab.ts';
import type { Faults } from '../../src/lab/server/faults.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import type { Session } from '../../src/session/session.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { recogniserFrom } from '../helpers/fake-recogniser.ts';
import { ScriptedAsker } from '../helpers/ssh-client.ts';
import { testHost } from '../helpers/test-host.ts';

// Sessions against lab devices that do one thing wrong each.
const COMMANDS = [
  'show running-config',
  'show ip route',
  'show nonsense',
  'show ip interface brief',
];
const platforms = openPlatforms();
const opened: Sessions[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function hostWith(faults: Faults, known: Partial<Host> = {}): Promise<Host> {
  const lab = await startLab({ faults: { r1: faults } });
  onTestFinished(() => lab.close());
  const [r1] = lab.devices;
  if (r1 === undefined) throw new Error('no r1');
  return hostOf(r1, known);
}

function hostOf(device: LabDevice, known: Partial<Host>): Host {
  const { name, address, port, username, password, platform } = device;
  const secret = { from: 'memory', reveal: () => password } as const;
  return testHost({ name, address, port, username, password: secret, platform, ...known });
}

function sessionTo(host: Host): Session {
  const services = { asker: new ScriptedAsker(), handshakes: new Gate(8) };
  const sessions = new Sessions({
    transportTo: (one) => openSsh(one, services),
    platformOf: (name) => platforms.find(name),
    recogniserOf: () => recogniserFrom(platforms),
  });
  opened.push(sessions);
  return sessions.open(host, { cols: 80, rows: 24 });
}

async function answersOf(session: Session): Promise<string[]> {
  await session.ready();
  const answers: string[] = [];
  for (const command of COMMANDS) {
    const { outcome, text } = await session.run(command);
    // Ages go on.
    answers.push(`${outcome}: ${text.replace(/\d\d:\d\d:\d\d/g, 'age')}`);
  }
  return answers;
}

describe('the answers of a device', () => {
  let healthy: string[];
  beforeAll(async () => {
    const lab = await startLab();
    const [r1] = lab.devices;
    if (r1 === undefined) throw new Error('no r1');
    healthy = await answersOf(sessionTo(hostOf(r1, {})));
    for (const one of opened.splice(0)) await one.close();
    await lab.close();
  });

  it.each<[string, Faults]>([
    ['answers late', { slowMs: 60 }],
    ['hangs on a console of 9600 baud', { baud: 9_600 }],
    ['sends one character at a time', { drips: true }],
    ['logs a burst between each line and its answer', { logBurst: 30 }],
    ['pages and will not stop', { pagesAlways: true }],
    ['changes its name in the middle', { renamesTo: 'x9' }],
    ['takes its time to let anybody in', { slowLoginMs: 300 }],
    [
      'does it all at once',
      { slowMs: 5, baud: 115_200, drips: true, logBurst: 3, pagesAlways: true },
    ],
  ])(
    'are whole when it %s',
    async (_, faults) => {
      const answers = await answersOf(sessionTo(await hostWith(faults)));
      const renamed = (text: string): string => text.replaceAll('x9', 'r1');
      expect(answers.map(renamed)).toEqual(healthy);
    },
    60_000,
  );

  it.each<[string, Faults]>([
    ['on a slow console', { baud: 9_600 }],
    ['that pages and will not stop', { pagesAlways: true }],
    ['that logs in bursts', { logBurst: 10 }],
  ])(
    'come from a device nobody has named, %s',
    async (_, faults) => {
      const session = sessionTo(await hostWith(faults, { platform: 'auto' }));
      expect(await answersOf(session)).toEqual(healthy);
      expect(session.platform.name).toBe('cisco_ios');
    },
    60_000,
  );
});

describe('a device', () => {
  const failure = (session: Session): Promise<unknown> =>
    session.run('show running-config').catch((thrown: unknown) => thrown);

  it('that says nothing after the login is given up with its silence as the reason', async () => {
    const session = sessionTo(await hostWith({ silent: true }));
    const attempt = session.run('show clock', { idleTimeoutMs: 500 });
    await expect(attempt).rejects.toMatchObject({ code: 'no-prompt', subject: 'r1' });
  }, 60_000);

  it('that drops the line in the middle is lost while running the command, which is named', async () => {
    const session = sessionTo(await hostWith({ hangUpAfterBytes: 600 }));
    await session.ready();
    expect(await failure(session)).toMatchObject({
      code: 'hung-up',
      message: expect.stringContaining("while running 'show running-config'"),
    });
  });

  it('that reboots in the middle is lost while running the command', async () => {
    const session = sessionTo(await hostWith({ rebootAfterBytes: 600 }));
    await session.ready();
    expect(await failure(session)).toMatchObject({ code: 'hung-up' });
  });

  it('that refuses passwords is asked once, and says whose it was', async () => {
    const session = sessionTo(await hostWith({ refusesPasswords: true }));
    await expect(session.ready()).rejects.toMatchObject({
      code: 'auth-failed',
      message: expect.stringMatching(/^r1 refused the (password|answers) of admin/),
    });
  });

  it('that takes no more logins closes the line, which is said with the host', async () => {
    const host = await hostWith({ mostLogins: 1 });
    await sessionTo(host).ready();
    await expect(sessionTo(host).ready()).rejects.toMatchObject({
      subject: 'r1',
      message: expect.stringMatching(/^r1 .*closed/),
    });
  });
});

describe('the topology of trouble', () => {
  it('has a fault on each device, and answers all the same', async () => {
    const lab = await startLab({ topology: 'trouble' });
    onTestFinished(() => lab.close());
    const sessions = lab.devices.map((device) => sessionTo(hostOf(device, {})));
    const answers = await Promise.all(
      sessions.map(async (session) => {
        await session.ready();
        return (await session.run('show ip interface brief')).text;
      }),
    );
    for (const [at, text] of answers.entries()) {
      expect(text).toMatch(new RegExp(`GigabitEthernet0/0 +10\\.0\\.0\\.${at + 1} .*up +up`));
    }
  }, 60_000);
});
