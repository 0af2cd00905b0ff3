import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'ssh2';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { peer } from '../helpers/peers.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { connectForward, startSshServer } from '../helpers/ssh-server.ts';
import { sshdMissing } from '../helpers/sshd.ts';

/** A bastion that wants a one-time password from everybody. */
async function startOtpBastion() {
  const connections = new Set<Connection>();
  let logins = 0;
  const server = await startSshServer({
    onLogin: (context) => {
      if (context.method !== 'keyboard-interactive')
        return context.reject(['keyboard-interactive']);
      logins++;
      context.prompt([{ prompt: 'One-time password: ', echo: false }], ([answer]) => {
        if (answer === '123456') context.accept();
        else context.reject([]);
      });
    },
    onForward: connectForward,
    onConnection: (connection) => connections.add(connection),
  });
  onTestFinished(() => server.close());
  const die = () => {
    for (const connection of connections) connection.end();
  };
  return { port: server.port, logins: () => logins, die };
}

peer('sshd', sshdMissing)('devices behind a bastion with a one-time password', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice();
  });
  afterAll(() => device?.close());

  it('open with one answer, show the way, and say why they are gone when it dies', async () => {
    const bastion = await startOtpBastion();
    const home = homeKnowing({ core: device, edge: device });
    appendFileSync(
      join(home.path, '.ssh/config'),
      `Host jump1\n  HostName 127.0.0.1\n  Port ${bastion.port}\n  User ann\n` +
        '  StrictHostKeyChecking accept-new\n' +
        'Host core edge\n  ProxyJump jump1\n',
    );
    const person = await atShowrun(['core', 'edge'], { home });
    await person.sees('One-time password:');
    expect(person.screen()).toContain('jump1: logging in');
    expect(person.screen()).toContain('jump1: logging in, 2 wait');
    person.types('123456\r');
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length === 3);
    await person.sees('jump1 up for 2');
    expect(person.screen()).toMatch(/1 core .*via jump1/);
    expect(person.screen()).toMatch(/2 edge .*via jump1/);
    expect(bastion.logins()).toBe(1);

    person.types('exit\r');
    await person.sees('jump1 up for 1');
    person.presses('enter');
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length === 4);
    expect(person.screen()).toContain('jump1 up for 2');
    expect(bastion.logins()).toBe(1);

    bastion.die();
    await person.sees(/connection lost \d\d:\d\d:\d\d: jump1 \(on the way to core\)/);
    await person.sees(/connection lost \d\d:\d\d:\d\d: jump1 \(on the way to edge\)/);
    await person.losesSightOf('jump1 up');
  });
});
