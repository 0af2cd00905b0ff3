import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShell } from '../helpers/showrun-program.ts';
import { homeKnowing, type SshDevice, startSshDevice } from '../helpers/ssh-device.ts';
import { fingerprintOf, sshdMissing, sshdPasswordMissing } from '../helpers/sshd.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

function emptyHome(): TempHome {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  return home;
}

function inventoryIn(home: TempHome, text: string): string {
  const file = join(home.path, 'inventory.yaml');
  writeFileSync(file, text);
  return file;
}

peer('sshd', sshdMissing)('one command on hosts of an inventory', () => {
  let device: SshDevice;
  let bastion: SshDevice;
  let closedBastion: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice();
    bastion = await startSshDevice();
    closedBastion = await startSshDevice({ config: ['PermitOpen none'] });
  });
  afterAll(async () => {
    for (const one of [device, bastion, closedBastion]) await one?.close();
  });

  /** Where a device is and its key, as an inventory says it. */
  function at({ sshd, keyFile }: SshDevice): string {
    return `address: 127.0.0.1, port: ${sshd.port}, username: ${sshd.username}, key: ${keyFile}`;
  }

  it('gives exactly what uname prints, with the platform found by itself or named', async () => {
    const home = homeKnowing({ core: device });
    const wanted = `Linux ${release()}\n`;
    const file = inventoryIn(
      home,
      `hosts: { core: { ${at(device)} }, named: { ${at(device)}, platform: linux } }`,
    );
    for (const host of ['core', 'named']) {
      const args = ['run', 'uname -sr', '-i', file, '-H', host, '-o', 'raw'];
      expect(await runShowrun(args, { home })).toEqual({ code: 0, stdout: wanted, stderr: '' });
    }
    const args = ['run', 'uname -sr', '-H', 'core'];
    expect(await runShowrun(args, { home })).toEqual({ code: 0, stdout: wanted, stderr: '' });
  });

  it('takes a group, and what hosts do not say from their groups and the defaults', async () => {
    const home = homeKnowing({ core: device });
    const file = inventoryIn(
      home,
      `defaults: { address: 127.0.0.1, username: ${device.sshd.username}, port: 1 }
groups:
  core: { port: ${device.sshd.port}, key: ${device.keyFile} }
hosts:
  a: { groups: [core] }
  b: { groups: [core] }
  c: {}
`,
    );
    const args = ['run', 'echo here', '-i', file, '-H', '@core', '-o', 'json'];
    const { code, stdout } = await runShowrun(args, { home });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { host: 'a', platform: 'linux', text: 'here', outcome: 'ok' },
      { host: 'b', platform: 'linux', text: 'here', outcome: 'ok' },
    ]);
    const all = await runShowrun(['run', 'echo here', '-i', file, '-o', 'json'], { home });
    expect(all.code).toBe(1);
    expect(JSON.parse(all.stdout)).toMatchObject([
      { host: 'a', outcome: 'ok' },
      { host: 'b', outcome: 'ok' },
      { host: 'c', outcome: 'failed', error: { code: 'refused' } },
    ]);
  });

  it('goes through a jump host, and says so when that one refuses to pass it on', async () => {
    const home = homeKnowing({ device, bastion, closedBastion });
    const file = inventoryIn(
      home,
      `hosts:
  bastion: { ${at(bastion)} }
  closed: { ${at(closedBastion)} }
  inner: { ${at(device)}, via: bastion }
  unreachable: { ${at(device)}, via: closed }
`,
    );
    const args = ['run', 'echo inside', '-i', file, '-o', 'raw'];
    const inner = await runShowrun([...args, '-H', 'inner'], { home });
    expect(inner).toEqual({ code: 0, stdout: 'inside\n', stderr: '' });
    expect(bastion.sshd.log()).toMatch(/Accepted publickey/);
    const { code, stderr } = await runShowrun([...args, '-H', 'unreachable'], { home });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^.*closed \(on the way to unreachable\) cannot reach .*\n$/);
  });

  it('asks thirty hosts at once and answers in their order', async () => {
    const home = homeKnowing({ core: device });
    const names = Array.from({ length: 30 }, (_, i) => `host-${i + 1}`);
    const lines = names.map((name) => `  ${name}: { ${at(device)} }`);
    const file = inventoryIn(home, `hosts:\n${lines.join('\n')}\n`);
    const args = ['run', 'echo "pid $$"', '-i', file, '-o', 'json'];
    const { code, stdout, stderr } = await runShowrun(args, { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const answers = JSON.parse(stdout) as { host: string; text: string }[];
    expect(answers.map(({ host }) => host)).toEqual(names);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(30);
  });

  it('does not trust an unknown host without a terminal; --accept-new stores its key', async () => {
    const home = emptyHome();
    const file = inventoryIn(home, `hosts: { core: { ${at(device)} } }`);
    const args = ['run', 'echo in', '-i', file, '-H', 'core', '-o', 'raw'];
    const refused = await runShowrun(args, { home });
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toContain(
      `core shows a host key that is not known: ${fingerprintOf(device.sshd)}`,
    );
    const known = join(home.path, '.ssh/known_hosts');
    expect(existsSync(known)).toBe(false);
    const accepted = await runShowrun([...args, '--accept-new'], { home });
    expect(accepted).toEqual({ code: 0, stdout: 'in\n', stderr: '' });
    expect(readFileSync(known, 'utf8')).toContain(device.sshd.hostKey());
    expect(await runShowrun(args, { home })).toEqual({ code: 0, stdout: 'in\n', stderr: '' });
  });

  it('refuses a changed key even with --accept-new', async () => {
    const home = emptyHome();
    const file = inventoryIn(home, `hosts: { core: { ${at(device)} } }`);
    const known = `[127.0.0.1]:${device.sshd.port} ${bastion.sshd.hostKey()}\n`;
    writeFileSync(join(home.path, '.ssh/known_hosts'), known);
    const args = ['run', 'echo in', '-i', file, '-H', 'core', '--accept-new'];
    const { code, stderr } = await runShowrun(args, { home });
    expect(code).toBe(3);
    expect(stderr).toContain('core shows another host key than recorded');
    expect(readFileSync(join(home.path, '.ssh/known_hosts'), 'utf8')).toBe(known);
  });

  it('ends soon after Ctrl-C, with what has come until then', async () => {
    const home = homeKnowing({ core: device });
    const shell = await atShell({ home });
    shell.types("showrun run 'sleep 1000' -H core; echo code $?\r");
    await shell.sees('0 of 1 hosts');
    await device.sshd.logged(/Starting session: forced-command.*[\s\S]*Starting session/);
    shell.presses('ctrl-c');
    await shell.sees(/code 130/, { withinMs: 5_000 });
  });

  it.each([
    [
      'hosts:\n  a: { port: abc }\n',
      /:2: hosts\.a\.port: expected a number from 1 to 65535, found "abc"/,
    ],
    ['hosts:\n  a: { adress: x }\n', /:2: hosts\.a: unknown key 'adress'; did you mean address\?/],
    ['hosts:\n  a: {}\n  a: {}\n', /:3: /],
    ['hosts: [a\n', /:\d: /],
    ['hosts:\n  a: { password: secret }\n', /:2: hosts\.a\.password/],
    ['just text\n', /:1: /],
    ['hosts: { a: { via: b } }\n', /there is no host 'b'/],
  ])('names the file, the line and what was expected: %j', async (text, words) => {
    const home = emptyHome();
    const file = inventoryIn(home, text);
    const { code, stdout, stderr } = await runShowrun(['run', 'x', '-i', file], { home });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^showrun: .*\n$/);
    expect(stderr).toContain('inventory.yaml');
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain('secret');
  });
});

peer('sshd', sshdPasswordMissing)('the password of an inventory', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice({ password: true });
  });
  afterAll(() => device?.close());

  function inventory(home: TempHome, password: string): string {
    const { port, username } = device.sshd;
    return inventoryIn(
      home,
      `hosts: { core: { address: 127.0.0.1, port: ${port}, username: ${username}, password: ${password} } }`,
    );
  }

  /** A home that knows the device, but has no key for it. */
  function keylessHome(): TempHome {
    const home = emptyHome();
    const line = `[127.0.0.1]:${device.sshd.port} ${device.sshd.hostKey()}\n`;
    writeFileSync(join(home.path, '.ssh/known_hosts'), line);
    return home;
  }

  it('comes from the environment or from a command', async () => {
    const home = keylessHome();
    const secret = join(home.path, 'secret');
    writeFileSync(secret, `${device.sshd.password}\n`);
    const env = { CORE_PASSWORD: device.sshd.password };
    const byEnv = inventory(home, '{ env: CORE_PASSWORD }');
    const args = ['run', 'id -un', '-H', 'core', '-o', 'raw', '-i'];
    const wanted = { code: 0, stdout: `${device.sshd.username}\n`, stderr: '' };
    expect(await runShowrun([...args, byEnv], { home, env })).toEqual(wanted);
    const byCommand = inventory(home, `{ command: 'cat ${secret}' }`);
    expect(await runShowrun([...args, byCommand], { home })).toEqual(wanted);
  });

  it.each([
    ['{ env: NOT_SET }', 'NOT_SET'],
    ["{ command: 'exit 3' }", 'exit code 3'],
  ])('that cannot be had is told in one line: %s', async (password, words) => {
    const home = keylessHome();
    const file = inventory(home, password);
    const { code, stdout, stderr } = await runShowrun(['run', 'id', '-i', file], { home });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^core.*\n$/);
    expect(stderr).toContain(words);
  });

  it('is asked for on the terminal, past a pipe, without being shown', async () => {
    const home = keylessHome();
    const file = inventory(home, '{ prompt: true }');
    const shell = await atShell({ home });
    shell.types(`showrun run 'id -un' -i ${file} -o raw | cat -A; echo en''ded\r`);
    await shell.sees('password for');
    shell.types(`${device.sshd.password}\r`);
    await shell.sees(/^ended/m);
    expect(shell.screen()).toContain(`\n${device.sshd.username}$`);
    expect(shell.rawOutput.includes(device.sshd.password)).toBe(false);
    shell.types('stty -a\r');
    await shell.sees(/ echo /);
  });

  it('is not found on any command line while the program runs', async () => {
    const home = keylessHome();
    const file = inventory(home, '{ env: CORE_PASSWORD }');
    const args = ['run', 'ps axww -o args', '-H', 'core', '-o', 'raw', '-i', file];
    const env = { CORE_PASSWORD: device.sshd.password };
    const { stdout } = await runShowrun(args, { home, env });
    expect(stdout).toContain('main.js run');
    expect(stdout).not.toContain(device.sshd.password);
  });
});
