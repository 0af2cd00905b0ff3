import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Memory } from '../../src/net/memory.ts';
import { peer } from '../helpers/peers.ts';
import { open, ScriptedAsker, testHost } from '../helpers/ssh-client.ts';
import {
  makeKey,
  type Sshd,
  sshdMissing,
  sshdPasswordMissing,
  startSshd,
} from '../helpers/sshd.ts';

const run = promisify(execFile);
const opened: { close(): Promise<void> }[] = [];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-ssh-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

function hostAt(sshd: Sshd, known: Partial<Parameters<typeof testHost>[0]> = {}) {
  const { port, username } = sshd;
  return testHost({
    port,
    username,
    knownHostsFiles: [join(sshd.folder, 'known_hosts')],
    ...known,
  });
}

async function shell(...request: Parameters<typeof open>) {
  const one = await open(...request);
  opened.push(one.transport);
  return one;
}

peer('sshd', sshdPasswordMissing)('a password on a real sshd', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd({ password: true, config: ['MaxAuthTries 6'] });
  });
  afterAll(() => sshd?.close());

  it('takes a break for the terminal it has made, which goes on as before', async () => {
    const session = await shell(hostAt(sshd), new ScriptedAsker('once', [sshd.password]));
    expect(await session.transport.sendBreak?.()).toBe('sent');
    session.types("echo a''live\r");
    await session.sees(/alive\r\n/);
  });

  it('typed by the person opens a shell', async () => {
    const asker = new ScriptedAsker('once', [sshd.password]);
    const session = await shell(hostAt(sshd), asker);
    session.types('echo $TERM; exit 7\r');
    expect(await session.ended).toEqual({ kind: 'ended', exitCode: 7 });
    expect(session.text).toContain('xterm-256color');
    expect(asker.secrets).toMatchObject([
      { host: 'r1', text: `password for ${sshd.username}@r1`, echo: false },
    ]);
  });

  it('is taken from the environment, a command or memory without asking', async () => {
    const env = { ...process.env, R1_PASSWORD: sshd.password };
    for (const password of [
      { from: 'env', name: 'R1_PASSWORD' },
      { from: 'command', command: 'printf "%s\\nsecond line" "$R1_PASSWORD"' },
      { from: 'memory', reveal: () => sshd.password },
    ] as const) {
      const asker = new ScriptedAsker('once', []);
      const session = await shell(hostAt(sshd, { password }), asker, { env });
      expect(asker.secrets).toEqual([]);
      await session.transport.close();
    }
  });

  it('once typed and accepted is not asked again in the same run', async () => {
    const memory = new Memory();
    const asker = new ScriptedAsker('once', [sshd.password]);
    await shell(hostAt(sshd), asker, { memory });
    await shell(hostAt(sshd), asker, { memory });
    expect(asker.secrets).toHaveLength(1);
    expect(asker.hostKeys).toHaveLength(1);
  });

  it('is given to PAM by keyboard-interactive, with a question of its own', async () => {
    const pam = await startSshd({
      password: true,
      config: ['UsePAM yes', 'PasswordAuthentication no', 'KbdInteractiveAuthentication yes'],
    });
    opened.push(pam);
    const asker = new ScriptedAsker('once', [pam.password]);
    await shell(hostAt(pam), asker);
    expect(asker.secrets).toMatchObject([
      { text: expect.stringMatching(/Password:$/), echo: false },
    ]);
    const password = { from: 'memory', reveal: () => pam.password } as const;
    await shell(hostAt(pam, { password }), new ScriptedAsker());
    const wrong = { from: 'memory', reveal: () => 'wrong' } as const;
    await expect(open(hostAt(pam, { password: wrong }))).rejects.toMatchObject({
      code: 'auth-failed',
    });
  });

  it('that is wrong is sent exactly once', async () => {
    const before = sshd.log().match(/Failed password/g)?.length ?? 0;
    const attempt = open(hostAt(sshd), new ScriptedAsker('once', ['wrong', 'wrong', 'wrong']));
    await expect(attempt).rejects.toMatchObject({ code: 'auth-failed', subject: 'r1' });
    await expect(attempt).rejects.toThrow(
      `r1 refused the password of ${sshd.username}; it allows publickey, password`,
    );
    await sshd.logged(/Failed password/);
    expect(sshd.log().match(/Failed password/g)).toHaveLength(before + 1);
  });

  it('is not sent when the person cancels', async () => {
    const attempt = open(hostAt(sshd), new ScriptedAsker('once', [undefined]));
    await expect(attempt).rejects.toThrow('r1: no password was given');
  });

  it('does not leave the machine before the host key is accepted', async () => {
    const asker = new ScriptedAsker('reject', [sshd.password]);
    const attempt = open(hostAt(sshd), asker);
    await expect(attempt).rejects.toMatchObject({ code: 'host-key-rejected' });
    expect(asker.secrets).toEqual([]);
  });
});

peer('sshd', sshdMissing)('a key on a real sshd', () => {
  let sshd: Sshd;
  let plain: string;
  let locked: string;
  beforeAll(async () => {
    plain = join(folder, 'plain');
    locked = join(folder, 'locked');
    const authorizedKeys = [
      makeKey(plain),
      makeKey(locked, { type: 'ecdsa', passphrase: 'open sesame' }),
      makeKey(join(folder, 'rsa'), { type: 'rsa' }),
    ];
    makeKey(join(folder, 'stranger'));
    sshd = await startSshd({ authorizedKeys });
  });
  afterAll(() => sshd?.close());

  it.each(['plain', 'rsa'])('in a file opens a shell: %s', async (name) => {
    const asker = new ScriptedAsker();
    await shell(hostAt(sshd, { keys: [join(folder, name)] }), asker);
    expect(asker.secrets).toEqual([]);
  });

  it('with a passphrase asks for it once in a run', async () => {
    const asker = new ScriptedAsker('once', ['open sesame']);
    const memory = new Memory();
    const host = hostAt(sshd, { keys: [locked] });
    await Promise.all([shell(host, asker, { memory }), shell(host, asker, { memory })]);
    await shell(host, asker, { memory });
    expect(asker.secrets).toMatchObject([{ text: `passphrase for ${locked}`, echo: false }]);
  });

  it('with a passphrase is not asked about when the server does not want it', async () => {
    const file = join(folder, 'unwanted');
    makeKey(file, { passphrase: 'never asked' });
    const asker = new ScriptedAsker();
    await shell(hostAt(sshd, { keys: [file, plain] }), asker);
    expect(asker.secrets).toEqual([]);
  });

  it('in a form that hides its public half asks before it is offered', async () => {
    const file = join(folder, 'pem');
    const key = makeKey(file, { type: 'rsa', passphrase: 'old form' });
    execFileSync('ssh-keygen', ['-p', '-m', 'PEM', '-P', 'old form', '-N', 'old form', '-f', file]);
    rmSync(`${file}.pub`);
    writeFileSync(join(sshd.folder, 'authorized_keys'), `${key}\n`, { flag: 'a' });
    await shell(hostAt(sshd, { keys: [file] }), new ScriptedAsker('once', ['old form']));
  });

  it('that stays locked leads to the next one', async () => {
    await shell(hostAt(sshd, { keys: [locked, plain] }), new ScriptedAsker('once', ['wrong']));
  });

  it('that others may read is named and not used', async () => {
    const file = join(folder, 'open');
    makeKey(file);
    chmodSync(file, 0o644);
    const attempt = open(hostAt(sshd, { keys: [file] }));
    await expect(attempt).rejects.toThrow(`key ${file} is open to others (mode 644): chmod 600 it`);
  });

  it('that the server does not know is refused in one line', async () => {
    const attempt = open(hostAt(sshd, { keys: [join(folder, 'stranger'), join(folder, 'none')] }));
    await expect(attempt).rejects.toMatchObject({ code: 'auth-failed' });
    await expect(attempt).rejects.toThrow(
      `r1 refused the keys of ${sshd.username}; it allows publickey; key ${folder}/none cannot be read (ENOENT)`,
    );
  });

  it('in an agent opens a shell, of any type', async () => {
    const agent = await startAgent();
    for (const name of ['stranger', 'rsa', 'plain']) {
      await run('ssh-add', ['-q', join(folder, name)], { env: agent.env });
    }
    await shell(hostAt(sshd, { agent: agent.socket }));
    await run('ssh-add', ['-q', '-d', join(folder, 'rsa')], { env: agent.env });
    await shell(hostAt(sshd, { agent: agent.socket }));
  });

  it('of the agent that the host does not name is not offered with keysOnly', async () => {
    const agent = await startAgent();
    await run('ssh-add', ['-q', plain], { env: agent.env });
    const host = hostAt(sshd, {
      agent: agent.socket,
      keys: [join(folder, 'stranger')],
      keysOnly: true,
    });
    await expect(open(host)).rejects.toMatchObject({ code: 'auth-failed' });
    await shell({ ...host, keys: [plain] });
  });

  it('is found although the agent is gone', async () => {
    await shell(hostAt(sshd, { agent: join(folder, 'no-agent'), keys: [plain] }));
  });
});

peer('sshd', sshdMissing)('a host key', () => {
  let sshd: Sshd;
  let keys: string[];
  beforeAll(async () => {
    const key = join(folder, 'host-key-test');
    keys = [key];
    sshd = await startSshd({ authorizedKeys: [makeKey(key)] });
  });
  afterAll(() => sshd?.close());

  function host(known: Parameters<typeof hostAt>[1] = {}) {
    return hostAt(sshd, { keys, ...known });
  }
  function recorded(file: string, line: string) {
    const path = join(folder, file);
    writeFileSync(path, line);
    return { knownHostsFiles: [path] };
  }
  const name = () => `[127.0.0.1]:${sshd.port}`;

  function sshArguments(file: string): string[] {
    return [
      ...['-F', 'none', '-i', keys[0] ?? '', '-p', String(sshd.port)],
      ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'],
      ...['-o', `UserKnownHostsFile=${file}`, '-o', 'GlobalKnownHostsFile=/dev/null'],
      ...[`${sshd.username}@127.0.0.1`, 'echo', 'accepted'],
    ];
  }

  it('seen first is asked about with its fingerprint, stored, and then known to us and to ssh', async () => {
    const known = recorded('first', '');
    const asker = new ScriptedAsker('store');
    await shell(host(known), asker);
    const printed = execFileSync('ssh-keygen', ['-lf', join(sshd.folder, 'host_key.pub')], {
      encoding: 'utf8',
    });
    expect(asker.hostKeys).toMatchObject([
      { host: 'r1', address: '127.0.0.1', port: sshd.port, keyType: 'ED25519' },
    ]);
    expect(printed).toContain(asker.hostKeys[0]?.fingerprint);
    await shell(host({ ...known, hostKeyPolicy: 'strict' }));
    const { stdout } = await run('ssh', sshArguments(known.knownHostsFiles[0] ?? ''));
    expect(stdout).toBe('accepted\n');
  });

  it('stored under a hashed name is known to ssh', async () => {
    const known = recorded('hashed', '');
    await shell(host({ ...known, hashKnownHosts: true }), new ScriptedAsker('store'));
    const file = known.knownHostsFiles[0] ?? '';
    expect(readFileSync(file, 'utf8')).toMatch(/^\|1\|/);
    expect((await run('ssh', sshArguments(file))).stdout).toBe('accepted\n');
  });

  it.each(['no', 'yes'])('stored by ssh is known to us (HashKnownHosts %s)', async (hashed) => {
    const file = join(folder, `by-ssh-${hashed}`);
    const words = sshArguments(file).map((word) =>
      word === 'StrictHostKeyChecking=yes' ? 'StrictHostKeyChecking=accept-new' : word,
    );
    await run('ssh', ['-o', `HashKnownHosts=${hashed}`, ...words]);
    await shell(host({ knownHostsFiles: [file], hostKeyPolicy: 'strict' }));
  });

  it('accepted once is asked about again in the next run', async () => {
    const known = recorded('once', '');
    const asker = new ScriptedAsker('once');
    await shell(host(known), asker);
    await shell(host(known), asker);
    expect(asker.hostKeys).toHaveLength(2);
    expect(readFileSync(known.knownHostsFiles[0] ?? '', 'utf8')).toBe('');
  });

  it('is stored without asking under accept-new', async () => {
    const known = recorded('new', '');
    const asker = new ScriptedAsker('reject');
    await shell(host({ ...known, hostKeyPolicy: 'accept-new' }), asker);
    expect(asker.hostKeys).toEqual([]);
    expect(readFileSync(known.knownHostsFiles[0] ?? '', 'utf8')).toContain(sshd.hostKey());
  });

  it('is refused when strict or when nobody is there to ask', async () => {
    const known = recorded('strict', '');
    await expect(open(host({ ...known, hostKeyPolicy: 'strict' }))).rejects.toMatchObject({
      code: 'host-key-unknown',
    });
    await expect(open(host(known), new ScriptedAsker('nobody'))).rejects.toMatchObject({
      code: 'host-key-unknown',
    });
  });

  it('that is revoked is refused even if recorded', async () => {
    const lines = `${name()} ${sshd.hostKey()}\n@revoked * ${sshd.hostKey()}\n`;
    const attempt = open(host(recorded('revoked', lines)), new ScriptedAsker('store'));
    await expect(attempt).rejects.toMatchObject({ code: 'host-key-revoked' });
    await expect(attempt).rejects.toThrow(`(${folder}/revoked:2)`);
  });

  it('known only through an authority is not called new', async () => {
    const lines = `@cert-authority * ${sshd.hostKey()}\n`;
    const asker = new ScriptedAsker('store');
    const attempt = open(host(recorded('authority', lines)), asker);
    await expect(attempt).rejects.toThrow('certificate authority');
    expect(asker.hostKeys).toEqual([]);
  });

  it('is looked up under the alias alone', async () => {
    const known = recorded('alias', `r1.lab ${sshd.hostKey()}\n`);
    await shell(host({ ...known, hostKeyAlias: 'r1.lab', hostKeyPolicy: 'strict' }));
  });

  it('of ten sessions at once is asked about once', async () => {
    const known = recorded('ten', '');
    const asker = new ScriptedAsker('store');
    const memory = new Memory();
    await Promise.all(Array.from({ length: 10 }, () => shell(host(known), asker, { memory })));
    expect(asker.hostKeys).toHaveLength(1);
  });

  it('that has changed is refused with both fingerprints, the line and what to do', async () => {
    const known = recorded('changed', `# mine\n${name()} ${sshd.hostKey()}\n`);
    await shell(host({ ...known, hostKeyPolicy: 'strict' }));
    const before = fingerprint(sshd);
    await sshd.swapHostKey();
    const asker = new ScriptedAsker('store');
    const error = await open(host({ ...known, hostKeyPolicy: 'accept-new' }), asker).catch(
      (e) => e,
    );
    expect(error).toMatchObject({ code: 'host-key-changed', subject: 'r1' });
    expect(error.message).toContain(fingerprint(sshd));
    expect(error.message).toContain(`${before} in ${folder}/changed:2`);
    expect(error.advice).toContain(`ssh-keygen -R '${name()}' -f ${folder}/changed`);
    expect(asker.hostKeys).toEqual([]);
  });

  it('of another type than recorded counts as changed', async () => {
    const known = recorded('type', `${name()} ${sshd.hostKey()}\n`);
    await sshd.swapHostKey('rsa');
    await expect(open(host(known), new ScriptedAsker('store'))).rejects.toMatchObject({
      code: 'host-key-changed',
    });
  });

  it('of the type that is recorded is asked for first', async () => {
    const rsa = join(sshd.folder, 'second');
    makeKey(rsa, { type: 'rsa' });
    const two = await startSshd({
      authorizedKeys: [readFileSync(`${keys[0]}.pub`, 'utf8').trim()],
      config: [`HostKey ${rsa}`],
    });
    opened.push(two);
    const line = readFileSync(`${rsa}.pub`, 'utf8');
    const known = recorded('order', `[127.0.0.1]:${two.port} ${line}`);
    await shell(hostAt(two, { keys, ...known, hostKeyPolicy: 'strict' }));
  });
});

peer('sshd', sshdMissing)('a session on a real sshd', () => {
  let sshd: Sshd;
  let key: { keys: string[] };
  beforeAll(async () => {
    const file = join(folder, 'session');
    key = { keys: [file] };
    sshd = await startSshd({
      authorizedKeys: [makeKey(file)],
      config: ['Banner none', 'SetEnv PS1=ready>'],
      forcedCommand: '/bin/sh -i',
    });
  });
  afterAll(() => sshd?.close());

  it('tells the remote terminal its size, at first and after each change', async () => {
    const session = await shell(hostAt(sshd, key));
    session.types('stty size\r');
    await session.sees(/30 100/);
    session.transport.resize({ cols: 43, rows: 17 });
    session.types('stty size\r');
    await session.sees(/17 43/);
  });

  it('knows the server software and the fingerprint', async () => {
    const { transport } = await shell(hostAt(sshd, key));
    expect(transport.peer).toMatchObject({
      software: expect.stringMatching(/^OpenSSH_\d/),
      fingerprint: fingerprint(sshd),
    });
  });

  it('keeps what arrives before anybody listens', async () => {
    const { openSsh } = await import('../../src/net/ssh.ts');
    const { Gate } = await import('../../src/net/gate.ts');
    const start = openSsh(hostAt(sshd, key), {
      asker: new ScriptedAsker(),
      handshakes: new Gate(1),
    });
    const transport = await start({
      size: { cols: 80, rows: 24 },
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    opened.push(transport);
    transport.write(Buffer.from('echo early-$((40+2)); exit\r'));
    await sshd.logged(/Starting session[\s\S]*Close session/);
    let text = '';
    transport.onBytes((chunk) => {
      text += Buffer.from(chunk).toString();
    });
    expect(await new Promise((resolve) => transport.onClosed(resolve))).toMatchObject({
      kind: 'ended',
    });
    expect(text).toContain('early-42');
  });

  it('is lost, not ended, when the server dies in the middle of its output', async () => {
    const session = await shell(hostAt(sshd, key));
    session.types('while :; do echo flood; done\r');
    await session.sees(/flood\r\n.*flood/s);
    sshd.killSessions();
    const end = await session.ended;
    expect(end).toMatchObject({ kind: 'lost', error: { code: 'hung-up', subject: 'r1' } });
    session.transport.write(Buffer.from('dropped'));
    session.transport.resize({ cols: 1, rows: 1 });
    await session.transport.close();
    await session.transport.close();
  });

  it('that is paused holds the far end back, and goes on where it stopped', async () => {
    const { transport } = await shell(hostAt(sshd, key));
    let bytes = 0;
    let seen = () => {};
    transport.onBytes((chunk) => {
      bytes += chunk.length;
      seen();
    });
    const atLeast = (count: number) =>
      new Promise<void>((resolve) => {
        seen = () => {
          if (bytes >= count) resolve();
        };
        seen();
      });
    transport.write(Buffer.from('yes 0123456789012345678901234567890123456789\r'));
    await atLeast(1_000_000);
    transport.pause();
    const paused = bytes;
    const memoryBefore = process.memoryUsage().rss;
    // A second session's round trips give the first one time to overflow, if it could.
    const other = await shell(hostAt(sshd, key));
    for (let turn = 1; turn <= 20; turn++) {
      other.types(`echo turn-$((${turn}+100))\r`);
      await other.sees(new RegExp(`turn-${turn + 100}`));
    }
    expect(bytes).toBe(paused);
    expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(40_000_000);
    transport.resume();
    await atLeast(paused + 20_000_000);
    transport.write(Buffer.from([3]));
    transport.write(Buffer.from('exit\r'));
    await new Promise((resolve) => transport.onClosed(resolve));
  });

  it('asks about the host key once however often the keys are exchanged', async () => {
    const busy = await startSshd({
      authorizedKeys: [readFileSync(`${key.keys[0]}.pub`, 'utf8').trim()],
      config: ['RekeyLimit 64K'],
    });
    opened.push(busy);
    const asker = new ScriptedAsker('once');
    const session = await shell(hostAt(busy, key), asker);
    session.types('head -c 1000000 /dev/zero | tr "\\0" x; echo; echo all-$((40+2)); exit\r');
    expect(await session.ended).toMatchObject({ kind: 'ended' });
    expect(session.text).toContain('all-42');
    expect(session.text.match(/x/g)?.length).toBeGreaterThanOrEqual(1_000_000);
    expect(asker.hostKeys).toHaveLength(1);
  });

  it('closes when the attempt is aborted', async () => {
    const controller = new AbortController();
    const asker = new ScriptedAsker();
    asker.trustHostKey = () => {
      controller.abort();
      return new Promise(() => {});
    };
    const attempt = open(hostAt(sshd, key), asker, { signal: controller.signal });
    await expect(attempt).rejects.toMatchObject({ code: 'interrupted' });
  });
});

peer('sshd', sshdMissing)('a host behind another', () => {
  let bastion: Sshd;
  let target: Sshd;
  let keys: string[];
  beforeAll(async () => {
    const file = join(folder, 'hop');
    keys = [file];
    const authorizedKeys = [makeKey(file)];
    bastion = await startSshd({ authorizedKeys });
    target = await startSshd({ authorizedKeys });
  });
  afterAll(async () => {
    await bastion?.close();
    await target?.close();
  });

  it('is reached through it, each with its own host key', async () => {
    const hop = hostAt(bastion, { name: 'bastion', keys });
    const asker = new ScriptedAsker('once');
    const steps: string[] = [];
    const session = await shell(hostAt(target, { keys, via: [hop] }), asker, {
      onProgress: (step) => steps.push(step),
    });
    session.types('echo $SSH_CONNECTION; exit 4\r');
    expect(await session.ended).toEqual({ kind: 'ended', exitCode: 4 });
    expect(asker.hostKeys.map(({ host, port }) => [host, port])).toEqual([
      ['bastion', bastion.port],
      ['r1', target.port],
    ]);
    expect(steps).toContain('bastion: connecting');
  });

  it('may be behind two', async () => {
    const outer = hostAt(bastion, { name: 'outer', keys });
    const inner = hostAt(target, { name: 'inner', keys });
    const session = await shell(hostAt(target, { keys, via: [outer, inner] }));
    session.types('exit 5\r');
    expect(await session.ended).toEqual({ kind: 'ended', exitCode: 5 });
  });

  it('names the hop that fails', async () => {
    const hop = hostAt(bastion, { name: 'bastion', keys: [] });
    await expect(open(hostAt(target, { keys, via: [hop] }))).rejects.toThrow(
      /^bastion \(on the way to r1\) offers no way in/,
    );
    const closed = await closedPort();
    const way = [hostAt(bastion, { name: 'bastion', keys })];
    const attempt = open(testHost({ port: closed, via: way }));
    await expect(attempt).rejects.toMatchObject({ code: 'refused' });
    await expect(attempt).rejects.toThrow(
      `bastion (on the way to r1) cannot reach r1 (127.0.0.1 port ${closed}): Connection refused`,
    );
  });

  it('is lost with the reason of the hop', async () => {
    const hop = hostAt(bastion, { name: 'bastion', keys });
    const session = await shell(hostAt(target, { keys, via: [hop] }));
    session.types('echo here-$((1+1))\r');
    await session.sees(/here-2/);
    bastion.killSessions();
    const end = await session.ended;
    expect(end).toMatchObject({ kind: 'lost' });
    expect(end.kind === 'lost' && end.error.message).toBe(
      'bastion (on the way to r1) closed the connection',
    );
  });
});

describe('a host that cannot be opened', () => {
  it('has a closed port', async () => {
    const port = await closedPort();
    const attempt = open(testHost({ port }));
    await expect(attempt).rejects.toMatchObject({ code: 'refused', subject: 'r1' });
    await expect(attempt).rejects.toThrow(`r1 refused the connection at 127.0.0.1 port ${port}`);
  });

  it('has no address', async () => {
    const attempt = open(testHost({ port: 22, address: 'no-such-host.invalid' }));
    await expect(attempt).rejects.toMatchObject({ code: 'unknown-host' });
  });
});

function fingerprint(sshd: Sshd): string {
  const printed = execFileSync('ssh-keygen', ['-lf', join(sshd.folder, 'host_key.pub')], {
    encoding: 'utf8',
  });
  return printed.split(' ')[1] ?? '';
}

async function closedPort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 1));
    });
  });
}

/** A real ssh-agent of our own; ended with the test. */
async function startAgent() {
  const socket = join(mkdtempSync(join(folder, 'agent-')), 'socket');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => agent.stdout.once('data', resolve));
  const exited = new Promise((resolve) => agent.once('exit', resolve));
  opened.push({
    close: async () => {
      agent.kill();
      await exited;
    },
  });
  return { socket, env: { ...process.env, SSH_AUTH_SOCK: socket } };
}
