import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { firstMissing, missingCommand, peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { DEVICE_PROMPT, type SshDevice, startSshDevice } from '../helpers/ssh-device.ts';
import { rememberSshds } from '../helpers/ssh-home.ts';
import { type Sshd, sshdPasswordMissing, startSshd } from '../helpers/sshd.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const missing = firstMissing(sshdPasswordMissing, missingCommand('ssh', 'openssh-client'));

peer('sshd', missing)('a chain of real sshds', () => {
  let outer: Sshd;
  let inner: Sshd;
  let device: SshDevice;
  beforeAll(async () => {
    outer = await startSshd({ password: true });
    inner = await startSshd({ password: true });
    device = await startSshDevice();
  });
  afterAll(async () => {
    await device?.close();
    await inner?.close();
    await outer?.close();
  });

  /** A home that has been on all three, with their keys where `keys` says so. */
  function home(): TempHome {
    const one = makeTempHome();
    onTestFinished(() => one.remove());
    for (const hop of [outer, inner]) {
      hop.authorize(execFileSync('cat', [`${device.keyFile}.pub`], { encoding: 'utf8' }).trim());
    }
    const { keyFile } = device;
    rememberSshds(one, [
      { name: 'outer', sshd: outer, keyFile },
      { name: 'inner', sshd: inner, keyFile },
      { name: 'core', sshd: device.sshd, keyFile },
    ]);
    return one;
  }

  function jumping(lines: string): TempHome {
    const one = home();
    appendFileSync(join(one.path, '.ssh/config'), lines);
    return one;
  }

  const PASSWORDS = { OUTER: '', INNER: '' };

  /** An inventory with a chain of three, passwords from the environment. */
  function inventory(where: TempHome, more = ''): string {
    const file = join(where.path, 'inventory.yaml');
    const hop = (sshd: Sshd, name: string) =>
      `{ address: 127.0.0.1, port: ${sshd.port}, username: ${sshd.username}, password: { env: ${name} }`;
    const { sshd, keyFile } = device;
    const key = `username: ${sshd.username}, key: ${keyFile}`;
    writeFileSync(
      file,
      `hosts:
  gate: ${hop(outer, 'OUTER')} }
  hall: ${hop(inner, 'INNER')}, via: gate }
  room: { address: 127.0.0.1, port: ${sshd.port}, ${key}, via: hall, platform: linux }
${more}`,
    );
    return file;
  }

  const passwords = (): typeof PASSWORDS => ({ OUTER: outer.password, INNER: inner.password });

  async function run(host: string, where: TempHome, env: Readonly<Record<string, string>> = {}) {
    const args = ['run', 'echo $((6*7)) $SSH_CONNECTION', '-H', host, '-o', 'raw'];
    const file = env['OUTER'] === undefined ? [] : ['-i', join(where.path, 'inventory.yaml')];
    return await runShowrun([...args, ...file], { home: where, env });
  }

  it('is gone through as ProxyJump says, as ssh does it', async () => {
    const where = jumping('Host core\n  ProxyJump outer,inner\n');
    const { code, stdout, stderr } = await run('core', where);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^42 127\.0\.0\.1 /);
    expect(outer.log()).toMatch(/Accepted publickey/);
    expect(inner.log()).toMatch(/Accepted publickey/);
  });

  it('is gone through by each hop naming the one before it', async () => {
    const where = jumping('Host core\n  ProxyJump inner\nHost inner\n  ProxyJump outer\n');
    expect(await run('core', where)).toMatchObject({ code: 0, stderr: '' });
  });

  it('is gone through with passwords, by the way of the inventory', async () => {
    const where = home();
    inventory(where);
    const { code, stdout, stderr } = await run('room', where, passwords());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^42 /);
  });

  it('is a pane that names the way and answers a person', async () => {
    const where = home();
    const args = ['-i', inventory(where), 'room'];
    const person = await atShowrun(args, { home: where, env: passwords() });
    await person.sees(DEVICE_PROMPT);
    await person.sees(/1 room .*via gate, hall|1 room .*via gate → hall|1 room .*via .*hall/);
    person.types('echo $((6*7))\r');
    await person.sees(/^42 *$/m);
    expect(person.screen()).not.toContain(outer.password);
    expect(person.screen()).not.toContain(inner.password);
  });

  it.each([
    ['the first hop', { OUTER: 'not it' }, 'gate'],
    ['the second hop', { INNER: 'not it' }, 'hall'],
  ] as const)(
    'ends at the wrong password of %s, which is sent once and named',
    async (_, wrong, hop) => {
      const where = home();
      inventory(where);
      const sshd = hop === 'gate' ? outer : inner;
      const tries = () => sshd.log().split('Failed password').length - 1;
      const before = tries();
      const { code, stdout, stderr } = await run('room', where, { ...passwords(), ...wrong });
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(
        new RegExp(`^room: ${hop}.* refused the password of ${sshd.username}`),
      );
      expect(stderr).toContain('check the user name, key or password');
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).not.toContain('not it');
      await sshd.logged(/Failed password/);
      expect(tries()).toBe(before + 1);
    },
  );

  it('ends at a hop whose host key is another than before, and nothing is sent to it', async () => {
    const where = home();
    inventory(where);
    const other = await startSshd({ password: true });
    onTestFinished(() => other.close());
    const known = join(where.path, '.ssh/known_hosts');
    appendFileSync(known, `[127.0.0.1]:${other.port} ${inner.hostKey()}\n`);
    const line = `  far: { address: 127.0.0.1, port: ${device.sshd.port}, via: moved }\n  moved: { address: 127.0.0.1, port: ${other.port}, username: ${other.username}, password: { env: INNER }, via: gate }\n`;
    inventory(where, line);
    const { code, stderr } = await run('far', where, passwords());
    expect(code).toBe(3);
    expect(stderr).toMatch(/^far: moved.*host key/);
    expect(stderr).toMatch(/known_hosts/);
    expect(other.log()).not.toMatch(/Failed|Accepted/);
  });

  it('ends at a hop nobody listens at, which names the hop before it', async () => {
    const where = home();
    inventory(
      where,
      `  dead: { address: 127.0.0.1, port: 9, via: hall }\n  end: { address: 127.0.0.1, port: ${device.sshd.port}, via: dead }\n`,
    );
    const { code, stderr } = await run('end', where, passwords());
    expect(code).toBe(3);
    expect(stderr).toMatch(/dead/);
    expect(stderr).toMatch(/hall/);
    expect(stderr).toMatch(/refused/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('asks a person for the password of each hop by name, says which was wrong, and asks again', async () => {
    const where = home();
    inventory(where);
    const file = join(where.path, 'inventory.yaml');
    const asked = readFileSync(file, 'utf8').replace(
      /\{ env: (OUTER|INNER) \}/g,
      '{ prompt: true }',
    );
    writeFileSync(file, asked);
    const person = await atShowrun(['-i', file, 'room'], { home: where });
    await person.sees(`password for ${outer.username}@gate`);
    person.types('not it\r');
    await person.sees(new RegExp(`gate.* refused the password of ${outer.username}`));
    person.presses('enter');
    await person.sees(`password for ${outer.username}@gate`);
    person.types(`${outer.password}\r`);
    await person.sees(`password for ${inner.username}@hall`);
    person.types('not it\r');
    await person.sees(new RegExp(`hall.* refused the password of ${inner.username}`));
    person.presses('enter');
    await person.sees(`password for ${inner.username}@hall`);
    person.types(`${inner.password}\r`);
    await person.sees(DEVICE_PROMPT);
    expect(person.history()).not.toContain('not it');
    expect(person.history()).not.toContain(inner.password);
  });

  it('refuses a hop of another host key in the pane, and tells how to look into it', async () => {
    const where = home();
    inventory(where);
    const known = join(where.path, '.ssh/known_hosts');
    const lines = readFileSync(known, 'utf8').split('\n');
    const changed = lines.map((line) =>
      line.startsWith(`[127.0.0.1]:${inner.port} `)
        ? `[127.0.0.1]:${inner.port} ${outer.hostKey()}`
        : line,
    );
    writeFileSync(known, changed.join('\n'));
    const args = ['-i', join(where.path, 'inventory.yaml'), 'room'];
    const person = await atShowrun(args, { home: where, env: passwords() });
    await person.sees(/hall.*host key/s);
    await person.sees(/known_hosts/);
    expect(person.screen()).not.toContain(DEVICE_PROMPT);
  });

  it('says so in the pane when a hop in the middle dies, and comes back with a key', async () => {
    const where = home();
    const args = ['-i', inventory(where), 'room'];
    const person = await atShowrun(args, { home: where, env: passwords() });
    await person.sees(DEVICE_PROMPT);
    inner.killSessions();
    await person.sees(/connection lost .*hall/);
    person.presses('enter');
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length >= 3);
    person.types('echo $((6*7))\r');
    await person.sees(/^42 *$/m);
  });
});
