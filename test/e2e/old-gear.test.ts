import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { startTcpServer } from '../helpers/ssh-server.ts';
import { sshdMissing } from '../helpers/sshd.ts';

peer('sshd', sshdMissing)('a device that has only old algorithms', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice({
      config: ['KexAlgorithms diffie-hellman-group1-sha1', 'Ciphers 3des-cbc', 'MACs hmac-sha1'],
    });
  });
  afterAll(() => device?.close());

  it('is opened by one key that names them, remembered for it alone, until that is taken back', async () => {
    const home = homeKnowing({ old: device });
    const person = await atShowrun(['old'], { home });
    await person.sees('L allows old algorithms');
    // One word may stand on two lines.
    const text = () => person.screen().replace(/[\s│─]+/g, ' ');
    expect(text()).toContain('press L to allow diffie-hellman-group1-sha1, 3des-cbc, hmac-sha1');
    person.types('x');
    person.types('L');
    await person.sees('Allow old algorithms for old?');
    expect(person.screen()).toMatch(/diffie-hellman-group1-sha1[\s\S]*3des-cbc[\s\S]*hmac-sha1/);
    person.presses('escape');
    await person.losesSightOf('Allow old algorithms for old?');
    person.types('l');
    await person.sees('Allow old algorithms for old?');
    person.presses('enter');
    await person.sees(DEVICE_PROMPT);
    await person.sees(/● legacy/);
    person.presses('ctrl-]', 'i');
    await person.sees(/Weak +key exchange diffie-hellman-group1-sha1/);
    expect(person.screen()).toMatch(/Strict KEX +yes/);
    person.presses('escape', 'ctrl-]', 'q');
    await person.exits();

    const again = await atShowrun(['old'], { home });
    await again.sees(DEVICE_PROMPT);
    again.presses('ctrl-]', 'A');
    await again.sees('Allow old algorithms for old no more?');
    again.presses('enter');
    await again.sees('old algorithms are allowed no more');
    again.types('exit\r');
    await again.sees('Enter reconnects');
    again.presses('enter');
    await again.sees('L allows old algorithms');
  });

  it('is reached by telnet where the inventory says so and SSH is refused, and says that it is', async () => {
    const telnet = await startTcpServer((socket) => socket.write('\r\nsw1>'));
    const closed = await startTcpServer(() => {});
    await closed.close();
    onTestFinished(() => telnet.close());
    const home = homeKnowing({});
    const file = join(home.path, 'inventory.yaml');
    const entry = `address: 127.0.0.1, port: ${closed.port}, fallback: 'telnet:${telnet.port}'`;
    writeFileSync(file, `hosts: { sw1: { ${entry} } }`);
    const person = await atShowrun(['-i', file, 'sw1'], { home });
    await person.sees(/^sw1> *$/m);
    expect(person.screen()).toContain('telnet (SSH refused), not encrypted');
  });

  it('is told of by showrun run with what to write for it', async () => {
    const home = homeKnowing({ old: device });
    const { stderr, code } = await runShowrun(['run', 'uptime', '-H', 'old'], { home });
    expect(code).toBe(3);
    expect(stderr).toContain('old offers only the key exchange diffie-hellman-group1-sha1');
    expect(stderr).toContain("write 'legacy: true' under old in the inventory");
  });
});
